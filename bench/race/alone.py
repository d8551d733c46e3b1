"""What is measured of ours alone: processes, memory, backlog."""

import asyncio
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any, Self

from bench import bare
from bench.race.contestants import OURS
from bench.race.mix import WIRE, Mix
from bench.race.solo import solo
from bench.race.track import Track, records
from stream.topics import STORIES

SHORT = Mix("short", 25)
"""Tiny stories: the engine works most of the time, and thousands are soon done."""
FEW, MANY = 5_000, 50_000
ONE_CORE = "1 on one core"
TURNS = 3
"""Of scaling: each arrangement comes in each."""
SOME = 800
"""Of a backlog: what is done with them costs, whatever lies behind."""


async def scaling(rounds: int, count: int) -> dict[str, Any]:
    """What a second process gains: to the worker, to the bare pool, and as a second worker.

    The hop itself, the broker and the bench need a part of a core. One child leaves them the other
    core, two children share theirs: so one child is also held to one core, with all of them.
    In turns, so that what disturbs the machine for a while doesn't hit one of them alone.
    """
    rates: defaultdict[str, list[float]] = defaultdict(list)
    entries = {"1": (1, 1), ONE_CORE: (1, 1), "2": (1, 2), "1+1": (2, 1)}
    for turn in range(TURNS):
        given = [
            records(WIRE, count, f"scaling {turn} {it}", 12)
            for it in range(max(1, rounds // TURNS))
        ]
        for name, (workers, children) in random.sample(list(entries.items()), len(entries)):
            with _cores(1 if name == ONE_CORE else None):
                async with solo(OURS, children, workers=workers) as (course, _):
                    rates[name] += [await course.rate(OURS, it) for it in given]
            if workers == 1 and name != ONE_CORE:
                with bare.bare_pool(children) as pool:
                    rates[f"pool {name}"] += [
                        bare.rate(pool, [value for _, value in it]) for it in given
                    ]
    of = {name: median(it) for name, it in rates.items()}
    bare_gain = of["pool 2"] / of["pool 1"]
    return {
        "scaling_2_over_1": {
            "ours": round(of["2"] / of["1"], 3),
            "ours_with_a_second_core": round(of["2"] / of[ONE_CORE], 3),
            "pool": round(bare_gain, 3),
            "ours_over_pool": round(of["2"] / of["1"] / bare_gain, 3),
            "ours_with_a_second_core_over_pool": round(of["2"] / of[ONE_CORE] / bare_gain, 3),
            "two_workers_over_one_of_two": round(of["1+1"] / of["2"], 3),
            "stories_per_second": {name: round(it, 1) for name, it in of.items()},
        }
    }


@contextmanager
def _cores(count: int | None) -> Iterator[None]:
    """Hold this process, and those that it starts, to so many cores."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(every)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)


async def memory(children: int, few: int = FEW, many: int = MANY) -> dict[str, Any]:
    """Each process' resident bytes after some stories and after ten times as many, and of all.

    What processes share counts in each, and once in what all have together.
    """
    async with solo(OURS, children) as (course, entrant):
        done, sizes, together = 0, [], []
        for target in (few, many):
            while done < target:
                count = min(2_500, target - done)
                await course.rate(OURS, records(SHORT, count, f"memory {done}", 12))
                done += count
            sizes.append([it.memory_info().rss for it in entrant.all()])
            together.append(round(entrant.memory() / 1e6))
    return {
        "memory_growth": max(
            round(after / before, 3) for before, after in zip(*sizes, strict=True)
        ),
        "memory_mb": {
            "after": [few, many],
            "each_process": [[round(it / 1e6) for it in each] for each in sizes],
            "together": together,
        },
    }


async def growth(children: int, backlogs: Sequence[int] = (1_000, 200_000)) -> dict[str, Any]:
    """Processor milliseconds a story of some, with so many behind; the parent's memory."""
    found: dict[str, Any] = {}
    texts = records(SHORT, 5_000, "growth", 12)
    for backlog in backlogs:
        async with solo(OURS, children) as (course, entrant), _Came(course) as came:
            topic = OURS.names(STORIES)
            for number in range(backlog):
                key, value = texts[number % len(texts)]
                await course.feed.send(topic, value, key=b"%s %d" % (key, number))
            await course.feed.flush()
            # It has begun while they were pushed; from here on it does nothing else.
            spent, began, before = entrant.processor_seconds(), time.perf_counter(), came.count
            await came.reach(before + SOME)
            done = came.count - before
            found[str(backlog)] = {
                "processor_ms_a_story": round(
                    (entrant.processor_seconds() - spent) / done * 1000, 3
                ),
                "stories_per_second": round(done / (time.perf_counter() - began), 1),
                "parent_mb": round(next(entrant.all()).memory_info().rss / 1e6),
            }
    first, last = (found[str(it)]["processor_ms_a_story"] for it in backlogs)
    return {"growth": {"over": round(last / first, 3), "backlog": found}}


class _Came:
    """Counts what comes out."""

    def __init__(self, course: Track) -> None:
        self.count = 0
        self._course = course
        self._more = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._course.listen()
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def reach(self, count: int) -> None:
        """Wait until so many have come."""
        while self.count < count:
            self._more.clear()
            await self._more.wait()

    async def _run(self) -> None:
        while True:
            some = await self._course.results.getmany(timeout_ms=200)
            self.count += sum(map(len, some.values()))
            self._more.set()
