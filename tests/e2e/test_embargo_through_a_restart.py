"""A worker dies under an embargo: the next publishes at its time, and never what was killed."""

import asyncio
import time
from pathlib import Path

import pytest

from schemas.wire import Signal
from stream.broker.admin import create_topics
from stream.settings import Settings
from stream.topics import ENRICHED, HELD, Topic
from tests.brokers import Broker
from tests.chaos.actions import Action
from tests.chaos.lives import marks_of, push, records, the_end
from tests.chaos.run import variables
from tests.chaos.workers import Worker

WAIT = 15.0
"""Seconds until the embargo ends, once a worker works."""
WORKER = ("stream.cli.main", "worker", "--hops", "intake,enrich")


def embargoed(story: int) -> Action:
    return Action(story, 0, Signal.NEW, f"OSLO (CHX) -- Mark {story}-0. The ferry sails.", WAIT)


async def come(settings: Settings, topic: Topic, count: int) -> None:
    """Wait until so many records with text are on a topic."""
    while sum(bool(marks_of(it)) for it in await records(settings, topic)) < count:
        await asyncio.sleep(0.5)


async def told(settings: Settings) -> set[tuple[int, int]]:
    """The marks of all that is enriched."""
    return {mark for it in await records(settings, ENRICHED) for mark in marks_of(it)}


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_the_next_worker_publishes_at_the_time_and_never_what_was_killed(
    broker: Broker, prefix: str, tmp_path: Path
) -> None:
    settings = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=2)
    await create_topics(settings)
    environment = variables(settings) | {"WIRE_PARTITIONS": "2"}
    worker = Worker(environment, tmp_path / "first.log", WORKER)
    try:
        warm = Action(9, 0, Signal.NEW, "OSLO (CHX) -- Mark 9-0. It works.")
        await push(settings, [warm], time.time())
        await come(settings, ENRICHED, 1)
        began = time.time()
        made = [embargoed(1), embargoed(2), embargoed(3)]
        await push(settings, made, began)
        await come(settings, HELD, 3)
        worker.kill()
        # Both come while nobody works.
        fixed = Action(3, 1, Signal.CORRECTION, "OSLO (CHX) -- Mark 3-1. The ferry stays.")
        later = [Action(2, 1, Signal.KILL, "Kill it."), fixed]
        await push(settings, later, began)
        worker = Worker(environment, tmp_path / "second.log", WORKER)
        # A record may come twice, so it isn't their number that tells.
        while not {(1, 0), (3, 1)} <= await told(settings):
            await asyncio.sleep(0.5)
        end = await the_end(settings, [warm, *made, *later], began)
    finally:
        worker.kill()
    assert end.breaches == 0
    moments = {it: at for at, found in end.told for it in found if it != (9, 0)}
    assert set(moments) == {(1, 0), (3, 1)}
    assert all(began + WAIT <= at for at in moments.values())
