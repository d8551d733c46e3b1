"""At an embargo's end: what had come by then is read first, a kill above all."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.wire import Signal
from stream.agents.gate import Gate
from stream.broker.admin import create_topics
from stream.broker.clients import connection
from stream.topics import ENRICHED, RAW
from tests.lifecycle.desk import Desk

STORY = (0, b"story")


@pytest.fixture
async def fed(desk: Desk) -> AsyncIterator[tuple[Desk, AIOKafkaConsumer]]:
    """A desk with a raw topic, and a consumer in intake's group."""
    await create_topics(desk.settings, [RAW])
    consumer = AIOKafkaConsumer(
        **connection(desk.settings), group_id=desk.names.group("intake"), enable_auto_commit=False
    )
    await consumer.start()
    consumer.assign([TopicPartition(desk.names(RAW), 0)])
    yield desk, consumer
    await consumer.stop()


async def arrive(desk: Desk, count: int = 1) -> None:
    for _ in range(count):
        await desk.client.send_and_wait(desk.names(RAW), value=b"a story", partition=0)


async def commit(desk: Desk, consumer: AIOKafkaConsumer, offset: int) -> None:
    await consumer.commit({TopicPartition(desk.names(RAW), 0): offset})


async def passes(gate: Gate, seconds: float) -> list[tuple[int, bytes]]:
    """What goes through within a time."""
    ends = time.monotonic() + seconds
    found = gate.through([STORY])
    while not found and time.monotonic() < ends:
        await asyncio.sleep(0.02)
        found = gate.through([])
    return found


async def test_where_intake_has_read_everything_a_story_goes_at_once(
    fed: tuple[Desk, AIOKafkaConsumer],
) -> None:
    desk, consumer = fed
    assert await passes(Gate(desk.settings), 10) == [STORY]
    await arrive(desk, 3)
    await commit(desk, consumer, 3)
    gate = Gate(desk.settings)
    assert await passes(gate, 10) == [STORY]
    assert gate.idle


async def test_what_came_before_the_time_is_read_first_and_what_came_later_isn_t_waited_for(
    fed: tuple[Desk, AIOKafkaConsumer],
) -> None:
    desk, consumer = fed
    await arrive(desk, 2)
    await commit(desk, consumer, 1)
    gate = Gate(desk.settings)
    assert await passes(gate, 1.5) == []
    await arrive(desk)
    await commit(desk, consumer, 2)
    assert await passes(gate, 10) == [STORY]


async def test_a_group_that_never_committed_has_read_nothing(
    fed: tuple[Desk, AIOKafkaConsumer],
) -> None:
    desk, _ = fed
    await arrive(desk)
    assert await passes(Gate(desk.settings), 1.5) == []


async def test_a_kill_that_lay_unread_when_the_time_came_wins(
    fed: tuple[Desk, AIOKafkaConsumer],
) -> None:
    desk, consumer = fed
    until = time.time() + 0.3
    await desk.come(body="A came.", until=until)
    await arrive(desk)
    await asyncio.sleep(0.4)
    ticking = asyncio.create_task(desk.tick(time.time()))
    await asyncio.sleep(1)
    assert not ticking.done()
    # Intake reads it at last.
    await desk.come(Signal.KILL)
    await commit(desk, consumer, 1)
    await ticking
    assert await desk.texts(ENRICHED) == [""]
