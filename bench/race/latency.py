"""The part of the benchmark that measures latencies, and what the simulation needs to know."""

import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from multiprocessing.pool import Pool
from statistics import median
from typing import Any

from bench import bare
from bench.race import loads
from bench.race.contestants import FIRST_VERSION, OURS, Contestant
from bench.race.figures import percentile
from bench.race.heats import WARM_STORIES
from bench.race.mix import WIRE
from bench.race.track import as_they_come
from stream.engine.pace import BATCH_SECONDS
from stream.settings import Settings

TURNS = 3
"""Each session comes in each."""

Figures = dict[str, Any]
Took = Mapping[str, Sequence[Sequence[float]]]
"""Seconds of each story, by load and turn."""


async def latency(
    everybody: Sequence[Contestant], children: int, count: int, broker: str | None
) -> Figures:
    """Everybody with our enrichment, each alone, in turns; `count` stories a load and turn."""
    everybody = [it for it in everybody if it.parts == OURS.parts and it.name != FIRST_VERSION.name]
    capacity = {}
    for it in everybody:
        most = await loads.capacity(it, children, count, broker)
        _told(f"capacity: {it.name} {most:.0f} stories a second")
        capacity[it.name] = most
    asked = loads.sessions(everybody, capacity)
    took: dict[str, defaultdict[str, list[list[float]]]] = {
        it.name: defaultdict(list) for it in asked
    }
    for turn in range(TURNS):
        for session in random.sample(asked, len(asked)):
            _told(f"latency, turn {turn + 1} of {TURNS}: {session.name}")
            came = await loads.latencies(session, children, count, broker=broker, turn=turn)
            for load, seconds in came.items():
                took[session.name][load].append(seconds)
    found: Figures = {
        "latency_ms": {it.name: milliseconds(it.rates, took[it.name]) for it in asked},
        "ours_latency_to_theirs": ours_to_theirs(took),
    }
    if OURS.name in capacity:
        quiet = found["latency_ms"][OURS.name][loads.QUIET]
        found |= await service(quiet, capacity[OURS.name], children, count, broker)
    return found


def _told(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def milliseconds(rates: Mapping[str, float], took: Took) -> Figures:
    """Of all turns together."""
    found = {}
    for load, turns in took.items():
        every = [it for turn in turns for it in turn]
        found[load] = {
            "a_second": round(rates[load], 1),
            "p50": round(median(every) * 1000, 1),
            "p99": round(percentile(every, 99) * 1000, 1),
        }
    return found


def ours_to_theirs(took: Mapping[str, Took]) -> Figures:
    """Ours to each peer's, at the peer's loads: of the turns' ratios the middle one, and all."""
    found: Figures = {}
    for peer in took:
        ours = took.get(f"{OURS.name}_at_{peer}")
        if ours is None:
            continue
        found[peer] = {
            load: {f"p{percent}": _ratios(ours[load], theirs, percent) for percent in (50, 99)}
            for load, theirs in took[peer].items()
        }
    return found


def _ratios(
    ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]], percent: int
) -> Figures:
    each = [
        percentile(mine, percent) / percentile(its, percent)
        for mine, its in zip(ours, theirs, strict=True)
    ]
    return {"median": round(median(each), 2), "turns": sorted(round(it, 2) for it in each)}


async def service(
    quiet: Mapping[str, float], most: float, children: int, count: int, broker: str | None
) -> Figures:
    """Times of one child for stories that it hasn't met, and what a story costs beside them.

    `quiet` is what ours did where little came, and `most` what it does a second behind a backlog.
    A story on its way is held against bare enrichment at the same quiet pace.
    """
    batch = stories_at_once(children / most)
    with bare.bare_pool(1) as pool:
        bare.seconds(pool, _fresh("warm", WARM_STORIES))
        took = bare.seconds(pool, _fresh("each", count))
        few = _fresh(loads.QUIET, loads.quiet_stories(count))
        bare_ms = median(bare.seconds(pool, few, quiet["a_second"])) * 1000
        together = median([_together(pool, batch, count, turn) for turn in range(TURNS)])
    p50 = median(took)
    rate = most * loads.SHARES["at_50_percent"]
    busy = await loads.under_load(children, count, broker, rate)
    return {
        "service": {
            "seconds": [round(it, 5) for it in took],
            "together": round(min(1.0, together), 3),
            "batch": batch,
            "path": max(0.0, quiet["p50"] / 1000 - p50),
            "busy": {
                "children": children,
                "stories_per_second": round(most, 2),
                "beside": round(busy.beside, 5),
            },
        },
        "processors_ms": {
            "at_stories_per_second": round(rate, 1),
            "children_a_story": round(busy.pool * 1000, 1),
            "hop_broker_and_feed_a_story": round(busy.beside * 1000, 1),
        },
        "quiet_p50_ms": {
            "ours": quiet["p50"],
            "bare_one_after_another": round(p50 * 1000, 1),
            "bare_at_this_pace": round(bare_ms, 1),
            "allowed": round(bare_ms * 1.3 + 15, 1),
        },
    }


def _together(pool: Pool, batch: int, count: int, turn: int) -> float:
    """Of a child's time for stories one by one, what it takes for so many at once."""
    apart = bare.rate(pool, _fresh(f"apart {turn}", count), 1)
    return apart / bare.rate(pool, _fresh(f"together {turn}", count), batch)


def _fresh(name: str, count: int) -> list[bytes]:
    """Stories that no child has met."""
    return [value for _, value in as_they_come(WIRE, count, f"service {name}")]


def stories_at_once(each: float) -> int:
    """So many a child gets behind a backlog, where a story takes so many seconds of it."""
    return max(1, min(Settings().batch_size, round(BATCH_SECONDS / each)))
