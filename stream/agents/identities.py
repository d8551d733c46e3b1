"""Ties that cross keys, as every intake worker knows them: `wire.identity.v1`, read whole.

What another worker adds comes as soon as its record is there. Two versions of a story that two
workers take within that time are not tied; those of one feed come through one worker.
"""

import asyncio
import logging
import time
from collections.abc import Callable

from aiokafka import AIOKafkaConsumer, ConsumerRecord

from stream.broker.clients import reader
from stream.broker.reading import POLL_MS, place, read_places
from stream.engine.hop import Output
from stream.lifecycle.identity.record import from_record, to_record
from stream.lifecycle.identity.ties import Tie, Ties
from stream.lifecycle.identity.traits import Traits
from stream.settings import Settings
from stream.topics import IDENTITY, TopicNames

log = logging.getLogger(__name__)

DAY_SECONDS = 86_400.0


class Identities:
    """The ties of the window, kept up to date while partitions are ours."""

    def __init__(
        self, settings: Settings, embargoed: Callable[[str, float, float], object]
    ) -> None:
        """Knows nothing until `begin`.

        `embargoed` is called with the story, until when, and now, for embargoes that are read.
        """
        self._settings = settings
        self._embargoed = embargoed
        self._window = settings.window_days * DAY_SECONDS
        self._topic = TopicNames(settings.topic_prefix)(IDENTITY)
        self._ties = Ties(self._window)
        self._following: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        """How many versions are known."""
        return len(self._ties)

    async def begin(self) -> None:
        """Read what is there, once, and follow what comes. Raises BrokerError, TopicsDiffer."""
        if self._following is not None:
            return
        learned: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._following = asyncio.create_task(self._follow(learned))
        await asyncio.wait([learned, self._following], return_when=asyncio.FIRST_COMPLETED)
        self.check()

    def check(self) -> None:
        """Raises what ended the following, if it ended."""
        if self._following is not None and self._following.done():
            self._following.result()

    def find(self, traits: Traits) -> Tie | None:
        """The story that a version belongs to, None where it is its own."""
        return self._ties.find(traits)

    def add(
        self, traits: Traits, story_id: str, tie: Tie | None, until: float | None
    ) -> Output | None:
        """Remember a version; gives the record that tells the others, None where they know it.

        `until` is when its embargo ends.
        """
        now = time.time()
        self._ties.forget(now)
        if not self._ties.add(traits, story_id, now):
            return None
        by, why = (tie.by, tie.why) if tie else ("", "")
        value = to_record(traits, story_id, by=by, why=why, until=until)
        return Output(self._topic, traits.own.encode(), value, [])

    async def _follow(self, learned: "asyncio.Future[None]") -> None:
        async with reader(self._settings) as consumer:
            places = await place(consumer, self._topic)
            async for record in read_places(consumer, places):
                self._learn(record)
            log.info("intake: %d versions of the last days are known", len(self._ties))
            learned.set_result(None)
            await self._go_on(consumer)

    async def _go_on(self, consumer: AIOKafkaConsumer) -> None:
        while True:
            for records in (await consumer.getmany(timeout_ms=POLL_MS)).values():
                for record in records:
                    self._learn(record)

    def _learn(self, record: ConsumerRecord) -> None:
        if record.value is None:
            return
        try:
            found = from_record(record.value)
        except ValueError:
            where = f"{record.topic} partition {record.partition} offset {record.offset}"
            log.warning("%s: the record is none of ours and is passed over", where)
            return
        now = time.time()
        at = min(found.traits.at, now)
        if at >= now - self._window:
            self._ties.add(found.traits, found.story_id, at)
        if found.until is not None and found.until > now:
            self._embargoed(found.story_id, found.until, now)
