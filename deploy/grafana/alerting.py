"""Alerts & delivery: what fires, how fast what is promised is spent, what readers were sent."""

from deploy.grafana.panels import Board, Kind, Panel, number, quantiles, risen

_BURN = "wire:{promise}_errors:ratio_rate{window} / {budget}"


def _burn(promise: str, budget: float) -> dict[str, str]:
    """How many times faster than allowed the month's allowance goes, over several windows."""
    return {f"over {it}": _burn_expr(promise, it, budget) for it in ("5m", "1h", "6h", "1d", "3d")}


def _burn_expr(promise: str, window: str, budget: float) -> str:
    return _BURN.format(promise=promise, window=window, budget=budget)


NOW = (
    number(
        "Pages firing",
        "Alerts that wake somebody.",
        "short",
        'count(ALERTS{alertstate="firing", severity="page"}) or vector(0)',
        limits={1: "red"},
    ),
    number(
        "Tickets firing",
        "Alerts that can wait for the morning.",
        "short",
        'count(ALERTS{alertstate="firing", severity="ticket"}) or vector(0)',
        limits={1: "yellow"},
    ),
    number(
        "Processes that answer",
        "Of all that Prometheus scrapes.",
        "percentunit",
        "avg(up{@})",
    ),
    number(
        "Messages that failed",
        "That Alertmanager could not deliver, in the time shown.",
        "short",
        "sum(increase(alertmanager_notifications_failed_total{@}[$__range]))",
        limits={1: "red"},
    ),
    number(
        "Rules that failed",
        "That Prometheus could not evaluate, in the time shown.",
        "short",
        "sum(increase(prometheus_rule_evaluation_failures_total{@}[$__range]))",
        limits={1: "red"},
    ),
    number(
        "Alertmanagers",
        "That Prometheus knows: without one nobody is told.",
        "short",
        "max(prometheus_notifications_alertmanagers_discovered{@})",
    ),
)

PROMISES = (
    Panel(
        "Freshness: times faster than allowed",
        "99 % of stories within 5 s, over 30 days. At 1 the month's allowance just lasts; 14.4 "
        "over an hour wakes somebody.",
        "short",
        _burn("freshness", 0.01),
        limits={1: "yellow", 14.4: "red"},
    ),
    Panel(
        "Completeness: times faster than allowed",
        "At most 0.1 % dead letters, over 30 days. At 1 the month's allowance just lasts; 14.4 "
        "over an hour wakes somebody.",
        "short",
        _burn("completeness", 0.001),
        limits={1: "yellow", 14.4: "red"},
    ),
    Panel(
        "Left of the month's allowance",
        "At 0 a promise is broken, over 30 days.",
        "percentunit",
        {
            promise: f"clamp_min(wire:{promise}_allowance:left30d, 0)"
            for promise in ("freshness", "completeness")
        },
        most=1,
    ),
)

ALERTS = (
    Panel(
        "Alerts",
        "How many fire, by name.",
        "short",
        {"{{alertname}}": 'count by (alertname) (ALERTS{alertstate="firing"})'},
        Kind.AREAS,
        12,
    ),
    Panel(
        "Messages",
        "Sent by Alertmanager in the time shown, by way.",
        "short",
        {
            "{{integration}}": "sum by (integration) "
            "(increase(alertmanager_notifications_total{@}[$__range])) > 0"
        },
        width=12,
    ),
)

RULES = (
    Panel(
        "Alert rules",
        "Rules that are asked, and those refused; the same in every worker.",
        "short",
        {"{{state}}": "max by (state) (wire_rules{@})"},
    ),
    Panel(
        "Alerts to readers, by kind",
        "In the time shown.",
        "short",
        {"{{kind}}": risen("wire_alerts_total", "kind")},
    ),
    Panel("From arrival to alert", "By the wall clock.", "s", quantiles("wire_alert_seconds")),
)

DELIVERIES = (
    Panel(
        "Deliveries, by channel and how they ended",
        "In the time shown. What isn't delivered is listed by `wire alerts failed`.",
        "short",
        {"{{channel}} {{code}}": risen("wire_deliveries_total", "channel", "code")},
    ),
    Panel(
        "Deliveries on their way, by channel",
        "Those of receivers that fail wait here.",
        "short",
        {"{{channel}}": "sum by (channel) (wire_deliveries_pending{@})"},
    ),
    Panel("From alert to receiver", "Until its answer.", "s", quantiles("wire_delivery_seconds")),
)

BOARD = Board(
    "wire-alerts",
    "Alerts & delivery",
    "What fires, how fast what is promised is spent, and what readers were sent.",
    {
        "Now": NOW,
        "Promises": PROMISES,
        "Alerts": ALERTS,
        "Readers' rules": RULES,
        "Deliveries": DELIVERIES,
    },
)
