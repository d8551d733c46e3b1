"""Wire at a glance, for the desk: does news come, from whom, how soon, and what is found in it."""

from deploy.grafana.panels import Board, Kind, Panel, number, quantiles, risen

_PUBLISHED = 'wire_items_total{@, end="published"}'

NOW = (
    number(
        "Stories published",
        "Versions of stories that were enriched and published in the time shown.",
        "short",
        f"sum(increase({_PUBLISHED}[$__range]))",
    ),
    number(
        "Stories a minute",
        "How many are published in a minute now.",
        "short",
        f"60 * sum(rate({_PUBLISHED}[$__rate_interval]))",
    ),
    number(
        "Time to publish",
        "From a story's arrival to its publication: 95 of 100 are faster. Promised are 5 s for 99.",
        "s",
        quantiles("wire_story_seconds", "", 95)["p95"],
        limits={2.5: "yellow", 5: "red"},
    ),
    number(
        "Oldest waiting",
        "Age of the oldest record that isn't done with at some hop.",
        "s",
        "max(wire_lag_seconds{@})",
        limits={10: "yellow", 60: "red"},
    ),
    number(
        "Dead letters",
        "Share of the items in the time shown that can't be handled. Promised is at most 0.1 %.",
        "percentunit",
        'sum(increase(wire_items_total{@, end="dead_letter"}[$__range]))'
        ' / sum(increase(wire_items_total{@, end!="passed"}[$__range]))',
        limits={0.001: "yellow", 0.01: "red"},
    ),
    number(
        "Agencies heard",
        "Agencies that we know by name and that sent something in the time shown.",
        "short",
        "count(sum by (source) "
        '(increase(wire_source_stories_total{@, source!="other"}[$__range])) > 0)',
    ),
)

NEWS = (
    Panel(
        "Stories a minute by agency",
        "The ten that send most; `other` are all senders that we don't know by name.",
        "short",
        {
            "{{source}}": "topk(10, 60 * sum by (source) "
            "(rate(wire_source_stories_total{@}[$__rate_interval])) > 0)"
        },
        Kind.AREAS,
        12,
    ),
    Panel(
        "What versions do",
        "Versions a minute by their signal: new stories, updates, corrections, kills.",
        "short",
        {"{{signal}}": "60 * sum by (signal) (rate(wire_versions_total{@}[$__rate_interval]))"},
        Kind.AREAS,
        12,
    ),
    Panel(
        "Published within 5 s",
        "Share of the published stories. Promised are 99 % over 30 days.",
        "percentunit",
        {
            "within 5 s": 'sum(rate(wire_story_seconds_bucket{@, le="5.0"}[$__rate_interval]))'
            " / sum(rate(wire_story_seconds_count{@}[$__rate_interval]))"
        },
        most=1,
    ),
    Panel(
        "Found in a story",
        "Entities and topics of a published story, on average. A fall says that a model is broken.",
        "short",
        {
            name: f"sum(rate(wire_story_{name}_sum{{@}}[$__rate_interval]))"
            f" / sum(rate(wire_story_{name}_count{{@}}[$__rate_interval]))"
            for name in ("entities", "topics")
        },
    ),
    Panel(
        "Numbers missing from feeds",
        "Of agencies that count their stories, in the time shown.",
        "short",
        {"{{source}}": risen("wire_feed_gaps_total", "source")},
    ),
    Panel(
        "Tied to stories",
        "Versions under another id than their story's, in the time shown, by what tied them.",
        "short",
        {"{{by}}": risen("wire_ties_total", "by")},
    ),
)

BOARD = Board(
    "wire-glance",
    "Wire at a glance",
    "Does news come, from whom, how soon, and what is found in it: for the desk.",
    {"Now": NOW, "News": NEWS},
)
