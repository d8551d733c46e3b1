"""Kills and corrections come out before a backlog of stories that came before them."""

import asyncio
import random
from pathlib import Path

import pytest

from bench.texts import text
from schemas.cloudevents import text_headers
from schemas.wire import Signal
from stream.broker.admin import create_topics
from stream.settings import Settings
from stream.topics import ENRICHED
from tests.brokers import Broker
from tests.chaos.actions import Action
from tests.chaos.lives import push, records
from tests.chaos.run import variables
from tests.chaos.workers import Worker

BACKLOG = 120
WORKER = ("stream.cli.main", "worker", "--hops", "intake,enrich")


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_a_kill_and_a_correction_overtake_the_stories_that_wait(
    broker: Broker, prefix: str, tmp_path: Path
) -> None:
    settings = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=2)
    await create_topics(settings)
    chance = random.Random(1)
    waiting = [
        Action(it, 0, Signal.NEW, f"OSLO (CHX) -- Mark {it}-0. {text(chance, 150)}")
        for it in range(BACKLOG)
    ]
    kill = Action(0, 1, Signal.KILL, "Kill it.")
    fixed = Action(1, 1, Signal.CORRECTION, "OSLO (CHX) -- Mark 1-1. The ferry stays.")
    await push(settings, [*waiting, kill, fixed], 0.0)
    environment = variables(settings) | {"WIRE_PARTITIONS": "2", "WIRE_IN_FLIGHT": "8"}
    worker = Worker(environment, tmp_path / "worker.log", WORKER)
    try:
        while len(found := await records(settings, ENRICHED)) < BACKLOG:
            await asyncio.sleep(0.5)
    finally:
        worker.kill()
    signals = [text_headers(it.headers)["wire_signal"] for it in sorted(found, key=_moment)]
    for urgent in (Signal.KILL, Signal.CORRECTION):
        assert signals.index(urgent) < BACKLOG / 2


def _moment(record: object) -> int:
    return int(record.timestamp)  # type: ignore[attr-defined]
