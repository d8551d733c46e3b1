"""Workers: use, saturation and errors of each process, and of the machine."""

from deploy.grafana.panels import Board, Kind, Panel, risen

USE = (
    Panel(
        "Processor",
        "Processors that each hop's own process uses; its children are not in it.",
        "short",
        {"{{instance}}": "rate(process_cpu_seconds_total{@}[$__rate_interval])"},
    ),
    Panel(
        "Children at work",
        "Share of their time that all children of a process are at stories.",
        "percentunit",
        {
            "{{hop}} {{instance}}": "sum by (hop, instance) "
            "(rate(wire_pool_work_seconds_total{@}[$__rate_interval]))"
            " / sum by (hop, instance) (wire_pool_children{@})"
        },
    ),
    Panel(
        "Memory",
        "Resident memory of each process and child.",
        "bytes",
        {"{{instance}} {{hop}} {{process}}": "wire_memory_bytes{@}"},
        Kind.AREAS,
    ),
)

SATURATION = (
    Panel(
        "Jobs without a child",
        "They wait until a child has room.",
        "short",
        {"{{hop}} {{instance}}": "wire_pool_waiting{@}"},
    ),
    Panel(
        "Stories sent at once",
        "To a child, on average: one when all is quiet, full batches under load.",
        "short",
        {
            "{{hop}}": "sum by (hop) (rate(wire_batch_stories_sum{@}[$__rate_interval]))"
            " / sum by (hop) (rate(wire_batch_stories_count{@}[$__rate_interval]))"
        },
    ),
    Panel(
        "Lateness of the event loop",
        "99 of 100 times it woke less late than this. Above 0.1 s its session is at risk.",
        "s",
        {"{{hop}} {{instance}}": "wire_loop_lag_p99_seconds{@}"},
        limits={0.1: "red"},
    ),
)

ERRORS = (
    Panel(
        "Children replaced",
        "In the time shown, by why.",
        "short",
        {"{{hop}} {{reason}}": risen("wire_pool_restarts_total", "hop", "reason")},
    ),
    Panel(
        "Running since",
        "Seconds since each process started: a saw is one that starts again and again.",
        "s",
        {"{{instance}}": "time() - process_start_time_seconds{@}"},
    ),
    Panel(
        "Partitions",
        "That each process reads.",
        "short",
        {"{{hop}} {{instance}}": "wire_assigned_partitions{@}"},
    ),
)

MACHINE = (
    Panel(
        "Memory left",
        "Share of the machine's memory that is available.",
        "percentunit",
        {"{{instance}}": "node_memory_MemAvailable_bytes{@} / node_memory_MemTotal_bytes{@}"},
        most=1,
    ),
    Panel(
        "Disk left",
        "Share of each file system that is free.",
        "percentunit",
        {
            "{{instance}} {{mountpoint}}": "node_filesystem_avail_bytes{@}"
            " / (node_filesystem_size_bytes{@} > 0)"
        },
        most=1,
    ),
    Panel(
        "Versions",
        "What runs here: processes by version.",
        "short",
        {"{{version}}, Python {{python}}": "count by (version, python) (wire_build_info{@})"},
    ),
)

BOARD = Board(
    "wire-workers",
    "Workers",
    "Use, saturation and errors of each process, and of the machine.",
    {"Use": USE, "Saturation": SATURATION, "Errors": ERRORS, "Machine": MACHINE},
)
