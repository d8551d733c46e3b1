"""The parts of the benchmark: each measures one thing and gives its figures as JSON values."""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import bare
from bench.race import alone, loads
from bench.race.contestants import FIRST_VERSION, OURS, Contestant
from bench.race.figures import percentile
from bench.race.heats import WARM_STORIES, heats
from bench.race.lanes import lanes
from bench.race.mix import LONG, WIRE
from bench.race.track import as_they_come

KEPT = Path(".cache/bench.json")
"""What the last run of each part found: the page is written from it."""
LONGEST = 200

Figures = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """What to measure with."""

    everybody: Sequence[Contestant]
    pools: Sequence[str]
    """Those of `bench.race.rounds.CEILINGS` that race."""
    rounds: int
    stories: int
    flashes: int
    children: int
    broker: str | None = None
    """One that runs, for latencies; the embedded one holds a fetch for as long as it may."""


async def throughput(plan: Plan) -> Figures:
    """Stories a second of everybody, on both mixes."""
    size = plan.rounds, plan.stories
    return await heats(plan.everybody, plan.pools, size, plan.children)


async def model(plan: Plan) -> Figures:
    """The model alone."""
    from bench.race.model_step import model_step  # noqa: PLC0415 - loads spaCy

    return model_step(plan.rounds)


async def stages(_: Plan) -> Figures:
    """Where a story's time goes."""
    from bench.race.stages import stages as measured  # noqa: PLC0415 - loads spaCy

    return measured()


async def latency(plan: Plan) -> Figures:
    """Everybody with our enrichment, each alone, in turns."""
    everybody = [it for it in plan.everybody if it.parts == OURS.parts]
    everybody = [it for it in everybody if it.name != FIRST_VERSION.name]
    capacity = {}
    for it in everybody:
        most = await loads.capacity(it, plan.children, plan.stories, plan.broker)
        _told(f"capacity: {it.name} {most:.0f} stories a second")
        capacity[it.name] = most
    asked = {name: loads.loads(name, capacity) for name in capacity}
    took: dict[str, defaultdict[str, list[float]]] = {name: defaultdict(list) for name in asked}
    for turn in range(loads.TURNS):
        for who in random.sample(everybody, len(everybody)):
            _told(f"latency, turn {turn + 1} of {loads.TURNS}: {who.name}")
            own = asked[who.name]
            came = await loads.latencies(
                who, plan.children, own, plan.stories, broker=plan.broker, turn=turn
            )
            for name, seconds in came.items():
                took[who.name][name] += seconds
    found = {who: _milliseconds(asked[who], it) for who, it in took.items()}
    return {
        "latency_ms": found,
        "ours_p99_to_theirs": _ours_to_theirs(found),
    } | await _service(plan, found.get(OURS.name))


def _told(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _milliseconds(asked: Mapping[str, loads.Load], took: Mapping[str, list[float]]) -> Figures:
    """Of all turns together."""
    return {
        name: {
            "a_second": round(asked[name].rate, 1),
            "p50": round(median(it) * 1000, 1),
            "p99": round(percentile(it, 99) * 1000, 1),
        }
        for name, it in took.items()
    }


def _ours_to_theirs(found: Mapping[str, Figures]) -> Figures:
    """Ours to each peer's, at loads of the peer's: the same texts at the same moments."""
    ours = found.get(OURS.name, {})
    return {
        peer: {
            load: round(ours[loads.as_peer(peer, load)]["p99"] / it[load]["p99"], 2)
            for load in loads.LOADS
        }
        for peer, it in found.items()
        if ours and peer != OURS.name
    }


async def _service(plan: Plan, ours: Figures | None) -> Figures:
    """Times of one child for the stories of the quiet run, and what a story costs beside them.

    A story on its way is held against bare enrichment at the same quiet pace.
    """
    if ours is None:
        return {}
    given = as_they_come(WIRE, plan.stories, f"{OURS.name} {loads.QUIET} 0")
    values = [value for _, value in given]
    with bare.bare_pool(1) as pool:
        bare.seconds(pool, values[:WARM_STORIES])
        took = bare.seconds(pool, values)
        one_by_one, some = (bare.rate(pool, values, it) for it in (1, bare.BATCH))
        few = values[: loads.quiet_stories(plan.stories)]
        quiet = median(bare.seconds(pool, few, ours[loads.QUIET]["a_second"])) * 1000
    p50 = median(took)
    busy = await loads.under_load(plan.children, plan.stories, plan.broker)
    return {
        "service": {
            "seconds": [round(it, 5) for it in took],
            "together": round(min(1.0, one_by_one / some), 3),
            "path": max(0.0, ours[loads.QUIET]["p50"] / 1000 - p50),
            "busy": {
                "children": plan.children,
                "stories_per_second": round(busy.stories_per_second, 2),
                "beside": round(busy.beside, 5),
            },
        },
        "processors_ms": {
            "stories_per_second": round(busy.rate, 1),
            "children_a_story": round(busy.pool * 1000, 1),
            "hop_broker_and_feed_a_story": round(busy.beside * 1000, 1),
        },
        "quiet_p50_ms": {
            "ours": ours[loads.QUIET]["p50"],
            "bare_one_after_another": round(p50 * 1000, 1),
            "bare_at_this_pace": round(quiet, 1),
            "allowed": round(quiet * 1.3 + 15, 1),
        },
    }


PARTS: Mapping[str, Callable[[Plan], Coroutine[Any, Any, Figures]]] = {
    "throughput": throughput,
    "model": model,
    "stages": stages,
    "latency": latency,
    "lanes": lambda plan: lanes(plan.children, plan.flashes),
    "scaling": lambda plan: alone.scaling(plan.rounds, plan.stories),
    "memory": lambda plan: alone.memory(plan.children),
    "growth": lambda plan: alone.growth(plan.children),
}


def keep(found: Figures) -> None:
    """Beside what other parts found before."""
    KEPT.write_text(json.dumps(kept() | found, indent=1))


def kept() -> Figures:
    """What was found last, part by part."""
    if not KEPT.is_file():
        return {}
    found: Figures = json.loads(KEPT.read_text())
    return found


def summary(found: Figures) -> Figures:
    """The object that `--json` ends with."""
    mixed = found.get("ratios", {})
    of_mix = {name: mixed.get(WIRE.name, {}).get(name) for name in mixed.get(WIRE.name, {})}
    return {
        "ratios": of_mix,
        "ratios_365_words": mixed.get(LONG.name, {}),
        **{name: it for name, it in found.items() if name not in _LEFT_OUT},
    }


_LEFT_OUT = {"ratios", "throughput", "service"}


def lines(found: Figures, path: str = "") -> Iterator[str]:
    """Every figure on a line of its own."""
    for name, it in found.items():
        where = f"{path}{name}"
        if isinstance(it, Mapping):
            yield from lines(dict(it), f"{where}.")
        else:
            yield f"{where:60} {it if len(str(it)) < LONGEST else '…'}"
