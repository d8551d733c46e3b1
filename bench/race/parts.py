"""The parts of the benchmark: each measures one thing and gives its figures as JSON values."""

import json
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.race import alone
from bench.race.contestants import Contestant
from bench.race.heats import heats
from bench.race.lanes import lanes
from bench.race.latency import latency
from bench.race.mix import LONG, WIRE

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


PARTS: Mapping[str, Callable[[Plan], Coroutine[Any, Any, Figures]]] = {
    "throughput": throughput,
    "model": model,
    "stages": stages,
    "latency": lambda plan: latency(plan.everybody, plan.children, plan.stories, plan.broker),
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
