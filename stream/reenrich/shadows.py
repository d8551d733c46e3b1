"""Shadow topics: what stands on them, which there are, and what their records say."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from aiokafka import ConsumerRecord, TopicPartition

from schemas.cloudevents import CloudEvent, text_headers
from schemas.events import ENRICHED_TYPE, STORY_CONTENT_TYPE
from schemas.trace import HEADER as TRACE
from schemas.trace import traceparent
from stream.agents.records import ENRICHMENT, SIGNAL, UPSTREAM, VERSION
from stream.broker.admin import create_topics, topics_there
from stream.broker.clients import reader
from stream.broker.reading import place
from stream.engine.hop import Input
from stream.settings import Settings
from stream.topics import Topic, TopicNames, shadow, shadow_name

SOURCE = "/wirestream/reenrich"
PEEK_MS = 5_000


@dataclass(frozen=True)
class Shadow:
    """One shadow topic as it is on the cluster. `records` counts what was appended."""

    name: str
    topic: str
    records: int
    enrichment: str | None = None
    versions: dict[str, str] | None = None
    since: datetime | None = None
    """When its oldest record was written."""


def headers(
    taken: Input, ce_id: str, *, version: int, signal: str, enrichment: str
) -> list[tuple[str, bytes]]:
    """The headers of a shadow's record. `taken` is the parsed story that it was made of."""
    event = CloudEvent(
        id=ce_id,
        source=SOURCE,
        type=ENRICHED_TYPE,
        time=datetime.now(UTC),
        dataschema=f"urn:wirestream:schema:{ENRICHED_TYPE.removeprefix('org.wirestream.')}",
    )
    trace = traceparent(text_headers(taken.headers).get(TRACE), ce_id)
    said = {VERSION: str(version), SIGNAL: signal, UPSTREAM: taken.ce_id, ENRICHMENT: enrichment}
    return [
        *event.headers(),
        ("content-type", STORY_CONTENT_TYPE.encode()),
        (TRACE, trace.encode()),
        *((name, value.encode()) for name, value in said.items()),
    ]


async def ensure(settings: Settings, name: str) -> Topic:
    """The shadow's topic, created where it isn't there."""
    topic = shadow(name)
    await create_topics(settings, [topic])
    return topic


async def listed(settings: Settings) -> list[Shadow]:
    """Every shadow on the cluster."""
    names = [shadow_name(it) for it in await topics_there(settings)]
    return [await _look(settings, it) for it in names if it is not None]


async def _look(settings: Settings, name: str) -> Shadow:
    """How much it holds, and of which version, from its first record."""
    topic = TopicNames(settings.topic_prefix)(shadow(name))
    async with reader(settings) as consumer:
        places: list[TopicPartition] = await place(consumer, topic)
        ends = await consumer.end_offsets(places)
        starts = await consumer.beginning_offsets(places)
        count = sum(ends[it] - starts[it] for it in places)
        if not count:
            return Shadow(name, topic, 0)
        batches = await consumer.getmany(timeout_ms=PEEK_MS, max_records=16)
        records = [it for batch in batches.values() for it in batch]
        return _described(name, topic, count, records)


def _described(name: str, topic: str, count: int, records: list[ConsumerRecord]) -> Shadow:
    first = next((it for it in records if it.value), None)
    if first is None:
        return Shadow(name, topic, count)
    enrichment = text_headers(first.headers).get(ENRICHMENT)
    try:
        versions = json.loads(first.value)["enrichment"]["versions"]
    except (ValueError, KeyError, TypeError):
        versions = None
    written = datetime.fromtimestamp(max(0, first.timestamp) / 1000, UTC)
    return Shadow(name, topic, count, enrichment, versions, written)
