"""The age of the oldest record that waits, as the broker holds it."""

import time

import pytest
from aiokafka import TopicPartition

from stream.broker.admin import create_topics
from stream.broker.clients import producer, reader
from stream.engine.oldest import Oldest
from stream.engine.watchdog import FETCH_BYTES
from stream.settings import Settings
from stream.topics import RAW, TopicNames
from tests.brokers import Broker


@pytest.fixture
async def settings(broker: Broker, prefix: str) -> Settings:
    found = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=2)
    await create_topics(found, [RAW])
    return found


async def ages(settings: Settings, *waiting: dict[int, int]) -> list[float]:
    """The age for each reading of partitions and their first waiting offsets, one after another."""
    topic = TopicNames(settings.topic_prefix)(RAW)
    oldest = Oldest()
    async with reader(settings, max_partition_fetch_bytes=FETCH_BYTES) as consumer:
        places = [TopicPartition(topic, it) for it in range(2)]
        consumer.assign(places)
        consumer.pause(*places)
        found = [
            await oldest.age(consumer, {TopicPartition(topic, p): o for p, o in it.items()})
            for it in waiting
        ]
        assert consumer.paused() == set(places)
        return found


async def send(settings: Settings, partition: int, age: float, value: bytes = b"story") -> None:
    topic = TopicNames(settings.topic_prefix)(RAW)
    made = round((time.time() - age) * 1000)
    async with producer(settings) as client:
        await client.send_and_wait(topic, value, partition=partition, timestamp_ms=made)


async def test_it_is_the_oldest_of_all_partitions(settings: Settings) -> None:
    for partition, age in ((0, 50), (1, 900), (0, 20), (1, 10)):
        await send(settings, partition, age)
    first, second, third = await ages(settings, {0: 0, 1: 0}, {0: 0, 1: 1}, {})
    assert 900 <= first < 960
    assert 50 <= second < 110
    assert third == 0.0


async def test_a_record_larger_than_a_fetch_is_read_too(settings: Settings) -> None:
    await send(settings, 0, 400, bytes(3 * 1024 * 1024))
    (age,) = await ages(settings, {0: 0})
    assert 400 <= age < 460


async def test_a_record_from_the_future_has_not_waited(settings: Settings) -> None:
    await send(settings, 0, -3600)
    assert await ages(settings, {0: 0}) == [0.0]
