"""Latency of a contestant that has the machine to itself, at loads below its capacity."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import psutil

from bench.race.contestants import OURS, Contestant
from bench.race.mix import WIRE
from bench.race.solo import solo
from bench.race.track import Track, as_they_come, records

TURNS = 3
"""Each contestant comes in each."""
LOADS = {"at_50_percent": 0.5, "at_80_percent": 0.8}
"""Of the capacity."""
QUIET_LOAD = 0.05
QUIET = "quiet"


@dataclass(frozen=True)
class Load:
    """Stories that come at random moments."""

    rate: float
    """Stories a second."""
    texts: str
    """The same name gives the same texts, and with the same rate at the same moments."""


async def latencies(
    who: Contestant,
    children: int,
    loads: Mapping[str, Load],
    count: int,
    *,
    broker: str | None,
    turn: int,
) -> dict[str, list[float]]:
    """Seconds from push to result of each story at each of these loads, in its `turn`.

    `broker` is one that runs, else the embedded one.
    """
    took: dict[str, list[float]] = {}
    async with solo(who, children, broker=broker, seed=f" {turn}") as (course, _):
        for name, load in loads.items():
            stories = quiet_stories(count) if name == QUIET else count
            given = as_they_come(WIRE, stories, f"{load.texts} {turn}")
            took[name] = await course.latencies(who, given, load.rate)
    return took


def loads(name: str, capacities: Mapping[str, float]) -> dict[str, Load]:
    """Quiet, and shares of its own capacity; ours has those of each peer beside its own."""
    own = capacities[name]
    found = {QUIET: Load(own * QUIET_LOAD, f"{name} {QUIET}")}
    for it in [name, *(peer for peer in capacities if name == OURS.name != peer)]:
        for load, share in LOADS.items():
            asked = load if it == name else as_peer(it, load)
            found[asked] = Load(capacities[it] * share, f"{it} {load}")
    return found


def as_peer(peer: str, load: str) -> str:
    """How ours calls a load of a peer's."""
    return f"{load}_of_{peer}"


def quiet_stories(count: int) -> int:
    """They take their time, so there are fewer of them."""
    return max(20, count // 5)


async def capacity(who: Contestant, children: int, count: int, broker: str | None) -> float:
    """Stories a second behind a backlog, on the broker on which latencies are measured."""
    async with solo(who, children, broker=broker, seed=" capacity") as (course, _):
        return await _capacity(course, who, count, "capacity")


async def _capacity(course: Track, who: Contestant, count: int, seed: str) -> float:
    given = [
        records(WIRE, count, f"{who.name} {seed} {turn}", course.settings.partitions)
        for turn in range(TURNS)
    ]
    return median([await course.rate(who, it) for it in given])


@dataclass(frozen=True)
class Busy:
    """What a worker does that has enough to do. Seconds are a processor's, a story."""

    stories_per_second: float
    """Behind a backlog."""
    rate: float
    """Stories a second at which the rest was measured."""
    pool: float
    beside: float
    """Of all else on the machine: hop, broker and feed."""


async def under_load(children: int, count: int, broker: str | None) -> Busy:
    """Behind a backlog, and at half of what it does there, where stories come one by one."""
    async with solo(OURS, children, broker=broker, seed=" under load") as (course, entrant):
        most = await _capacity(course, OURS, count, "under load")
        rate = most * LOADS["at_50_percent"]
        stories = as_they_come(WIRE, count, "beside")
        pool, every = entrant.pool_seconds(), _processors_busy()
        await course.latencies(OURS, stories, rate)
        every = _processors_busy() - every
        pool = entrant.pool_seconds() - pool
        return Busy(most, rate, pool / count, max(0.0, every - pool) / count)


def _processors_busy() -> float:
    """Seconds that all processors have worked so far, for whomever."""
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + times.irq + times.softirq)
