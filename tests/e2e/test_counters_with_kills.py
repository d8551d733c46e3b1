"""Hops are killed: the topics obey the law, and the counters differ only by what is said.

A record that came again counts again; what a process counted after the last look dies with it.
"""

import asyncio
import contextlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from bench.running import _free_ports
from bench.texts import text
from schemas.cloudevents import text_headers
from stream.app import HOPS
from stream.broker.admin import create_topics
from stream.broker.reading import read_to_end
from stream.cli.figures import rises
from stream.cli.scrapes import Look, look
from stream.settings import Settings
from stream.topics import ALL, DEAD_LETTERS, ENRICHED, RAW, STORIES, URGENT, Topic, TopicNames
from tests.brokers import Broker
from tests.chaos.run import push, variables
from tests.chaos.stories import Push
from tests.chaos.workers import Worker

ROUNDS, STORIES_A_ROUND, BAD_A_ROUND = 6, 20, 2
SLACK_S = 3.0
"""A record was sent at most so long before it was counted."""


class Watch:
    """Adds up what counters rise by, as Prometheus' `increase` does, and notes when it looked."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._last = Look([], 0.0)
        self.outputs: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.seen: dict[tuple[str, float], float] = {}
        """When each process was last seen, in seconds since 1970."""

    def look(self) -> None:
        asked = time.time()
        now = look([("127.0.0.1", self._port)])
        # Who doesn't answer now keeps its place: it may be busy, or its successor comes.
        known = {it.process: it for it in self._last.scrapes} | {
            it.process: it for it in now.scrapes
        }
        for name, label, sums in (
            ("wire_outputs_total", "topic", self.outputs),
            ("wire_items_total", "end", self.ends),
        ):
            sums.update({it: int(by) for it, by in rises(self._last, now, label, name).items()})
        self.seen.update({it.process: asked for it in now.scrapes})
        self._last = Look(list(known.values()))

    async def on(self) -> None:
        while True:
            await asyncio.to_thread(self.look)
            await asyncio.sleep(0.25)

    def blind(self) -> Iterator[tuple[float, float]]:
        """From the last look at each process to the first look at its successor, and a bit."""
        for address in {it for it, _ in self.seen}:
            lives = sorted(
                (started, last) for (at, started), last in self.seen.items() if at == address
            )
            for (_, last), (started, _) in pairwise(lives):
                yield last - SLACK_S, started + SLACK_S


async def kept(settings: Settings, topic: Topic) -> list[tuple[float, str]]:
    """When each record was sent, in seconds since 1970, and its event's id."""
    name = TopicNames(settings.topic_prefix)(topic)
    return [
        (it.timestamp / 1000, text_headers(it.headers)["ce_id"] if it.headers else str(it.offset))
        async for it in read_to_end(settings, name)
    ]


def inputs(number: int) -> list[Push]:
    rng = random.Random(number)
    made = [
        Push(
            f"s-{number}-{it}",
            json.dumps({"id": f"k-{number}-{it}", "source": "AFP", "body": text(rng)}).encode(),
            1,
        )
        for it in range(STORIES_A_ROUND)
    ]
    return made + [Push(f"b-{number}-{it}", b"", 0) for it in range(BAD_A_ROUND)]


def killed(worker: Worker, number: int) -> bool:
    """Kill one hop's process; its children go with it."""
    hop = HOPS[number % len(HOPS)]
    for process in worker.hops():
        with contextlib.suppress(psutil.NoSuchProcess):
            if hop in process.cmdline():
                process.kill()
                return True
    return False


@pytest.mark.slow
@pytest.mark.timeout(280)
async def test_after_kills_counters_differ_only_by_repeats_and_what_died_unseen(
    tansu: Broker, prefix: str, tmp_path: Path
) -> None:
    settings = Settings(bootstrap=tansu.bootstrap, topic_prefix=prefix)
    await create_topics(settings)
    port = _free_ports()
    more = {"WIRE_METRICS_PORT": str(port), "WIRE_CHILDREN": "1"}
    worker = Worker(variables(settings) | more, tmp_path / "worker.log")
    watch = Watch(port)
    looking = asyncio.create_task(watch.on())
    kills = 0
    try:
        for number in range(ROUNDS):
            await push(settings, inputs(number))
            wanted = (number + 1) * STORIES_A_ROUND
            async with asyncio.timeout(100):
                # In the middle of the work, but for the last round, which is left in peace.
                while number + 1 < ROUNDS and len(await kept(settings, ENRICHED)) < wanted - 15:
                    await asyncio.sleep(0.2)
                kills += number + 1 < ROUNDS and killed(worker, number)
                while len({it for _, it in await kept(settings, ENRICHED)}) < wanted:
                    await asyncio.sleep(0.5)
        await asyncio.sleep(2)
    finally:
        looking.cancel()
        watch.look()
        worker.terminate()

    assert kills == ROUNDS - 1
    stories, bad = ROUNDS * STORIES_A_ROUND, ROUNDS * BAD_A_ROUND
    held = {it.name: await kept(settings, it) for it in ALL if it is not RAW}
    # The law, by unique ids: every input has its one end.
    unique = {name: len({event for _, event in those}) for name, those in held.items()}
    assert unique[ENRICHED.name] == stories
    assert unique[DEAD_LETTERS.name] == bad
    assert unique[STORIES.name] + unique[URGENT.name] == stories
    # The counters: never more than is there, and what is missing was sent while nobody looked.
    blind = list(watch.blind())
    for name, those in held.items():
        unseen = sum(any(since < at < until for since, until in blind) for at, _ in those)
        assert len(those) - unseen <= watch.outputs[name] <= len(those), name
    assert watch.ends["dead_letter"] == watch.outputs[DEAD_LETTERS.name]
    assert watch.ends["published"] <= len(held[ENRICHED.name])
