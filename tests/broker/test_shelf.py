"""Single records are fetched from where they stand, again and again, also at once."""

import asyncio

import pytest

from stream.broker import shelf
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.broker.shelf import Shelf
from stream.errors import BrokerError
from stream.settings import Settings
from stream.topics import LATEST, TopicNames
from tests.brokers import Broker

COUNT = 5


@pytest.fixture
async def settings(broker: Broker, prefix: str) -> Settings:
    """A topic with some records in each of three partitions."""
    found = Settings(
        bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=3, publish_seconds=3
    )
    await create_topics(found, [LATEST])
    async with producer(found) as client:
        for number in range(COUNT):
            for partition in range(3):
                value = b"%d of %d" % (number, partition)
                await client.send_and_wait(topic(found), value, key=value, partition=partition)
    return found


def topic(settings: Settings) -> str:
    return TopicNames(settings.topic_prefix)(LATEST)


async def value(asked: Shelf, settings: Settings, partition: int, offset: int) -> bytes | None:
    record = await asked.record(topic(settings), partition, offset)
    return record.value if record else None


async def test_records_come_whatever_the_order_of_the_questions(settings: Settings) -> None:
    asked = Shelf(settings)
    places = [(2, 4), (0, 0), (2, 0), (1, 3), (1, 3)]
    found = await asyncio.gather(*(value(asked, settings, *it) for it in places))
    assert found == [b"%d of %d" % (offset, partition) for partition, offset in places]
    await asked.close()


async def test_what_is_no_longer_there_is_nothing_and_the_next_question_is_answered(
    settings: Settings,
) -> None:
    asked = Shelf(settings)
    assert await value(asked, settings, 0, COUNT + 100) is None
    assert await value(asked, settings, 0, 1) == b"1 of 0"
    await asked.close()


async def test_an_idle_reader_is_closed_and_another_one_opened(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "IDLE_SECONDS", 0.05)
    asked = Shelf(settings)
    await value(asked, settings, 0, 1)
    first = asked._consumer
    while asked._consumer is not None:
        await asyncio.sleep(0.02)
    assert await value(asked, settings, 1, 2) == b"2 of 1"
    assert asked._consumer is not first
    await asked.close()


async def test_a_broker_that_is_gone_is_an_error_of_ours(settings: Settings) -> None:
    asked = Shelf(settings.model_copy(update={"bootstrap": "127.0.0.1:1"}))
    with pytest.raises(BrokerError, match="no broker answers"):
        await asked.record(topic(settings), 0, 0)


async def test_closing_waits_for_no_question_and_its_end_closes_too(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(shelf, "read_one", never)
    asked = Shelf(settings)
    question = asyncio.create_task(value(asked, settings, 0, 1))
    while asked._consumer is None:
        await asyncio.sleep(0.02)
    async with asyncio.timeout(settings.publish_seconds / 2):
        await asked.close()
    assert not question.done()
    question.cancel()
    await asyncio.gather(question, return_exceptions=True)
    assert asked._consumer is None


async def test_a_record_that_is_larger_than_a_fetch_comes_whole(settings: Settings) -> None:
    large = b"x" * (20 * shelf.FETCH_BYTES)
    async with producer(settings) as client:
        await client.send_and_wait(topic(settings), large, key=b"large", partition=1)
        await client.send_and_wait(topic(settings), b"after", key=b"after", partition=1)
    asked = Shelf(settings)
    assert await value(asked, settings, 1, COUNT) == large
    assert await value(asked, settings, 1, COUNT + 1) == b"after"
    await asked.close()
