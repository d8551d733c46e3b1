"""A worker that has work and does nothing ends itself; one that is idle does not."""

import asyncio
import subprocess
import sys

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import RecordsToDelete

from stream.broker.admin import create_topics
from stream.broker.clients import admin, connection, producer
from stream.engine import watchdog
from stream.engine.watchdog import watch_progress
from stream.errors import StalledError
from stream.metrics import REGISTRY
from stream.settings import Settings
from stream.topics import RAW, TopicNames
from tests.brokers import Broker

HOP = "watched"
STALL = 0.1


class Clock:
    """Stands still until the test moves it, and counts how often the watchdog looks at it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.looks = 0

    def monotonic(self) -> float:
        self.looks += 1
        return self.now

    async def looked(self, times: int = 2) -> None:
        """Wait for so many looks from now on; the first may have begun before."""
        target = self.looks + times
        async with asyncio.timeout(20):
            while self.looks < target:
                await asyncio.sleep(0.005)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(watchdog, "time", found)
    return found


@pytest.fixture
async def settings(broker: Broker, prefix: str) -> Settings:
    found = Settings(
        bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=2, stall_seconds=STALL
    )
    await create_topics(found, [RAW])
    return found


def group(settings: Settings) -> str:
    return TopicNames(settings.topic_prefix).group("intake")


def topic(settings: Settings) -> str:
    return TopicNames(settings.topic_prefix)(RAW)


async def send(settings: Settings, count: int) -> None:
    async with producer(settings) as client:
        for place in range(count):
            await client.send_and_wait(topic(settings), b"story", partition=place % 2)


async def commit(settings: Settings, *offsets: int) -> None:
    client = AIOKafkaConsumer(
        **connection(settings), group_id=group(settings), enable_auto_commit=False
    )
    async with client:
        places = [TopicPartition(topic(settings), it) for it in range(len(offsets))]
        client.assign(places)
        await client.commit(dict(zip(places, offsets, strict=True)))


def watch(settings: Settings, in_flight: int = 0) -> "asyncio.Task[None]":
    topics = [topic(settings)]
    return asyncio.create_task(
        watch_progress(settings, group(settings), topics, lambda: in_flight, HOP)
    )


async def left_alone(watching: "asyncio.Task[None]", clock: Clock) -> None:
    """However much time goes by, the watchdog doesn't end the worker."""
    for _ in range(3):
        await clock.looked()
        clock.now += 10 * STALL
    await clock.looked()
    assert not watching.done()
    watching.cancel()
    await asyncio.wait([watching])


async def ended(watching: "asyncio.Task[None]", clock: Clock) -> None:
    await clock.looked()
    clock.now += 2 * STALL
    await asyncio.wait_for(watching, 20)


async def test_work_that_waits_while_nothing_moves_ends_the_worker(
    settings: Settings, clock: Clock
) -> None:
    await send(settings, 6)
    with pytest.raises(StalledError, match=r"watched: \d+ records wait and none was done"):
        await ended(watch(settings), clock)
    lag = REGISTRY.get_sample_value("wire_lag_records", {"hop": HOP})
    assert lag is not None
    assert lag > 0


async def test_one_partition_that_stands_still_is_seen_beside_one_that_is_done(
    settings: Settings, clock: Clock
) -> None:
    await send(settings, 6)
    await commit(settings, 3, 1)
    with pytest.raises(StalledError):
        await ended(watch(settings), clock)


async def test_an_idle_worker_is_left_alone(settings: Settings, clock: Clock) -> None:
    await left_alone(watch(settings), clock)


async def test_a_worker_that_has_done_everything_is_left_alone(
    settings: Settings, clock: Clock
) -> None:
    await send(settings, 4)
    await commit(settings, 2, 2)
    await left_alone(watch(settings), clock)


async def test_a_worker_that_moves_is_left_alone_though_work_waits(
    settings: Settings, clock: Clock
) -> None:
    await send(settings, 12)
    watching = watch(settings)
    for done in range(1, 5):
        await commit(settings, done, 0)
        await clock.looked()
        assert not watching.done()
        clock.now += 0.9 * STALL
    watching.cancel()
    await asyncio.wait([watching])


async def test_a_record_in_flight_that_never_ends_is_a_stall(
    settings: Settings, clock: Clock
) -> None:
    with pytest.raises(StalledError):
        await ended(watch(settings, in_flight=1), clock)


@pytest.mark.kafka
async def test_records_that_have_expired_are_no_work(
    kafka: Broker, prefix: str, clock: Clock
) -> None:
    settings = Settings(
        bootstrap=kafka.bootstrap, topic_prefix=prefix, partitions=2, stall_seconds=STALL
    )
    await create_topics(settings, [RAW])
    await send(settings, 6)
    async with admin(settings) as client:
        places = [TopicPartition(topic(settings), it) for it in range(2)]
        await client.delete_records({it: RecordsToDelete(before_offset=3) for it in places})
    await left_alone(watch(settings), clock)


LOOP = """
import asyncio, time
from stream.engine.looplag import LoopLag
from stream.engine.watchdog import watch_loop
async def main():
    lag = LoopLag("intake")
    beating = asyncio.create_task(lag.watch())
    await asyncio.sleep(0.05)
    watch_loop(lag, asyncio.get_running_loop().time, 0.3)
    await asyncio.sleep(0.6)
    {then}
    beating.cancel()
asyncio.run(main())
"""


@pytest.mark.parametrize(("then", "status"), [("time.sleep(30)", 75), ("pass", 0)])
def test_a_loop_that_hangs_ends_the_process(then: str, status: int) -> None:
    script = LOOP.replace("{then}", then)
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert told.returncode == status, told.stderr.decode()
    assert (b"the event loop hangs" in told.stderr) is (status != 0)


async def test_a_child_at_a_long_story_is_no_stall(settings: Settings, clock: Clock) -> None:
    await send(settings, 6)
    topics = [topic(settings)]
    watching = watch_progress(
        settings, group(settings), topics, lambda: 1, HOP, working=lambda: True
    )
    await left_alone(asyncio.create_task(watching), clock)


@pytest.mark.kafka
async def test_a_transaction_s_marker_is_no_work(kafka: Broker, prefix: str, clock: Clock) -> None:
    settings = Settings(
        bootstrap=kafka.bootstrap, topic_prefix=prefix, partitions=2, stall_seconds=STALL
    )
    await create_topics(settings, [RAW])
    client = AIOKafkaProducer(**connection(settings), transactional_id=f"{prefix}sender")
    async with client, client.transaction():
        for partition in range(2):
            await client.send_and_wait(topic(settings), b"story", partition=partition)
    await commit(settings, 1, 1)
    await left_alone(watch(settings), clock)
