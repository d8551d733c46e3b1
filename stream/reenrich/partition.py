"""One partition's stories through another version of everything.

Only what stands is done: an item is `superseded` where another version stands, `withdrawn` where
the story was killed, `withheld` where nothing of it stands (yet). What the shadow has already is a
`repeat`. Every item of the span ends as exactly one of them, `published` or `dead_letter`.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from aiokafka import ConsumerRecord

from schemas.cloudevents import shadow_id, text_headers
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.agents.enrich import NAME
from stream.agents.records import DUE, ENRICHMENT, SIGNAL, SWAP
from stream.agents.versions import with_version
from stream.broker.reading import read_to_end
from stream.engine.hop import Input, Output
from stream.engine.jobs import Failure, Job, Product
from stream.engine.pool import Pool
from stream.engine.publisher import Publisher
from stream.engine.room import Room
from stream.engine.settling import MOST_OUTPUT_BYTES
from stream.errors import WireError
from stream.reenrich.filled import Filled
from stream.reenrich.shadows import headers
from stream.reenrich.span import Span
from stream.reenrich.standings import Standings, Stands, follow
from stream.settings import Settings
from stream.topics import STORIES, URGENT, Topic, TopicNames

Step = Callable[[], None]


@dataclass(frozen=True)
class Means:
    """What a run works with."""

    settings: Settings
    shadow: Topic
    span: Span
    pool: Pool
    publisher: Publisher
    room: Room

    def name(self, topic: Topic) -> str:
        """The topic's name on this cluster."""
        return TopicNames(self.settings.topic_prefix)(topic)


