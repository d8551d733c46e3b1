"""What a story's life costs: `make bench-lifecycle`, `python -m bench.lifecycle [--stories N]`.

So many stories are in the window (a million unless another number is said). Measured, each in a
process of its own: bytes that the enrich hop remembers of a story, within the window and after it,
and the time to decide over one more version; bytes that an intake worker remembers, and the time to
find what a version belongs to and to remember it. Times are the processor's. The stories are
invented: their numbers are spread as hashes are, and one version in three is tied by its text.
"""

import argparse
import gc
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from stream.engine.child_process import ONE_THREAD

os.environ.update(ONE_THREAD)  # before numpy is imported, as in a worker

import psutil

from schemas.wire import Signal
from stream.agents.lives import Lives
from stream.lifecycle.changes import changes_of
from stream.lifecycle.decision import Life
from stream.lifecycle.fold import fold
from stream.lifecycle.identity.sketch import SIZE, Sketch
from stream.lifecycle.identity.ties import Ties
from stream.lifecycle.identity.traits import Traits
from stream.lifecycle.version import Version
from stream.settings import Settings

T = TypeVar("T")
MILLION = 1_000_000
ASKED = 20_000
"""Versions over which times are taken."""
DAY = 86_400.0
PARTITIONS = 12


def lives(count: int) -> dict[str, float]:
    """The enrich hop: what stands of each story, and a decision over one more version."""
    now = time.time()
    known, empty = Lives(Settings()), _memory()
    for number in range(count):
        life = fold(Life(), _version(number, Signal.NEW, now), now).life
        known.put(number % PARTITIONS, _key(number), life).stands_at = number
    hot = _memory() - empty
    chance = random.Random(1)
    signals = [Signal.UPDATE, Signal.CORRECTION, Signal.REPEAT, Signal.NEW, Signal.APPEND]
    asked = [(chance.randrange(count), chance.choice(signals)) for _ in range(ASKED)]

    def decide(which: tuple[int, Signal]) -> None:
        number, signal = which
        version = _version(number, signal, now)
        life = known.get(number % PARTITIONS, _key(number))
        decision = fold(life, version, now)
        if standing := decision.life.standing:
            standing.to_header()
            standing.to_facts()
        known.put(number % PARTITIONS, _key(number), decision.life).stands_at = number

    times = [_milliseconds(decide, it) for it in asked]
    known.cool(now + 8 * DAY)
    gc.collect()
    cold = _memory() - empty
    return {
        "hot_bytes_a_story": round(hot / count),
        # What the allocator hasn't given back is counted too.
        "cold_bytes_a_story_at_most": round(cold / count),
        "decide_ms_mean": round(statistics.mean(times), 4),
        "decide_ms_p99": round(statistics.quantiles(times, n=100)[98], 4),
    }


