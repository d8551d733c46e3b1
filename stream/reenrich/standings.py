"""What stands in one partition of `wire.latest.v1`, followed while work goes on.

What is appended must be looked at here just before: a kill or a newer version may have come since
the work began.
"""

import json
import zlib
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aiokafka import AIOKafkaConsumer, ConsumerRecord
from pydantic import ValidationError

from schemas.cloudevents import text_headers
from schemas.enrichment import Enrichment
from schemas.wire import Signal
from stream.agents.records import SIGNAL, STANDING
from stream.broker.clients import reader
from stream.broker.reading import FETCH_MS, place
from stream.lifecycle.standing import Standing
from stream.settings import Settings
from stream.topics import LATEST, TopicNames

POLL_MS = 200


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands of a story: the event that its version came from, and the record's own id."""

    event: str = ""
    version: int = 0
    killed: bool = False
    ce_id: str = ""
    packed: bytes = b""
    """Its enrichment, compressed, about a kilobyte; empty where nobody asked for it."""

    def enrichment(self) -> Enrichment | None:
        """What the record says of the story, None where that can't be read."""
        return unpacked(self.packed)


class Standings:
    """The stories of one partition, as they stand. Holds those that were asked for alone."""

    def __init__(
        self, consumer: AIOKafkaConsumer, keys: Collection[bytes], *, enrichments: bool
    ) -> None:
        """`consumer` is placed already. Use `follow`."""
        self._consumer = consumer
        self._keys = keys
        self._enrichments = enrichments
        self._found: dict[bytes, Stands] = {}

    def __getitem__(self, key: bytes) -> Stands | None:
        """What stands of the story, None where nothing of it was published."""
        return self._found.get(key)

    def kill(self, key: bytes) -> None:
        """A kill that was seen elsewhere, before it stands here. It is never taken back."""
        self._found[key] = replace(self._found.get(key, Stands()), killed=True, packed=b"")

    async def refresh(self) -> None:
        """Read to what is the end now.

        The embedded broker's end lies behind the first record of the last batch; a batch is fetched
        whole, so who has reached that end has all of it at hand.
        """
        (tp,) = self._consumer.assignment()
        end = (await self._consumer.end_offsets([tp]))[tp]
        while True:
            behind = await self._consumer.position(tp) < max(end, self._consumer.highwater(tp) or 0)
            batches = await self._consumer.getmany(tp, timeout_ms=POLL_MS if behind else 0)
            for record in batches.get(tp, ()):
                self._note(record)
            if not behind and not batches:
                return

    def _note(self, record: ConsumerRecord) -> None:
        if record.key not in self._keys:
            return
        known = self._found.get(record.key)
        if record.value is None and text_headers(record.headers).get(SIGNAL) == Signal.HOLD:
            self._found.pop(record.key, None)
        elif record.value is None:
            self._found[record.key] = Stands(killed=True)
        elif known is None or not known.killed:
            found = text_headers(record.headers)
            try:
                standing = Standing.from_header(found.get(STANDING, ""))
            except ValueError:  # none of ours: the hop passes it over too
                return
            event, version = standing.events[-1]
            packed = pack(record.value) if self._enrichments else b""
            ce_id = found.get("ce_id", "")
            self._found[record.key] = Stands(event, version, ce_id=ce_id, packed=packed)


@asynccontextmanager
async def follow(
    settings: Settings, partition: int, keys: Collection[bytes], *, enrichments: bool = False
) -> AsyncIterator[Standings]:
    """Read all that stands of these stories; then `refresh` reads on."""
    topic = TopicNames(settings.topic_prefix)(LATEST)
    async with reader(settings, fetch_max_wait_ms=FETCH_MS) as consumer:
        await place(consumer, topic, partitions=[partition])
        found = Standings(consumer, keys, enrichments=enrichments)
        await found.refresh()
        yield found


def pack(value: bytes) -> bytes:
    """An enriched event's enrichment, compressed; empty where there is none."""
    try:
        found = json.loads(value)["enrichment"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return b""
    return zlib.compress(json.dumps(found).encode(errors="replace"), 1)


def unpacked(packed: bytes) -> Enrichment | None:
    """The enrichment that was packed, None where it can't be read."""
    try:
        return Enrichment.model_validate_json(zlib.decompress(packed)) if packed else None
    except ValidationError:
        return None
