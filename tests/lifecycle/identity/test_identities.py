"""What one intake worker ties, every other one knows: through the identity topic."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from aiokafka import AIOKafkaProducer

from schemas.events import ParsedStory
from stream.agents.identities import Identities
from stream.agents.intake import IntakeHop
from stream.agents.parsing import parse
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.engine.hop import Input, Output
from stream.engine.jobs import Job, Product
from stream.lifecycle.identity.traits import Traits
from stream.settings import Settings
from stream.topics import IDENTITY, STORIES, URGENT, TopicNames
from tests.brokers import Broker

TEXT = (
    "BERGEN, Norway (AP) - Ferry crews on the coast walked off the job on Friday in a dispute over "
    "night shifts, stopping 14 routes and leaving some 3,000 passengers to find other ways home. "
    "The union said the strike would last until the company withdraws a roster that puts two "
    "sailors instead of three on the bridge after midnight."
)


@pytest.fixture
async def desk(broker: Broker, prefix: str) -> AsyncIterator[tuple[Settings, AIOKafkaProducer]]:
    settings = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=2)
    await create_topics(settings, [IDENTITY, STORIES, URGENT])
    async with producer(settings) as client:
        yield settings, client


def settled(hop: IntakeHop, text: str, offset: int = 0, **fields: str) -> list[Output]:
    """What intake makes of a story."""
    now_ms = round(time.time() * 1000)
    value = json.dumps({"headline": "Ferry crews strike", "body": text, **fields}).encode()
    (product,) = parse(Job(value, {"arrived_ms": now_ms}))
    assert isinstance(product, Product)
    taken = Input("wire.raw.v1", 0, offset, now_ms, b"feed", value, ())
    return list(hop.settle(taken, product).outputs)


async def send(client: AIOKafkaProducer, output: Output) -> None:
    await client.send_and_wait(output.topic, key=output.key, value=output.value)


async def end(identities: Identities) -> None:
    following = identities._following
    assert following is not None
    following.cancel()
    with suppress(asyncio.CancelledError):
        await following


async def test_a_worker_that_begins_knows_what_others_tied_and_follows(
    desk: tuple[Settings, AIOKafkaProducer],
) -> None:
    settings, client = desk
    one, other = (Identities(settings, lambda *_: None) for _ in range(2))
    first = Traits("first", ids=("urn:desk:1",), at=time.time())
    told = one.add(first, "first", None, None)
    assert told is not None
    await send(client, told)
    await other.begin()
    follows = Traits("second", links=("urn:desk:1",), at=time.time())
    tie = other.find(follows)
    assert tie is not None
    assert tie.story_id == "first"
    # What comes once it has begun.
    later = one.add(follows, "first", tie, None)
    assert later is not None
    await send(client, later)
    async with asyncio.timeout(10):
        while len(other) < 2:
            await asyncio.sleep(0.02)
    found = other.find(Traits("second", at=time.time()))
    assert found is not None
    assert (found.story_id, found.by) == ("first", "id")
    await end(other)


async def test_what_is_older_than_the_window_is_not_learned(
    desk: tuple[Settings, AIOKafkaProducer],
) -> None:
    settings, client = desk
    one, other = (Identities(settings, lambda *_: None) for _ in range(2))
    for name, at in (("old", time.time() - 8 * 86_400), ("young", time.time())):
        told = one.add(Traits(name, at=at), name, None, None)
        assert told is not None
        await send(client, told)
    await other.begin()
    assert len(other) == 1
    await end(other)


async def test_a_correction_under_another_id_goes_to_the_story_that_it_corrects(
    desk: tuple[Settings, AIOKafkaProducer],
) -> None:
    hop = IntakeHop(desk[0])
    _, first = settled(hop, TEXT, id="one-000001", version="3")
    fields = {"id": "two-000002", "version": "1", "headline": "CORRECTED-Ferry crews strike"}
    _, second = settled(hop, TEXT.replace("3,000", "4,000"), 1, **fields)
    assert second.key == first.key
    assert second.value is not None
    event = ParsedStory.model_validate_json(second.value)
    assert event.wire.story_id.encode() == first.key
    tied = event.wire.extra["tied"]
    assert tied["by"] == "text"
    assert tied["own"] != event.wire.story_id
    assert "wire_own_version" in dict(first.headers)
    assert "wire_own_version" not in dict(second.headers)


async def test_an_embargo_is_known_to_the_next_worker(
    desk: tuple[Settings, AIOKafkaProducer],
) -> None:
    settings, client = desk
    until = "2099-01-01T00:00:00Z"
    told, _ = settled(IntakeHop(settings), TEXT, id="one-000001", embargoed=until)
    await send(client, told)
    later = IntakeHop(settings)
    await later.begin([])
    fields = {"id": "one-000001", "headline": "CORRECTION: Ferry crews strike"}
    *_, correction = settled(later, TEXT.replace("3,000", "4,000"), 1, **fields)
    assert correction.topic == TopicNames(settings.topic_prefix)(STORIES)
    await end(later._identities)


async def test_a_record_that_is_none_of_ours_is_passed_over(
    desk: tuple[Settings, AIOKafkaProducer], caplog: pytest.LogCaptureFixture
) -> None:
    settings, client = desk
    topic = TopicNames(settings.topic_prefix)(IDENTITY)
    await client.send_and_wait(topic, key=b"k", value=b'{"story_id":"a"}')
    identities = Identities(settings, lambda *_: None)
    await identities.begin()
    assert len(identities) == 0
    assert "passed over" in caplog.text
    await end(identities)
