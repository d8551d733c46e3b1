"""The parts of the benchmark: each measures one thing and gives its figures as JSON values."""

import json
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import bare
from bench.race.contestants import Contestant, entered
from bench.race.figures import ratios
from bench.race.mix import LONG, WIRE
from bench.race.rounds import race
from bench.race.track import track
from stream.broker.embedded import EmbeddedBroker
from stream.settings import Settings

KEPT = Path(".cache/bench.json")
"""What the last run of each part found: the page is written from it."""
WARM_STORIES = 48
LONG_STORIES = 0.5
"""Of the stories of a round, where each is twice as long."""

Figures = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """What to measure with."""

    everybody: Sequence[Contestant]
    rounds: int
    stories: int
    children: int

    def settings(self, broker: EmbeddedBroker) -> Settings:
        """For this broker."""
        return Settings(bootstrap=broker.bootstrap, children=self.children)


async def throughput(plan: Plan) -> Figures:
    """Stories a second of everybody, on both mixes."""
    sizes = {WIRE: plan.stories, LONG: round(plan.stories * LONG_STORIES)}
    mixes = {}
    with EmbeddedBroker() as broker, bare.bare_pool(plan.children) as pool, ExitStack() as stack:
        settings = plan.settings(broker)
        async with track(settings, plan.everybody) as course:
            entrants = [stack.enter_context(entered(it, settings)) for it in plan.everybody]
            await course.warm(entrants, WIRE, WARM_STORIES)
            for mix, count in sizes.items():
                mixes[mix.name] = await race(course, entrants, pool, mix, (plan.rounds, count))
    return {
        "throughput": {
            mix: {name: rounds.facts() for name, rounds in found.items()}
            for mix, found in mixes.items()
        },
        "ratios": {mix: ratios(found) for mix, found in mixes.items()},
    }


PARTS: Mapping[str, Callable[[Plan], Coroutine[Any, Any, Figures]]] = {"throughput": throughput}


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
        **{name: it for name, it in found.items() if name not in {"ratios", "throughput"}},
    }


def lines(found: Figures, path: str = "") -> Iterator[str]:
    """Every figure on a line of its own."""
    for name, it in found.items():
        where = f"{path}{name}"
        if isinstance(it, Mapping):
            yield from lines(dict(it), f"{where}.")
        else:
            yield f"{where:60} {it}"
