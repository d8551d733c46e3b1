"""Puts sources onto wire.raw.v1: CloudEvent headers, awaited acknowledgements, bounded memory."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

from schemas.cloudevents import CloudEvent
from schemas.events import RAW_TYPE
from stream.agents.records import BACKFILL
from stream.broker.admin import require_topics
from stream.broker.clients import producer
from stream.cli.inputs import Source
from stream.engine.hop import Output
from stream.engine.jobs import Failure
from stream.engine.publisher import Publisher, too_large
from stream.engine.room import Room
from stream.errors import BrokerError
from stream.settings import Settings
from stream.topics import BATCH_BYTES, RAW, TopicNames

SOURCE = "/wirestream/push"
FEED = "push"
FILE = "wire_file"
"""The header with the file's name, by which a dead letter is recognised."""
Step = Callable[[Source], None]


@dataclass
class Pushed:
    """What became of a push. `ids` are the `ce_id` of what the broker has, with their source."""

    ids: dict[str, Source] = field(default_factory=dict)
    refused: list[tuple[Source, Failure]] = field(default_factory=list)
    bytes: int = 0


async def push_all(
    settings: Settings,
    sources: Iterable[Source],
    in_flight: int = 64,
    step: Step = lambda _: None,
    feed: str = FEED,
    *,
    backfill: bool = False,
) -> Pushed:
    """Push them in order. `step` is called as each is done with.

    `feed` is the records' key: those of one feed stay in one partition, in the order of the wire.
    `backfill` marks them as an archive.

    Raises BrokerError where the broker isn't there or takes no more.
    """
    # A producer that asks for a missing topic makes it, with the cluster's own count and limits.
    await require_topics(settings, [RAW])
    to = _To(TopicNames(settings.topic_prefix)(RAW), feed.encode(), backfill)
    async with producer(settings) as client:
        pushing = _Pushing(to, Publisher(client, settings.publish_seconds), in_flight, step)
        try:
            async with asyncio.TaskGroup() as waiting:
                for source in sources:
                    await pushing.push(source, waiting)
        except* BrokerError as failed:
            raise failed.exceptions[0] from None
    return pushing.done


@dataclass(frozen=True)
class _To:
    topic: str
    key: bytes
    backfill: bool


class _Pushing:
    """One push under way: at most so many records, and two of the largest, in memory."""

    def __init__(self, to: _To, publisher: Publisher, in_flight: int, step: Step) -> None:
        self.done = Pushed()
        self._to = to
        self._publisher = publisher
        self._room = Room(in_flight, 2 * BATCH_BYTES)
        self._step = step

    async def push(self, source: Source, waiting: asyncio.TaskGroup) -> None:
        """Put one in line; its acknowledgement is awaited beside the next."""
        event = CloudEvent(id=uuid4().hex, source=SOURCE, type=RAW_TYPE, time=datetime.now(UTC))
        output = _output(source, self._to, event)
        if isinstance(output, Failure):
            self.done.refused.append((source, output))
            self._step(source)
            return
        size = len(output.value or b"")
        await self._room.enter(size)
        pending = await self._publisher.enqueue(output)
        waiting.create_task(self._acknowledged(pending, source, event.id, size))

    async def _acknowledged(
        self, pending: "list[asyncio.Future[object]]", source: Source, ce_id: str, size: int
    ) -> None:
        await self._publisher.acknowledged(pending)
        self.done.ids[ce_id] = source
        self.done.bytes += size
        self._room.leave(size)
        self._step(source)


def _output(source: Source, to: _To, event: CloudEvent) -> Output | Failure:
    data = source.read()
    if isinstance(data, Failure):
        return data
    headers = event.headers()
    if source.content_type:
        headers.append(("content-type", source.content_type.encode()))
    if to.backfill:
        headers.append((BACKFILL, b"1"))
    if source.path:
        # A file's name may be no UTF-8; the header is its bytes.
        headers.append((FILE, source.path.name.encode(errors="surrogateescape")))
    output = Output(to.topic, to.key, data, headers)
    if too_large(output):
        return Failure("oversize", "with its headers more than 32 MiB: no topic takes it")
    return output
