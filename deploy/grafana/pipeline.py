"""Pipeline: rate, errors and duration of each hop, and what waits before it."""

from deploy.grafana.panels import Board, Kind, Panel, quantiles, risen


def _stages(hop: str, pool: str) -> Panel:
    return Panel(
        f"Time in each stage of {hop}",
        f"95 of 100 are faster. Wait: before it is taken; pool: {pool}; order: for records before "
        "it; publish: until the broker has it.",
        "s",
        {
            "{{stage}}": "histogram_quantile(0.95, sum by (le, stage) "
            f'(rate(wire_stage_seconds_bucket{{@, hop="{hop}"}}[$__rate_interval])))'
        },
    )


RATE = (
    Panel(
        "Records in",
        "Records a second that each hop takes from its topics.",
        "reqps",
        {"{{hop}}": "sum by (hop) (rate(wire_inputs_total{@}[$__rate_interval]))"},
    ),
    Panel(
        "Records out, by topic",
        "Records a second that the broker acknowledged.",
        "reqps",
        {"{{topic}}": "sum by (topic) (rate(wire_outputs_total{@}[$__rate_interval]))"},
        Kind.AREAS,
    ),
    Panel(
        "Bytes in",
        "Bytes a second of the records taken.",
        "Bps",
        {"{{hop}}": "sum by (hop) (rate(wire_input_bytes_total{@}[$__rate_interval]))"},
    ),
)

ERRORS = (
    Panel(
        "How items end",
        "Items a second, by what became of them.",
        "reqps",
        {"{{end}}": 'sum by (end) (rate(wire_items_total{@, end!="passed"}[$__rate_interval]))'},
        Kind.AREAS,
    ),
    Panel(
        "Dead letters, by code",
        "In the time shown.",
        "short",
        {"{{hop}} {{code}}": risen("wire_dead_letters_total", "hop", "code")},
    ),
    Panel(
        "Rebalances and refused commits",
        "In the time shown. Each makes records come again.",
        "short",
        {
            "rebalances {{hop}}": risen("wire_rebalances_total", "hop"),
            "commits {{hop}}": risen("wire_commit_failures_total", "hop"),
        },
    ),
)

DURATION = (
    Panel(
        "From arrival to publication",
        "How many published stories took how long.",
        "s",
        {"{{le}}": "sum by (le) (rate(wire_story_seconds_bucket{@}[$__rate_interval]))"},
        Kind.HEAT,
        12,
    ),
    Panel(
        "From arrival to publication, percentiles",
        "Promised are 5 s for 99 of 100.",
        "s",
        quantiles("wire_story_seconds"),
        width=12,
    ),
    Panel(
        "Time in a hop",
        "From taking a record to its acknowledgement.",
        "s",
        quantiles("wire_hop_seconds", "hop", 50, 99),
    ),
    _stages("intake", "parsing"),
    _stages("enrich", "a child, and enriching"),
)

WAITING = (
    Panel(
        "Lag",
        "Records that each hop's group has still to do.",
        "short",
        {"{{hop}}": "max by (hop) (wire_lag_records{@})"},
    ),
    Panel(
        "Age of the oldest waiting",
        "By the record's own time.",
        "s",
        {"{{hop}}": "max by (hop) (wire_lag_seconds{@})"},
    ),
    Panel(
        "In flight",
        "Records taken and not yet done with.",
        "short",
        {"{{hop}}": "sum by (hop) (wire_in_flight{@})"},
    ),
    Panel(
        "Under embargo or on hold",
        "Stories that wait for their time or for a release.",
        "short",
        {"stories": "sum(wire_withheld_stories{@})"},
        width=12,
    ),
    Panel(
        "What became of them",
        "In the time shown: published, replaced by a newer version, killed.",
        "short",
        {"{{end}}": "sum by (end) (increase(wire_withheld_ended_total{@}[$__range]))"},
        width=12,
    ),
)

BOARD = Board(
    "wire-pipeline",
    "Pipeline",
    "Rate, errors and duration of each hop, and what waits before it.",
    {"Rate": RATE, "Errors": ERRORS, "Duration": DURATION, "Waiting": WAITING},
)
