"""What `wire top` shows: figures of the time between two looks, and what is so now."""

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from stream.cli.scrapes import Look

ORDER = ("intake", "enrich", "match", "decide", "deliver")
"""The hops as stories go. A test compares: to import them here would load the models' libraries."""


@dataclass(frozen=True)
class HopFigures:
    """One hop, all its processes together. Rates are by second, times seconds, sizes bytes."""

    processes: int
    taken_rate: float
    done_rate: float
    dead_letters: int
    dead_letter_rate: float
    lag_records: int
    lag_seconds: float
    in_flight: int
    seconds_p50: float | None
    seconds_p99: float | None
    children: int
    children_busy: int
    restarts: int
    memory_bytes: int


@dataclass(frozen=True)
class Figures:
    """All of it. What is counted by a name holds only names that were counted."""

    seconds: float
    hops: dict[str, HopFigures]
    published_rate: float
    story_seconds_p50: float | None
    story_seconds_p99: float | None
    ends: dict[str, int]
    codes: dict[str, int]
    sources: dict[str, float]
    alerts: dict[str, int]
    deliveries: dict[str, int]

    def to_json(self) -> dict[str, Any]:
        """As `wire top --json` prints it."""
        return asdict(self)


def figures(before: Look, now: Look) -> Figures:
    """Between two looks. A process that started anew in between counts from 0 again."""
    seconds = max(now.moment - before.moment, 1e-9)
    hops = sorted({labels["hop"] for labels, _ in now.values("wire_in_flight")}, key=_upstream)
    sources = rises(before, now, "source", "wire_source_stories_total")
    return Figures(
        seconds=round(seconds, 3),
        hops={it: _hop(before, now, it, seconds) for it in hops},
        published_rate=_rise(before, now, "wire_story_seconds_count") / seconds,
        story_seconds_p50=_quantile(before, now, 0.5, "wire_story_seconds_bucket"),
        story_seconds_p99=_quantile(before, now, 0.99, "wire_story_seconds_bucket"),
        ends=_counted(now.by("end", "wire_items_total")),
        codes=_counted(now.by("code", "wire_dead_letters_total")),
        sources={name: it / seconds for name, it in sources.items() if it},
        alerts=_counted(now.by("kind", "wire_alerts_total")),
        deliveries=_counted(now.by("code", "wire_deliveries_total")),
    )


def _hop(before: Look, now: Look, hop: str, seconds: float) -> HopFigures:
    def rate(name: str) -> float:
        return _rise(before, now, name, hop=hop) / seconds

    return HopFigures(
        processes=sum(1 for _ in now.values("wire_in_flight", hop=hop)),
        taken_rate=rate("wire_inputs_total"),
        done_rate=rate("wire_acknowledged_total"),
        dead_letters=int(now.total("wire_dead_letters_total", hop=hop)),
        dead_letter_rate=rate("wire_dead_letters_total"),
        lag_records=int(now.most("wire_lag_records", hop=hop)),
        lag_seconds=round(now.most("wire_lag_seconds", hop=hop), 3),
        in_flight=int(now.total("wire_in_flight", hop=hop)),
        seconds_p50=_quantile(before, now, 0.5, "wire_hop_seconds_bucket", hop=hop),
        seconds_p99=_quantile(before, now, 0.99, "wire_hop_seconds_bucket", hop=hop),
        children=int(now.total("wire_pool_children", hop=hop)),
        children_busy=int(now.total("wire_pool_busy", hop=hop)),
        restarts=int(now.total("wire_pool_restarts_total", hop=hop)),
        memory_bytes=int(now.total("wire_memory_bytes", hop=hop)),
    )


def _upstream(hop: str) -> tuple[int, str]:
    """As stories go; a hop that we don't know comes last."""
    return ORDER.index(hop) if hop in ORDER else len(ORDER), hop


def _counted(found: dict[str, float]) -> dict[str, int]:
    return {name: int(it) for name, it in sorted(found.items()) if it}


def rises(before: Look, now: Look, label: str, name: str, **labels: str) -> dict[str, float]:
    """How much each counter rose, process by process, summed by a label."""
    earlier = {
        (scrape.process, found, has): value
        for scrape in before.scrapes
        for found, has, value in scrape.samples
        if found == name
    }
    found_rises: dict[str, float] = {}
    for scrape in now.scrapes:
        for found, has, value in scrape.samples:
            if found != name or not labels.items() <= has:
                continue
            last = earlier.get((scrape.process, found, has), 0.0)
            of = dict(has).get(label, "")
            # No process says when it started where there is no /proc: it has fallen, then.
            found_rises[of] = found_rises.get(of, 0.0) + (value - last if value >= last else value)
    return found_rises


def _rise(before: Look, now: Look, name: str, **labels: str) -> float:
    return sum(rises(before, now, "", name, **labels).values())


def _quantile(before: Look, now: Look, share: float, name: str, **labels: str) -> float | None:
    """Of a histogram, as Prometheus reckons it; None where nothing was observed in between."""
    buckets = rises(before, now, "le", name, **labels)
    return quantile(share, ((float(bound), count) for bound, count in buckets.items()))


def quantile(share: float, buckets: Iterable[tuple[float, float]]) -> float | None:
    """The value below which `share` lies, by cumulative buckets (bound, count)."""
    ordered = sorted(buckets)
    if not ordered or not ordered[-1][1]:
        return None
    wanted = share * ordered[-1][1]
    low = reached = 0.0
    for bound, count in ordered:
        if count >= wanted:
            if math.isinf(bound):
                # It is larger than the largest bound: more isn't known.
                return low
            part = (wanted - reached) / (count - reached) if count > reached else 1.0
            return low + (bound - low) * part
        low, reached = bound, count
    return low
