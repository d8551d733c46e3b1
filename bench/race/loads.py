"""Latency of a contestant that has the machine to itself, at loads below its capacity.

Each meets the loads that follow from its own capacity, in a session: a worker that has just
started, warmed, then the loads one after another. Ours also has a session at each peer's loads.
There it begins anew and gets what the peer gets, in the same order, at the same moments.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import psutil

from bench.race.contestants import OURS, Contestant
from bench.race.mix import WIRE
from bench.race.solo import solo
from bench.race.track import as_they_come

TURNS = 3
"""Backlogs of which the capacity is the middle one."""
QUIET = "quiet"
SHARES = {QUIET: 0.05, "at_50_percent": 0.5, "at_80_percent": 0.8}
"""Of the capacity, in the order in which they come."""


@dataclass(frozen=True)
class Session:
    """Who meets whose loads."""

    who: Contestant
    at: str
    """The contestant whose loads they are."""
    rates: Mapping[str, float]
    """Stories a second of each load."""

    @property
    def name(self) -> str:
        """Of its figures."""
        return self.who.name if self.at == self.who.name else f"{self.who.name}_at_{self.at}"


def sessions(everybody: Sequence[Contestant], capacities: Mapping[str, float]) -> list[Session]:
    """Each at its own loads; ours, if it is there, at those of each peer beside its own."""
    found = []
    for at, most in capacities.items():
        rates = {load: most * share for load, share in SHARES.items()}
        found += [Session(it, at, rates) for it in everybody if it.name in (at, OURS.name)]
    return found


async def latencies(
    session: Session, children: int, count: int, *, broker: str | None, turn: int
) -> dict[str, list[float]]:
    """Seconds from push to result of each story at each of the loads, in its `turn`.

    Texts and moments follow from the turn and from whose loads they are, whoever meets them.
    `broker` is one that runs, else the embedded one.
    """
    took: dict[str, list[float]] = {}
    seed = f" {session.at} {turn}"
    async with solo(session.who, children, broker=broker, seed=seed) as (course, _):
        for load, rate in session.rates.items():
            moments = f"{load}{seed}"
            stories = quiet_stories(count) if load == QUIET else count
            given = as_they_come(WIRE, stories, moments)
            took[load] = await course.latencies(session.who, given, rate, moments)
    return took


def quiet_stories(count: int) -> int:
    """They take their time, so there are fewer of them."""
    return max(20, count // 5)


async def capacity(who: Contestant, children: int, count: int, broker: str | None) -> float:
    """Stories a second behind a backlog, on the broker on which latencies are measured."""
    async with solo(who, children, broker=broker, seed=" capacity") as (course, _):
        given = [as_they_come(WIRE, count, f"capacity {turn}") for turn in range(TURNS)]
        return median([await course.rate(who, it) for it in given])


@dataclass(frozen=True)
class Busy:
    """What a worker does where stories come one by one. Seconds are a processor's, a story."""

    pool: float
    beside: float
    """Of all else on the machine: hop, broker and feed."""


async def under_load(children: int, count: int, broker: str | None, rate: float) -> Busy:
    """Where so many stories come a second."""
    async with solo(OURS, children, broker=broker, seed=" under load") as (course, entrant):
        stories = as_they_come(WIRE, count, "beside")
        pool, every = entrant.pool_seconds(), _processors_busy()
        await course.latencies(OURS, stories, rate, "beside")
        every = _processors_busy() - every
        pool = entrant.pool_seconds() - pool
        return Busy(pool / count, max(0.0, every - pool) / count)


def _processors_busy() -> float:
    """Seconds that all processors have worked so far, for whomever."""
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + times.irq + times.softirq)
