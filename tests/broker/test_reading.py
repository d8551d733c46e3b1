"""A topic is read whole, up to the end that it has when reading starts, whatever the broker."""

import datetime as dt
from collections.abc import Sequence

import pytest
from aiokafka import AIOKafkaProducer, ConsumerRecord

from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.broker.merging import read_in_order
from stream.broker.reading import read_to_end
from stream.errors import TopicsDiffer
from stream.settings import Settings
from stream.topics import LATEST, RAW, Topic, TopicNames
from tests.brokers import Broker

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
HOUR_MS = 3_600_000


@pytest.fixture
async def settings(broker: Broker, prefix: str) -> Settings:
    found = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=3)
    await create_topics(found, [RAW, LATEST])
    return found


def name(settings: Settings, topic: Topic = RAW) -> str:
    return TopicNames(settings.topic_prefix)(topic)


async def batch(
    client: AIOKafkaProducer,
    topic: str,
    partition: int,
    values: Sequence[bytes],
    at_ms: int = HOUR_MS,
) -> None:
    building = client.create_batch()
    for value in values:
        building.append(key=None, value=value, timestamp=at_ms)
    building.close()
    await (await client.send_batch(building, topic, partition=partition))


async def read(
    settings: Settings, topic: Topic = RAW, since: dt.datetime | None = None
) -> list[ConsumerRecord]:
    return [it async for it in read_to_end(settings, name(settings, topic), since=since)]


async def values(settings: Settings, since: dt.datetime | None = None) -> list[bytes]:
    return sorted([it.value for it in await read(settings, since=since)])


def at(hours: float) -> dt.datetime:
    return EPOCH + dt.timedelta(hours=hours)


async def test_a_topic_without_records_ends_at_once(settings: Settings) -> None:
    assert await read(settings) == []
    assert await read(settings, since=at(1)) == []


@pytest.mark.parametrize("sizes", [[1], [4], [1, 1], [3, 1, 5], [2, 7]])
async def test_every_record_of_every_batch_of_every_partition_is_read(
    settings: Settings, sizes: list[int]
) -> None:
    sent: list[bytes] = []
    async with producer(settings) as client:
        for partition in range(2):
            for place, size in enumerate(sizes):
                records = [b"%d-%d-%d" % (partition, place, it) for it in range(size)]
                await batch(client, name(settings), partition, records)
                sent += records
    found = await read(settings)
    assert sorted(it.value for it in found) == sorted(sent)
    for partition in range(2):
        offsets = [it.offset for it in found if it.partition == partition]
        assert offsets == list(range(sum(sizes)))


async def test_more_records_than_come_at_once_are_read(settings: Settings) -> None:
    async with producer(settings) as client:
        for place in range(8):
            await batch(client, name(settings), place % 3, [b"x"] * 250)
    assert len(await read(settings)) == 2000


async def test_only_the_partitions_asked_for_are_read(settings: Settings) -> None:
    async with producer(settings) as client:
        for partition in range(3):
            await batch(client, name(settings), partition, [b"%d" % partition])
    asked = read_to_end(settings, name(settings), partitions=[2, 0])
    assert sorted([it.value async for it in asked]) == [b"0", b"2"]


async def test_reading_since_a_moment_leaves_out_what_is_older(settings: Settings) -> None:
    async with producer(settings) as client:
        for hour in range(1, 5):
            await batch(client, name(settings), 0, [b"0 at %d" % hour], hour * HOUR_MS)
        await batch(client, name(settings), 1, [b"1 at 1"], HOUR_MS)
        await batch(client, name(settings), 2, [b"2 at 9"], 9 * HOUR_MS)
    assert await values(settings, at(3)) == [b"0 at 3", b"0 at 4", b"2 at 9"]
    assert await values(settings, at(4.5)) == [b"2 at 9"]
    assert await values(settings, at(99)) == []
    assert len(await values(settings, at(0))) == 6


async def test_what_follows_the_moment_belongs_to_it_even_with_an_older_timestamp(
    settings: Settings,
) -> None:
    async with producer(settings) as client:
        for value, hour in ((b"before", 1), (b"at", 5), (b"replayed", 2)):
            await batch(client, name(settings), 0, [value], hour * HOUR_MS)
    assert await values(settings, at(4)) == [b"at", b"replayed"]


async def test_tombstones_of_a_compacted_topic_are_read_with_their_headers(
    settings: Settings,
) -> None:
    topic = name(settings, LATEST)
    async with producer(settings) as client:
        for value, version in ((b"first", b"1"), (b"second", b"2"), (None, b"3")):
            headers = [("wire_version", version)]
            await client.send_and_wait(topic, value, b"story", headers=headers, partition=1)
    found = await read(settings, LATEST)
    last = found[-1]
    assert (last.key, last.value, last.headers) == (b"story", None, (("wire_version", b"3"),))


async def test_a_topic_that_is_not_there_is_an_error_and_stays_away(settings: Settings) -> None:
    for _ in range(2):
        with pytest.raises(TopicsDiffer, match="`wire topics create`"):
            [it async for it in read_to_end(settings, f"{settings.topic_prefix}nothing")]


async def test_partitions_are_read_beside_each_other_in_the_order_of_time(
    settings: Settings,
) -> None:
    async with producer(settings) as client:
        for partition, hours in ((0, (1, 4, 5)), (1, (2, 3, 6))):
            for hour in hours:
                value = str(hour).encode()
                await batch(client, name(settings), partition, [value], hour * HOUR_MS)
    found = [it.value async for it in read_in_order(settings, name(settings))]
    assert found == [b"1", b"2", b"3", b"4", b"5", b"6"]
    late = [it.value async for it in read_in_order(settings, name(settings), since=at(4))]
    assert late == [b"4", b"5", b"6"]
