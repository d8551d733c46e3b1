"""Mixed actions on stories' lives, made from a seed: leads, adds, corrections, embargoes, kills.

Each action's text has a sentence of its own, `Mark story-action`, by which it is found wherever it
goes. A story's actions come through one feed, in their order, among those of all others.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.texts import CITIES, text
from schemas.wire import Signal

FEEDS = 6
_MARK = re.compile(r"Mark (\d+)-(\d+)\.")
_HEADS = {
    Signal.UPDATE: "UPDATE 1-{}",
    Signal.CORRECTION: "CORRECTED-{}",
    Signal.REPEAT: "REPEAT: {}",
    Signal.HOLD: "HOLD: {}",
    Signal.RELEASE: "HOLD RELEASED: {}",
    Signal.KILL: "KILL: {}",
    Signal.ADVISORY: "ADVISORY: {}",
}
_LATER = (
    *(Signal.UPDATE,) * 6,
    *(Signal.APPEND,) * 4,
    *(Signal.CORRECTION,) * 4,
    *(Signal.HOLD,) * 2,
    *(Signal.RELEASE,) * 2,
    Signal.REPEAT,
    Signal.ADVISORY,
    Signal.KILL,
)
_TEXTLESS = {Signal.HOLD, Signal.RELEASE, Signal.KILL}


@dataclass(frozen=True)
class Action:
    """One input. `wait` is how many seconds after the beginning its embargo ends, None for none."""

    story: int
    number: int
    signal: Signal
    body: str
    wait: float | None = None

    @property
    def feed(self) -> bytes:
        """The record's key."""
        return b"feed-%d" % (self.story % FEEDS)

    @property
    def ce_id(self) -> str:
        """The input's id."""
        return f"life-{self.story}-{self.number}"

    def value(self, began: str, until: str | None) -> bytes:
        """As JSON; moments are ISO 8601."""
        name = f"Report {self.story}"
        add = ", 1st Add" if self.signal is Signal.APPEND else ""
        said = {
            "id": f"life-{self.story}",
            "slug": f"life-{self.story}{add}",
            "headline": _HEADS.get(self.signal, "{}").format(name),
            "body": self.body,
            "source": "CHX",
            "published": began,
        }
        return json.dumps(said | ({"embargoed": until} if until else {})).encode()


def actions(count: int, seed: int, *, longest: float) -> list[Action]:
    """So many, in the order of the wire. Embargoes end up to `longest` seconds after the start."""
    chance = random.Random(seed)
    stories: list[list[Action]] = []
    left = count
    while left > 0:
        made = list(_story(chance, len(stories), min(left, chance.randint(1, 8)), longest))
        left -= len(made)
        stories.append(made)
    return list(_among(chance, stories))


def marks(body: str) -> list[tuple[int, int]]:
    """Story and number of each action whose text is in it, in their order."""
    return [(int(story), int(number)) for story, number in _MARK.findall(body)]


def _story(chance: random.Random, story: int, count: int, longest: float) -> Iterator[Action]:
    for number in range(count):
        signal = chance.choice(_LATER) if number else Signal.NEW
        mark = f"Mark {story}-{number}."
        if signal in _TEXTLESS:
            yield Action(story, number, signal, f"Note to desks about report {story}.")
            continue
        waits = chance.random() < (0.4 if number == 0 else 0.1)
        body = f"{chance.choice(CITIES).upper()} (CHX) -- {mark} {text(chance, 60)}"
        yield Action(story, number, signal, body, chance.uniform(5, longest) if waits else None)


def _among(chance: random.Random, stories: list[list[Action]]) -> Iterator[Action]:
    """Some fifty stories are alive at a time; whose turn it is is chance."""
    waiting = iter(stories)
    alive: list[Iterator[Action]] = [iter(it) for _, it in zip(range(50), waiting, strict=False)]
    while alive:
        turn = chance.randrange(len(alive))
        found = next(alive[turn], None)
        if found is not None:
            yield found
        elif (following := next(waiting, None)) is not None:
            alive[turn] = iter(following)
        else:
            del alive[turn]
