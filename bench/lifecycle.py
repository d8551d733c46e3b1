"""What a story's life costs: `make bench-lifecycle`, `python -m bench.lifecycle [--stories N]`.

So many stories are in the window (a million unless another number is said). Measured, each in a
process of its own: bytes that the enrich hop remembers of a story, within the window and after it,
and the time to decide over one more version; bytes that an intake worker remembers, and the time to
find what a version belongs to and to remember it; and, for a story of 400 words, the time to find
what identifies it, and what it says and changes of the version before it. Times are the
processor's. The stories are invented: their numbers are spread as hashes are, and one version in
three is tied by its text.
"""

import argparse
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from stream.engine.child_process import ONE_THREAD

os.environ.update(ONE_THREAD)  # before numpy is imported, as in a worker

import psutil

from bench import lifecycle_made as made
from bench.lifecycle_made import DAY, PARTITIONS
from bench.texts import text
from schemas.wire import Signal
from stream.agents.lives import Lives
from stream.agents.traits import traits_of
from stream.broker.shelf import Shelf
from stream.lifecycle.changes import changes
from stream.lifecycle.decision import Life
from stream.lifecycle.fold import fold
from stream.lifecycle.identity.record import from_json, to_json, to_record
from stream.lifecycle.identity.ties import Ties
from stream.lifecycle.identity.traits import Traits
from stream.lifecycle.parts import Parts
from stream.settings import Settings

T = TypeVar("T")
MILLION = 1_000_000
ASKED = 20_000
"""Versions over which times are taken."""
WORDS = 400


def lives(count: int) -> dict[str, float]:
    """The enrich hop: what stands of each story, and a decision over one more version."""
    now = time.time()
    settings = Settings()
    known, empty = Lives(settings, Shelf(settings)), _memory()
    for number in range(count):
        life = fold(Life(), made.version(number, Signal.NEW, now), now).life
        known.put(number % PARTITIONS, made.key(number), life).stands_at = number
    hot = _memory() - empty
    chance = random.Random(1)
    signals = [Signal.UPDATE, Signal.CORRECTION, Signal.REPEAT, Signal.NEW, Signal.APPEND]
    asked = [(chance.randrange(count), chance.choice(signals)) for _ in range(ASKED)]

    def decide(which: tuple[int, Signal]) -> None:
        number, signal = which
        version = made.version(number, signal, now)
        life = known.get(number % PARTITIONS, made.key(number))
        decision = fold(life, version, now)
        if standing := decision.life.standing:
            standing.to_header()
            standing.to_facts()
        known.put(number % PARTITIONS, made.key(number), decision.life).stands_at = number

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
    sample = []
    for number, traits in enumerate(made.traits(count, chance, now)):
        known.add(traits, traits.own, now)
        if number % max(1, count // ASKED) == 0:
            sample.append(traits)
    size = _memory() - empty
    asked = [made.like(it, number, chance) for number, it in enumerate(sample[:ASKED])]
    found = []

    def find(traits: Traits) -> None:
        tie = known.find(traits)
        found.append(tie is not None)
        known.add(traits, tie.story_id if tie else traits.own, now)

    times = [_milliseconds(find, it) for it in asked]
    return {
        "bytes_a_version": round(size / count),
        "tie_ms_mean": round(statistics.mean(times), 4),
        # One in three of those asked is tied by its text, which is dearest.
        "tie_by_text_ms": round(statistics.mean(times[::3]), 4),
        "tie_ms_p99": round(statistics.quantiles(times, n=100)[98], 4),
        "share_tied": round(statistics.mean(found), 2),
    }


def identified(_: int) -> dict[str, float]:
    """What identifies a story of 400 words, on its way to the identity topic."""
    event = made.parsed(text(random.Random(1), WORDS))

    def identify(_: int) -> None:
        traits = from_json(to_json(traits_of(event)))
        to_record(traits, traits.own, by="", why="", until=None)

    return {"traits_ms_mean": _mean(identify)}


def changed(_: int) -> dict[str, float]:
    """What such a version says, on its way from the child, and changes of the one before it."""
    body = text(random.Random(1), WORDS)
    start, end = body[:400], body[500:]
    known = Parts.of(made.enriched(body)).to_text().encode()
    event = made.enriched(f"{start}. Another sentence came here. {end}")

    def compare(_: int) -> None:
        said = json.loads(json.dumps(Parts.of(event).to_text()))
        changes(Parts.from_text(known), Parts.from_text(said), 1)

    return {"changes_ms_mean": _mean(compare)}


MEASURES: dict[str, Callable[[int], dict[str, float]]] = {
    "lives": lives,
    "ties": ties,
    "traits": identified,
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
    means = [value for name, value in figures.items() if name.endswith("_ms_mean")]
    figures["total_ms"] = round(sum(means), 4)
    for name, value in figures.items():
        print(f"{name:28} {value}")
    if asked.json:
        print(json.dumps(figures))


def _apart(name: str, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.lifecycle", "--child", name, "--stories", str(count)]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    result: dict[str, float] = json.loads(found.stdout)
    return result


def _mean(work: Callable[[int], object]) -> float:
    return round(statistics.mean([_milliseconds(work, it) for it in range(2000)]), 4)


def _milliseconds(work: Callable[[T], object], on: T) -> float:
    began = time.thread_time()
    work(on)
    return (time.thread_time() - began) * 1000


def _memory() -> int:
    gc.collect()
    return int(psutil.Process().memory_info().rss)


if __name__ == "__main__":
    main()
