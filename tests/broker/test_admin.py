"""Topics are made as declared, once, and whatever differs on a cluster is found."""

import asyncio
from dataclasses import replace

import pytest
from aiokafka.admin import NewTopic

from stream.broker.admin import Difference, create_topics, differences, require_topics
from stream.broker.clients import admin
from stream.errors import TopicsDiffer
from stream.settings import Settings
from stream.topics import ENRICHED, LATEST, RAW, Topic
from tests.brokers import Broker

TOPICS = (RAW, ENRICHED, LATEST)


@pytest.fixture
def settings(broker: Broker, prefix: str) -> Settings:
    return Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=3)


async def create_otherwise(
    settings: Settings, topic: Topic, partitions: int, **configs: str
) -> None:
    name = f"{settings.topic_prefix}{topic.name}"
    async with admin(settings) as client:
        new = NewTopic(name, partitions, 1, topic_configs={**topic.configs(), **configs})
        await client.create_topics([new])
        while name not in await client.list_topics():
            await asyncio.sleep(0.02)


async def test_what_is_missing_is_created_and_the_second_time_nothing(settings: Settings) -> None:
    names = [f"{settings.topic_prefix}{it.name}" for it in TOPICS]
    assert await create_topics(settings, TOPICS[:1]) == names[:1]
    assert await create_topics(settings, TOPICS) == names[1:]
    assert await create_topics(settings, TOPICS) == []


async def test_topics_that_we_made_do_not_differ(settings: Settings) -> None:
    await create_topics(settings, TOPICS)
    assert [it for it in await differences(settings, TOPICS) if it.fatal] == []
    await require_topics(settings, TOPICS)


async def test_a_missing_topic_is_found_and_stops_a_worker(settings: Settings) -> None:
    await create_topics(settings, TOPICS[:1])
    name = f"{settings.topic_prefix}{ENRICHED.name}"
    found = await differences(settings, TOPICS[:2])
    assert Difference(name, "topic", "there", "missing", fatal=True) in found
    with pytest.raises(TopicsDiffer) as caught:
        await require_topics(settings, TOPICS[:2])
    assert str(caught.value).startswith(f"{name}: topic is missing, declared there. ")
    assert "`wire topics create`" in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_looking_for_a_topic_does_not_create_it(settings: Settings) -> None:
    for _ in range(2):
        assert [it.what for it in await differences(settings, TOPICS)] == ["topic"] * 3


async def test_another_partition_count_is_found_and_stops_a_worker(settings: Settings) -> None:
    await create_otherwise(settings, RAW, partitions=2)
    found = [it for it in await differences(settings, [RAW]) if it.fatal]
    assert [(it.what, it.declared, it.found) for it in found] == [("partition count", "3", "2")]
    with pytest.raises(TopicsDiffer, match="WIRE_PARTITIONS"):
        await require_topics(settings, [RAW])


async def test_another_retention_is_found_and_stops_nobody(settings: Settings) -> None:
    await create_otherwise(settings, RAW, 3, **{"retention.ms": "60000"})
    found = await differences(settings, [RAW])
    assert ("retention.ms", "60000") in {(it.what, it.found) for it in found}
    await require_topics(settings, [RAW])


async def test_a_topic_that_is_not_compacted_is_found(settings: Settings) -> None:
    await create_otherwise(settings, LATEST, 3, **{"cleanup.policy": "delete"})
    found = {it.what: it.found for it in await differences(settings, [LATEST])}
    assert found["cleanup.policy"] == "delete"


async def test_a_topic_as_declared_shows_no_difference_at_all(
    settings: Settings,
) -> None:
    await create_topics(settings, TOPICS)
    assert await differences(settings, TOPICS) == []


async def test_another_prefix_is_another_room(settings: Settings) -> None:
    await create_topics(settings, TOPICS)
    other = settings.model_copy(update={"topic_prefix": f"{settings.topic_prefix}b."})
    assert {it.what for it in await differences(other, TOPICS)} == {"topic"}


def test_a_difference_reads_as_a_sentence() -> None:
    one = Difference(RAW.name, "partition count", "12", "3")
    assert str(one) == "wire.raw.v1: partition count is 3, declared 12"
    assert str(replace(one, topic="b.raw")).startswith("b.raw: ")
