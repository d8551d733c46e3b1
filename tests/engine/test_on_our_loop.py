"""Faust's consumer lives on the hop's loop: it starts, answers, fails and ends there."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from aiokafka.errors import ConsumerStoppedError
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

from stream.engine.consumer import HopFetches
from stream.engine.faust_app import faust_app
from stream.settings import Settings


async def _nothing(*_: Any, **__: Any) -> None:
    """Connects nowhere."""


@pytest.fixture
async def fetches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HopFetches:
    """A consumer that meets no broker."""
    monkeypatch.setattr(HopFetches, "on_start", _nothing)
    app = faust_app(Settings(), "wire-consuming", tmp_path, hop="intake", work_left=float)
    ways = ("callback", "on_partitions_revoked", "on_partitions_assigned")
    made: HopFetches = app.transport.create_consumer(**dict.fromkeys(ways, _nothing))._thread
    return made


async def _ended(fetches: HopFetches) -> None:
    async with asyncio.timeout(10):
        await fetches.stop()


async def test_it_starts_no_thread_and_ends(fetches: HopFetches) -> None:
    before = threading.active_count()
    async with asyncio.timeout(10):
        await fetches.start()
    assert fetches.started
    assert threading.active_count() == before
    await _ended(fetches)
    assert fetches.should_stop


async def test_what_it_is_asked_is_done_on_our_loop(fetches: HopFetches) -> None:
    loop = asyncio.get_running_loop()

    async def whose(said: str, *, more: str) -> tuple[str, asyncio.AbstractEventLoop]:
        return said + more, asyncio.get_running_loop()

    await fetches.start()
    assert await fetches.call_thread(whose, "a", more="b") == ("ab", loop)
    assert await fetches.call_thread(len, "abc") == 3
    with pytest.raises(ZeroDivisionError):
        await fetches.call_thread(lambda: 1 / 0)
    await _ended(fetches)


async def test_who_no_longer_waits_ends_what_was_asked(fetches: HopFetches) -> None:
    ended = asyncio.Event()

    async def fetch() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.set()

    await fetches.start()
    asking = asyncio.create_task(fetches.call_thread(fetch))
    await asyncio.sleep(0.01)
    asking.cancel()
    # Nothing is fetched for nobody: such records would be passed over.
    async with asyncio.timeout(10):
        await ended.wait()
    await _ended(fetches)


async def test_at_its_end_nothing_goes_on(fetches: HopFetches) -> None:
    async def commit() -> None:
        # aiokafka tries for ever where the group's coordinator can't be reached.
        await asyncio.sleep(3600)

    await fetches.start()
    asking = asyncio.create_task(fetches.call_thread(commit))
    await asyncio.sleep(0.01)
    await _ended(fetches)
    with pytest.raises(ConsumerStoppedError):
        await asking
    with pytest.raises(ConsumerStoppedError):
        await fetches.call_thread(commit)


async def test_its_own_tasks_end_with_it(fetches: HopFetches) -> None:
    before = asyncio.all_tasks()
    await fetches.start()
    assert asyncio.all_tasks() > before
    await _ended(fetches)
    assert asyncio.all_tasks() == before


async def test_its_end_leaves_others_tasks_alone(fetches: HopFetches) -> None:
    other = asyncio.create_task(asyncio.sleep(3600))
    await fetches.start()
    await _ended(fetches)
    await asyncio.sleep(0.01)
    assert not other.done()
    other.cancel()


async def test_a_start_that_fails_is_told(
    fetches: HopFetches, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_: Any) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(HopFetches, "on_start", refused)
    async with asyncio.timeout(10):
        with pytest.raises(ConnectionError, match="no broker"):
            await fetches.start()


async def test_an_end_that_is_cut_short_keeps_nobody_waiting(
    fetches: HopFetches, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cancelled(_: Any) -> None:
        # aiokafka, where the broker is gone.
        raise asyncio.CancelledError

    monkeypatch.setattr(AIOKafkaConsumerThread, "on_thread_stop", cancelled)
    await fetches.start()
    await _ended(fetches)