class PartitionRun:
    """One partition, from what stands in it to what its shadow holds."""

    def __init__(self, means: Means, partition: int, filled: Filled) -> None:
        """`filled` is counted into."""
        self._means = means
        self._partition = partition
        self._filled = filled
        self._keys: set[bytes] = set()
        self._kills: set[bytes] = set()
        self._there: dict[bytes, str] = {}
        """Stories of the shadow, with the id of their newest record; "" for a tombstone."""
        self._seen: set[str] = set()
        self._last: dict[str, int] = {}
        """The last item of each topic as the first look found it: what comes later isn't ours."""
        self._appending = asyncio.Lock()

    async def look(self) -> int:
        """Learn which stories the span holds; gives how many items."""
        count = 0
        async with aclosing(self._items()) as items:
            async for record in items:
                count += 1
                self._last[record.topic] = record.offset
                self._keys.add(record.key or b"")
                if _kills(record):
                    self._kills.add(record.key or b"")
        return count

    async def run(self, step: Step) -> None:
        """Do what isn't done. Raises BrokerError, and WireError where the shadow isn't ours."""
        await self._read_shadow()
        keys = self._keys | self._there.keys()
        async with follow(self._means.settings, self._partition, keys) as standings:
            for key in self._kills:
                standings.kill(key)
            async with aclosing(self._items()) as items, asyncio.TaskGroup() as working:
                async for record in items:
                    if record.offset <= self._last.get(record.topic, -1):
                        await self._begin(record, standings, working, step)
            await standings.refresh()
            await self._bury(standings)

    async def _items(self) -> AsyncGenerator[ConsumerRecord]:
        """The span's items. The urgent ones first: among them is every kill."""
        for topic in (URGENT, STORIES):
            async with aclosing(self._read(topic, since=self._means.span.since)) as records:
                async for record in records:
                    said = text_headers(record.headers)
                    if self._means.span.holds(record) and not said.keys() & {SWAP, DUE}:
                        yield record

    def _read(self, topic: Topic, since: datetime | None = None) -> AsyncGenerator[ConsumerRecord]:
        """This partition of a topic."""
        settings, name = self._means.settings, self._means.name(topic)
        return read_to_end(settings, name, partitions=[self._partition], since=since)

    async def _read_shadow(self) -> None:
        """What an earlier run has done. Raises WireError where that was another version's."""
        async with aclosing(self._read(self._means.shadow)) as records:
            async for record in records:
                found = text_headers(record.headers)
                ours = found.get(ENRICHMENT, self._filled.enrichment)
                if ours != self._filled.enrichment:
                    raise WireError(
                        f"{self._means.shadow.name} holds version {ours} of everything and this "
                        f"is {self._filled.enrichment}: give another name, or drop it first"
                    )
                self._there[record.key] = found.get("ce_id", "") if record.value else ""

    async def _begin(
        self,
        record: ConsumerRecord,
        standings: Standings,
        working: asyncio.TaskGroup,
        step: Step,
    ) -> None:
        """Say at once what needs no work; give the rest to a child."""
        taken = Input.of_record(record)
        outcome = self._without_work(taken, standings[taken.key or b""])
        if outcome is not None:
            self._filled.outcomes[outcome] += 1
            step()
            return
        await self._means.room.enter(len(taken.value))
        answer = self._means.pool.submit(Job(taken.value))
        working.create_task(self._finish(record, taken, answer, standings, step))

    def _without_work(self, taken: Input, stands: Stands | None) -> Outcome | None:
        """What becomes of an item that isn't to be enriched; None of one that is."""
        ended = _ended(taken, stands)
        if ended is not None:
            return ended
        done = self._there.get(taken.key or b"") == self._id(taken)
        if done or taken.ce_id in self._seen:
            return Outcome.REPEAT
        self._seen.add(taken.ce_id)
        return None

    async def _finish(
        self,
        record: ConsumerRecord,
        taken: Input,
        answer: "asyncio.Future[list[Product | Failure]]",
        standings: Standings,
        step: Step,
    ) -> None:
        """Append what came out, if its story still stands as it was."""
        (item,) = await answer
        if isinstance(item, Product) and len(item.value) > MOST_OUTPUT_BYTES:
            item = Failure("output_too_large", "what came out is larger than a record may be")
        if isinstance(item, Failure):
            self._filled.fail(record, item)
        else:
            self._filled.outcomes[await self._append(taken, item, standings)] += 1
        self._means.room.leave(len(taken.value))
        step()

    async def _append(self, taken: Input, product: Product, standings: Standings) -> Outcome:
        enrichment = str(product.facts["enrichment"])
        if enrichment != self._filled.enrichment:
            raise WireError(
                "the version of everything changed while this ran (a list that was read anew?): "
                "the shadow would hold two; drop it and start again"
            )
        async with self._appending:
            await standings.refresh()
            stands = standings[taken.key or b""]
            ended = _ended(taken, stands)
            if ended is not None or stands is None:
                return ended or Outcome.WITHHELD
            output = self._output(taken, product, stands)
            pending = await self._means.publisher.enqueue(output)
        await self._means.publisher.acknowledged(pending)
        self._there[taken.key or b""] = self._id(taken)
        return Outcome.PUBLISHED

    def _output(self, taken: Input, product: Product, stands: Stands) -> Output:
        said = headers(
            taken,
            self._id(taken),
            version=stands.version,
            signal=str(product.facts["signal"]),
            enrichment=self._filled.enrichment,
        )
        value = with_version(product, stands.version)
        return Output(self._means.name(self._means.shadow), taken.key, value, said)

    async def _bury(self, standings: Standings) -> None:
        """Stories of the shadow that were killed meanwhile leave a tombstone there too."""
        name = self._means.name(self._means.shadow)
        for key, ce_id in self._there.items():
            stands = standings[key]
            if ce_id and stands is not None and stands.killed:
                said = [(ENRICHMENT, self._filled.enrichment.encode())]
                pending = await self._means.publisher.enqueue(Output(name, key, None, said))
                await self._means.publisher.acknowledged(pending)
                self._filled.buried += 1

    def _id(self, taken: Input) -> str:
        return shadow_id(NAME, taken.ce_id, 0, self._filled.enrichment)


def _ended(taken: Input, stands: Stands | None) -> Outcome | None:
    """Why an item isn't what stands, None where it is."""
    if stands is None:
        return Outcome.WITHHELD
    if stands.killed:
        return Outcome.WITHDRAWN
    return None if stands.event == taken.ce_id else Outcome.SUPERSEDED


def _kills(record: ConsumerRecord) -> bool:
    said = text_headers(record.headers).get(SIGNAL, "")
    return said in {it.value for it in Signal if it.ends_story}
