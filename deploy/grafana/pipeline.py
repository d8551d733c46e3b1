"""Pipeline: rate, errors and duration of each hop, and what waits before it."""

from deploy.grafana.panels import Board, Kind, Panel, quantiles

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
        {"{{hop}} {{code}}": "sum by (hop, code) (increase(wire_dead_letters_total{@}[$__range]))"},
    ),
    Panel(
        "Rebalances and refused commits",
        "In the time shown. Each makes records come again.",
        "short",
        {
            "rebalances {{hop}}": "sum by (hop) (increase(wire_rebalances_total{@}[$__range]))",
            "commits {{hop}}": "sum by (hop) (increase(wire_commit_failures_total{@}[$__range]))",
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
    Panel(
        "Time in each stage of intake",
        "95 of 100 are faster. Wait: before it is taken; pool: parsing; order: for records before "
        "it; publish: until the broker has it.",
        "s",
        {
            "{{stage}}": "histogram_quantile(0.95, sum by (le, stage) "
            '(rate(wire_stage_seconds_bucket{@, hop="intake"}[$__rate_interval])))'
        },
    ),
    Panel(
        "Time in each stage of enrich",
        "95 of 100 are faster. Wait: before it is taken; pool: a child, and enriching; order: for "
        "records before it; publish: until the broker has it.",
        "s",
        {
            "{{stage}}": "histogram_quantile(0.95, sum by (le, stage) "
            '(rate(wire_stage_seconds_bucket{@, hop="enrich"}[$__rate_interval])))'
        },
    ),
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

ALERTS = (
    Panel(
        "Alert rules",
        "Rules that are asked, and those refused; the same in every worker.",
        "short",
        {"{{state}}": "max by (state) (wire_rules{@})"},
    ),
    Panel(
        "Alerts, by kind",
        "In the time shown.",
        "short",
        {"{{kind}}": "sum by (kind) (increase(wire_alerts_total{@}[$__range]))"},
    ),
    Panel(
        "Deliveries, by how they ended",
        "In the time shown. What isn't delivered is listed by `wire alerts failed`.",
        "short",
        {"{{code}}": "sum by (code) (increase(wire_deliveries_total{@}[$__range]))"},
    ),
    Panel(
        "Deliveries on their way",
        "Those of receivers that fail wait here.",
        "short",
        {"deliveries": "sum(wire_deliveries_pending{@})"},
    ),
    Panel("From arrival to alert", "By the wall clock.", "s", quantiles("wire_alert_seconds")),
    Panel("From alert to receiver", "Until its answer.", "s", quantiles("wire_delivery_seconds")),
)

BOARD = Board(
    "wire-pipeline",
    "Pipeline",
    "Rate, errors and duration of each hop, and what waits before it.",
    {"Rate": RATE, "Errors": ERRORS, "Duration": DURATION, "Waiting": WAITING, "Alerts": ALERTS},
)