def ties(count: int) -> dict[str, float]:
    """An intake worker: which story a version belongs to, and remembering it."""
    chance, now = random.Random(1), time.time()
    known, empty = Ties(7 * DAY), _memory()
    made = []
    for number, traits in enumerate(_traits(count, chance, now)):
        known.add(traits, traits.own, now)
        if number % max(1, count // ASKED) == 0:
            made.append(traits)
    size = _memory() - empty
    asked = [_like(it, number, chance) for number, it in enumerate(made[:ASKED])]
    found = []

    def find(traits: Traits) -> None:
        tie = known.find(traits)
        found.append(tie is not None)
        known.add(traits, tie.story_id if tie else traits.own, now)

    times = [_milliseconds(find, it) for it in asked]
    return {
        "bytes_a_version": round(size / count),
        "tie_ms_mean": round(statistics.mean(times), 4),
        "tie_ms_p99": round(statistics.quantiles(times, n=100)[98], 4),
        "share_tied": round(statistics.mean(found), 2),
    }


def changed(_: int) -> dict[str, float]:
    """What a version of 400 words changes of the one before it."""
    sentences = [f"Sentence {it} of the story has some eight words." for it in range(50)]
    later = [*sentences[:20], "Another one came.", *sentences[21:]]
    one, other = (_event(it) for it in (sentences, later))
    times = [_milliseconds(lambda _: changes_of(one, other, 1, 2), 0) for _ in range(2000)]
    return {"changes_ms_mean": round(statistics.mean(times), 4)}


MEASURES: dict[str, Callable[[int], dict[str, float]]] = {
    "lives": lives,
    "ties": ties,
    "changes": changed,
}


def main() -> None:
    """Print the figures; `total_ms` is the cost of a story over all of them."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--stories", type=int, default=MILLION)
    options.add_argument("--json", action="store_true", help="one JSON object last")
    options.add_argument("--child", choices=MEASURES, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.child:
        print(json.dumps(MEASURES[asked.child](asked.stories)))
        return
    figures: dict[str, float] = {"stories": asked.stories}
    for name in MEASURES:
        figures |= _apart(name, asked.stories)
    means = ("decide_ms_mean", "tie_ms_mean", "changes_ms_mean")
    figures["total_ms"] = round(sum(figures[it] for it in means), 4)
    for name, value in figures.items():
        print(f"{name:28} {value}")
    if asked.json:
        print(json.dumps(figures))


def _apart(name: str, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.lifecycle", "--child", name, "--stories", str(count)]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    result: dict[str, float] = json.loads(found.stdout)
    return result


def _version(number: int, signal: Signal, now: float) -> Version:
    event = hashlib.sha256(f"{number} {signal} {random.random()}".encode()).hexdigest()
    until = now + DAY if number % 1000 == 0 else None
    digest = f"{number % (1 << 60):016x}"
    return Version(event, signal, None, (number % PARTITIONS, number), until, digest)


def _key(number: int) -> bytes:
    name = hashlib.sha256(str(number).encode()).hexdigest()[:32]
    return f"ferry-strike-in-the-north-{number}.{name}".encode()


def _traits(count: int, chance: random.Random, now: float) -> Iterator[Traits]:
    for number in range(count):
        yield Traits(
            own=_key(number).decode(),
            house="ap",
            at=now,
            written=now,
            ids=(f"urn:newsml:desk.example:{number}",),
            slug=f"slug-{number} 2026-01-01",
            # Headlines share their words: some keys find many.
            title=tuple(int(chance.paretovariate(0.6)) % 50_000 for _ in range(7)),
            text=_sketch(chance),
        )


def _sketch(chance: random.Random) -> Sketch:
    return Sketch(tuple(sorted(chance.getrandbits(29) for _ in range(SIZE))), 400)


def _like(traits: Traits, number: int, chance: random.Random) -> Traits:
    """One in three says that it changes a story, and has four fifths of its text."""
    title = traits.title
    if number % 3:
        return Traits(
            f"new-{number}", "ap", traits.at, traits.at, title=title, text=_sketch(chance)
        )
    kept = SIZE * 4 // 5
    more = [chance.getrandbits(29) for _ in range(SIZE - kept)]
    text = Sketch(tuple(sorted([*traits.text.hashes[:kept], *more])), 400)
    return Traits(f"new-{number}", "ap", traits.at, traits.at, marked=True, title=title, text=text)


def _event(sentences: list[str]) -> bytes:
    story = {"headlines": [{"value": "Ferries"}], "bodies": [{"value": " ".join(sentences)}]}
    entities = [
        {"name": f"Somebody {it}", "mentions": [{"text": "Somebody"}] * 3} for it in range(15)
    ]
    found = {"entities": entities, "topics": [{"code": "medtop:20000001", "name": "strike"}]}
    return json.dumps({"story": story, "wire": {"extra": {}}, "enrichment": found}).encode()


def _milliseconds(work: Callable[[T], object], on: T) -> float:
    began = time.thread_time()
    work(on)
    return (time.thread_time() - began) * 1000


def _memory() -> int:
    gc.collect()
    return int(psutil.Process().memory_info().rss)


if __name__ == "__main__":
    main()
