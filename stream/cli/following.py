"""Follows a topic. With stories it follows what stands too, and looks there before it shows any."""

import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from stream.broker.clients import reader
from stream.broker.reading import place, read_to_end
from stream.cli.standing import Seen, Shown
from stream.settings import Settings
from stream.topics import LATEST, Topic, TopicNames

POLL_MS = 300


@dataclass(frozen=True)
class Plan:
    """Which topic, from when (None: from its end), and for how many seconds (None: no end)."""

    topic: Topic
    since: datetime | None = None
    timeout: float | None = None


class Follower:
    """Reads a topic from a moment (None: from its end) on and on.

    The embedded broker knows neither place exactly: asked for a moment after its last record it
    names the beginning, asked for the end its last batch. So what is older is dropped here.
    """

    def __init__(self, consumer: AIOKafkaConsumer, since: datetime | None) -> None:
        """`consumer` is placed already."""
        self._consumer = consumer
        self._since_ms = (since or datetime.now(UTC)).timestamp() * 1000
        self._marks: dict[TopicPartition, int] = {}

    async def next(self, wait_ms: int) -> "list[ConsumerRecord]":
        """What came meanwhile, oldest first; waits at most `wait_ms` for something."""
        found = await self._consumer.getmany(timeout_ms=wait_ms)
        for tp in self._consumer.assignment() - self._marks.keys():
            if (mark := self._consumer.highwater(tp)) is not None:
                self._marks[tp] = mark
        fresh = [it for tp, some in found.items() for it in some if not self._stood(tp, it)]
        return sorted(fresh, key=lambda it: it.timestamp)

    def _stood(self, tp: TopicPartition, record: ConsumerRecord) -> bool:
        """Whether it was there before the moment: only then does its timestamp decide."""
        before: bool = record.offset < self._marks.get(tp, 0)
        return before and record.timestamp < self._since_ms


async def follow(settings: Settings, plan: Plan, seen: Seen) -> AsyncGenerator[Shown]:
    """What is to be shown, as it comes. Raises BrokerError, TopicsDiffer."""
    began = time.monotonic()
    topic = TopicNames(settings.topic_prefix)(plan.topic)
    async with AsyncExitStack() as stack:
        records = await follower(stack, settings, topic, plan.since)
        standing = await _standing(stack, settings, seen) if seen.stories else None
        while plan.timeout is None or time.monotonic() - began < plan.timeout:
            batch = await records.next(POLL_MS)
            for record in await standing.next(0) if standing else ():
                seen.stands(record)
            for shown in seen.read(batch):
                yield shown


async def follower(
    stack: AsyncExitStack, settings: Settings, topic: str, since: datetime | None
) -> Follower:
    """A reader of all the topic's partitions, from a moment or from their end."""
    consumer = await stack.enter_async_context(reader(settings))
    await place(consumer, topic, since=since, at_end=since is None)
    return Follower(consumer, since)


async def _standing(stack: AsyncExitStack, settings: Settings, seen: Seen) -> Follower:
    """Read what stands, and go on from there."""
    topic = TopicNames(settings.topic_prefix)(LATEST)
    # Placed before the reading: what comes meanwhile is read twice rather than never.
    standing = await follower(stack, settings, topic, None)
    async for record in read_to_end(settings, topic):
        seen.stands(record)
    return standing
