"""Stories of real length for load and chaos, made from a seed: invented people, places, events.

Several formats; stories of one, two or three versions, whose later versions sometimes come first;
some that are killed; some files with two stories; a few that can't be read.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

from bench.texts import CITIES, text


@dataclass(frozen=True)
class Push:
    """One input: its `ce_id`, its bytes, and how many items it holds (0: it can't be read)."""

    ce_id: str
    value: bytes
    items: int


def pushes(count: int, seed: int) -> list[Push]:
    """Inputs that hold `count` stories (versions counted), in the order in which they come."""
    rng = random.Random(seed)
    made: list[bytes] = []
    items: list[int] = []
    left = count
    number = 0
    while left > 0:
        number += 1
        for value, held in _story(rng, f"{seed}-{number}", left):
            made.append(value)
            items.append(held)
            left -= max(1, held)
    order = _mixed(rng, len(made))
    return [Push(f"chaos-{seed}-{it}", made[it], items[it]) for it in order]


def _story(rng: random.Random, name: str, left: int) -> Iterator[tuple[bytes, int]]:
    """All the inputs of one story."""
    kind = rng.random()
    words = rng.choice((80, 120, 140, 180, 300))
    if kind < 0.01:
        yield b'{"uri": "urn:chaos:' + name.encode() + b'", "bodies": [{"value": "cut o', 0
    elif kind < 0.05 and left > 1:
        yield json.dumps([_simple(rng, f"{name}-{it}", words) for it in "ab"]).encode(), 2
    elif kind < 0.2:
        yield _plain(rng, name, words).encode(), 1
    elif kind < 0.4:
        yield json.dumps(_simple(rng, name, words)).encode(), 1
    else:
        versions = list(range(1, min(left, rng.choice((1, 1, 2, 3))) + 1))
        if rng.random() < 0.3:
            versions.reverse()
        killed = len(versions) > 1 and rng.random() < 0.2
        for version in versions:
            story = _ninjs(rng, name, version, words)
            if killed and version == max(versions):
                story |= {"pubStatus": "canceled"}
            yield json.dumps(story).encode(), 1


def _simple(rng: random.Random, name: str, words: int) -> dict[str, object]:
    return {"id": name, "headline": f"Report {name}", "body": text(rng, words), "source": "CHX"}


def _plain(rng: random.Random, name: str, words: int) -> str:
    return f"slug: chaos-{name}\n\n{rng.choice(CITIES).upper()} (CHX) -- {text(rng, words)}"


def _ninjs(rng: random.Random, name: str, version: int, words: int) -> dict[str, object]:
    return {
        "uri": f"urn:chaos:{name}",
        "version": str(version),
        "type": "text",
        "pubStatus": "usable",
        "urgency": rng.choice((1, 2, 3, 4, 5, 5, 5, 6)),
        "language": "en",
        "headlines": [{"value": f"Report {name}, version {version}"}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": text(rng, words)}],
    }


def _mixed(rng: random.Random, count: int) -> list[int]:
    """Nearly the order in which they were made: each moves by up to twenty places."""
    return sorted(range(count), key=lambda it: it + rng.uniform(0, 20))
