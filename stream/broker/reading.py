"""Reads what stands in a topic, from a place to its present end, or on and on."""

from collections.abc import AsyncGenerator, Iterable
from datetime import datetime

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from stream.broker.clients import reader
from stream.errors import TopicsDiffer
from stream.settings import Settings

POLL_MS = 500
RECORDS = 500
FETCH_MS = 10
"""How long the broker may hold an empty fetch: the next question on the connection waits for it."""


async def read_to_end(
    settings: Settings,
    topic: str,
    *,
    partitions: Iterable[int] | None = None,
    since: datetime | None = None,
) -> AsyncGenerator[ConsumerRecord]:
    """Every record from the beginning (or from `since`) up to what is the end when it starts.

    The end is the high watermark that comes with the records: the embedded broker answers the
    question for the latest offset with that of its last batch's first record.
    Raises TopicsDiffer where the topic isn't there.
    """
    async with reader(settings, fetch_max_wait_ms=FETCH_MS) as consumer:
        places = await place(consumer, topic, partitions=partitions, since=since)
        async for record in read_places(consumer, places, since=since):
            yield record


async def read_places(
    consumer: AIOKafkaConsumer, places: list[TopicPartition], *, since: datetime | None = None
) -> AsyncGenerator[ConsumerRecord]:
    """The same from where a consumer was put; it stands at that end afterwards."""
    unread = {tp for tp, end in (await consumer.end_offsets(places)).items() if end > 0}
    ends: dict[TopicPartition, int] = {}
    begun = _Begun(since)
    while unread:
        for tp, records in (await consumer.getmany(timeout_ms=POLL_MS)).items():
            ends.setdefault(tp, consumer.highwater(tp))
            for record in records:
                if record.offset < ends[tp] and begun(record):
                    yield record
        for tp in unread - ends.keys():
            # An answer without records brings the mark too.
            if consumer.highwater(tp) is not None:
                ends[tp] = consumer.highwater(tp)
        # The position moves past compacted offsets and control records; an offset doesn't.
        unread = {tp for tp in unread if tp not in ends or await consumer.position(tp) < ends[tp]}


async def place(
    consumer: AIOKafkaConsumer,
    topic: str,
    *,
    partitions: Iterable[int] | None = None,
    since: datetime | None = None,
    at_end: bool = False,
) -> list[TopicPartition]:
    """Put a consumer on a topic's partitions: the beginning, a moment, or the end."""
    # Asking for a topic that isn't there would create it on many clusters: look at the list first.
    if topic not in await consumer.topics():
        raise TopicsDiffer(f"topic {topic} isn't there: `wire topics create`")
    known = partitions
    if known is None:
        known = await consumer._client._wait_on_metadata(topic)  # noqa: SLF001 - no public call
    places = [TopicPartition(topic, it) for it in sorted(known)]
    consumer.assign(places)
    if at_end:
        await consumer.seek_to_end(*places)
    elif since is None:
        await consumer.seek_to_beginning(*places)
    else:
        await _seek_to(consumer, places, since)
    return places


class _Begun:
    """Whether a moment is reached in a record's partition, for brokers that can't look it up.

    The embedded broker answers the question for a moment's offset with the beginning. As with
    Kafka, all that follows the first record of the moment belongs to it.
    """

    def __init__(self, since: datetime | None) -> None:
        self._moment = since.timestamp() * 1000 if since else None
        self._partitions: set[int] = set()

    def __call__(self, record: ConsumerRecord) -> bool:
        if self._moment is None or record.partition in self._partitions:
            return True
        if record.timestamp < self._moment:
            return False
        self._partitions.add(record.partition)
        return True


async def _seek_to(
    consumer: AIOKafkaConsumer, places: list[TopicPartition], since: datetime
) -> None:
    moment = int(since.timestamp() * 1000)
    found = await consumer.offsets_for_times(dict.fromkeys(places, moment))
    for tp in places:
        if found.get(tp) is None:
            await consumer.seek_to_end(tp)
        else:
            consumer.seek(tp, found[tp].offset)


async def read_one(
    consumer: AIOKafkaConsumer, topic: str, partition: int, offset: int, limit_seconds: float
) -> ConsumerRecord | None:
    """The record at an offset, or None where it is no longer there or doesn't come in time."""
    tp = TopicPartition(topic, partition)
    consumer.assign([tp])
    consumer.seek(tp, offset)
    found = await consumer.getmany(tp, timeout_ms=int(limit_seconds * 1000), max_records=1)
    return next((it for it in found.get(tp, ()) if it.offset == offset), None)
