"""What a hop's mover counts: each record when it is taken, and once more when it is done with."""

import time
from collections.abc import Iterable, Iterator
from functools import cache

from schemas.outcome import Outcome
from stream import metrics
from stream.engine.hop import Input
from stream.engine.lane import Delivery
from stream.topics import label

CODES = (
    "too_large",
    "output_too_large",
    "no_item",
    "child_died",
    "timed_out",
    "out_of_memory",
    "internal_error",
)
"""Of dead letters that any hop may write; `docs/metrics.md` lists them, and each hop's own."""


def begin_codes(hop: str, codes: Iterable[str]) -> None:
    """Begin the counters of a hop's dead letters at 0: the first must be seen as a rise."""
    for code in codes:
        metrics.DEAD_LETTERS.labels(hop, code)


class Counting:
    """The counters of one hop."""

    def __init__(self, hop: str) -> None:
        """`hop` is the metrics' label."""
        self._hop = hop
        # From 0 on: the first of a kind must be seen as a rise.
        for end in ("passed", *Outcome):
            metrics.ITEMS.labels(hop, end)
        begin_codes(hop, CODES)
        self._stages = {it: metrics.STAGE_SECONDS.labels(hop, it) for it in metrics.STAGES}
        # Looking a series up by its labels costs as much as counting ten times.
        self._inputs = cache(lambda topic: metrics.INPUTS.labels(hop, label(topic)))
        self._outputs = cache(lambda topic: metrics.OUTPUTS.labels(hop, label(topic)))
        self._items = cache(lambda end: metrics.ITEMS.labels(hop, end))
        self._bytes = metrics.INPUT_BYTES.labels(hop)
        self._in_flight = metrics.IN_FLIGHT.labels(hop)
        self._acknowledged = metrics.ACKNOWLEDGED.labels(hop)
        self._seconds = metrics.HOP_SECONDS.labels(hop)

    def took(self, taken: Input, in_flight: int) -> None:
        """A record was taken; so many are in flight now."""
        self._inputs(taken.topic).inc()
        self._bytes.inc(len(taken.value))
        self._in_flight.set(in_flight)
        # Nobody vouches for a producer's clock; a record without a time has a negative one.
        if taken.timestamp_ms > 0:
            self._stages[metrics.WAIT].observe(max(0.0, time.time() - taken.timestamp_ms / 1000))

    def done(self, delivery: Delivery, now: float, in_flight: int) -> None:
        """A record is acknowledged, `now` by the monotonic clock, and so is all it led to."""
        for topic in delivery.topics:
            self._outputs(topic).inc()
        for item in delivery.told:
            self._items(item.end).inc()
            if item.code:
                metrics.DEAD_LETTERS.labels(self._hop, item.code).inc()
        for arrived in delivery.arrivals:
            metrics.STORY_SECONDS.observe(max(0.0, time.time() - arrived))
        for count in delivery.counts:
            count()
        self._acknowledged.inc()
        self._in_flight.set(in_flight)
        self._seconds.observe(now - delivery.began)
        for stage, seconds in _stages(delivery, now):
            self._stages[stage].observe(seconds)


def _stages(delivery: Delivery, now: float) -> Iterator[tuple[str, float]]:
    """How long the record was in each stage of the hop."""
    answered = min(delivery.answered, delivery.settled)
    yield metrics.POOL, answered - delivery.began
    yield metrics.ORDER, delivery.settled - answered
    yield metrics.PUBLISH, now - delivery.settled
