"""Before an embargo ends: has intake read all that had come by then?

A kill that lies unread in the raw topic when the time comes must win too. So a story is released
once intake's group has committed past what every partition of `wire.raw.v1` held at that moment;
where intake keeps up that is at once, else as soon as it has.
"""

import asyncio
import logging
import time
from collections.abc import Iterable

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    TopicAuthorizationFailedError,
)

from stream.broker.clients import admin, reader
from stream.broker.reading import FETCH_MS, place
from stream.errors import TopicsDiffer
from stream.settings import Settings
from stream.topics import RAW, TopicNames

log = logging.getLogger(__name__)

_FORBIDDEN = (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    TopicAuthorizationFailedError,
)
INTAKE = "intake"
POLL_SECONDS = 0.1
TOLD_SECONDS = 30.0
Story = tuple[int, bytes]


class Gate:
    """Stories wait here for intake. Those that come while others are looked at go together next."""

    def __init__(self, settings: Settings) -> None:
        """Nothing waits."""
        self._settings = settings
        self._names = TopicNames(settings.topic_prefix)
        self._waiting: set[Story] = set()
        self._looking: set[Story] = set()
        self._task: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing waits here."""
        return self._task is None and not self._waiting

    def through(self, stories: Iterable[Story]) -> list[Story]:
        """Ask for these; gives those, of now and of earlier, that may go. Never waits."""
        self._waiting |= set(stories) - self._looking
        passed: list[Story] = []
        if self._task is not None and self._task.done():
            passed = self._ended(self._task)
        if self._task is None and self._waiting:
            self._looking, self._waiting = self._waiting, set()
            self._task = asyncio.create_task(self._intake_reads_on())
        return passed

    def _ended(self, task: "asyncio.Task[None]") -> list[Story]:
        passed, self._looking, self._task = sorted(self._looking), set(), None
        error = task.exception()
        if error is None:
            return passed
        if isinstance(error, _FORBIDDEN):
            # It would be so for ever, and stories must come out.
            log.error("embargoes end unchecked: no right to look how far intake has read")
            return passed
        log.warning(
            "how far intake has read isn't known (%s): looked at again", type(error).__name__
        )
        self._waiting.update(passed)
        return []

    async def _intake_reads_on(self) -> None:
        async with (
            admin(self._settings) as client,
            reader(self._settings, fetch_max_wait_ms=FETCH_MS) as consumer,
        ):
            try:
                places = await place(consumer, self._names(RAW))
            except TopicsDiffer:
                return
            ends: dict[TopicPartition, int] = {}
            began = told = time.monotonic()
            while behind := await self._behind(client, consumer, places, ends):
                await asyncio.sleep(POLL_SECONDS)
                places = behind
                if time.monotonic() - told > TOLD_SECONDS:
                    told = time.monotonic()
                    log.warning(
                        "embargoes have waited %.0f s for intake, which is behind in %d partitions",
                        told - began,
                        len(behind),
                    )

    async def _behind(
        self,
        client: AIOKafkaAdminClient,
        consumer: AIOKafkaConsumer,
        places: list[TopicPartition],
        ends: dict[TopicPartition, int],
    ) -> list[TopicPartition]:
        """The partitions where intake hasn't read what was there at the first look, `ends`."""
        group = self._names.group(INTAKE)
        committed = await client.list_consumer_group_offsets(group, partitions=places)
        consumer.assign(places)
        for tp in places:
            offset = committed[tp].offset if tp in committed else -1
            if offset >= 0:
                consumer.seek(tp, offset)
            else:
                await consumer.seek_to_beginning(tp)
        found = await self._fetched(consumer, places)
        for tp in places:
            ends.setdefault(tp, consumer.highwater(tp))
        # A transaction's marker is no record: the position moves past it, a commit doesn't.
        return [
            tp
            for tp in places
            if any(it.offset < ends[tp] for it in found.get(tp, ()))
            or await consumer.position(tp) < ends[tp]
        ]

    async def _fetched(
        self, consumer: AIOKafkaConsumer, places: list[TopicPartition]
    ) -> dict[TopicPartition, list[ConsumerRecord]]:
        """The first records of each partition, once the broker has said where each ends."""
        found: dict[TopicPartition, list[ConsumerRecord]] = {}
        async with asyncio.timeout(self._settings.publish_seconds):
            while any(consumer.highwater(tp) is None for tp in places):
                for tp, records in (await consumer.getmany(timeout_ms=FETCH_MS)).items():
                    found.setdefault(tp, []).extend(records)
        return found
