"""The enrich hop on a broker, without a model: versions of one story come, and topics fill."""

import asyncio
import time
from dataclasses import dataclass, field

from aiokafka import AIOKafkaProducer, ConsumerRecord

from schemas.cloudevents import CloudEvent
from schemas.enrichment import Enrichment
from schemas.events import PARSED_TYPE, EnrichedStory, ParsedStory
from schemas.ninjs import Body, Text
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.agents import enriching
from stream.agents.enrich import EnrichHop
from stream.broker.reading import read_to_end
from stream.engine.hop import Input, Output
from stream.engine.jobs import Answer, Failure, Job, Product
from stream.lifecycle.notice import notice
from stream.settings import Settings
from stream.topics import ENRICHED, HELD, LATEST, STORIES, URGENT, Topic, TopicNames
from tests.schemas.samples import parsed

KEY = b"story-1"
TOPICS = (ENRICHED, LATEST, HELD)


@dataclass
class Desk:
    """One story's desk. `ends` are the outcomes so far."""

    settings: Settings
    client: AIOKafkaProducer
    ends: list[str] = field(default_factory=list)
    count: int = 0
    keeps_inputs: bool = False
    """Whether what comes is also written to the stories' topic, as intake does."""

    def __post_init__(self) -> None:
        self.names = TopicNames(self.settings.topic_prefix)
        self.hop = EnrichHop(self.settings, 1)

    async def restart(self) -> None:
        """Another worker takes over, and learns from the topics alone."""
        self.hop = EnrichHop(self.settings, 1)
        await self.hop.begin(range(self.settings.partitions))

    async def come(
        self,
        signal: Signal = Signal.NEW,
        body: str = "",
        *,
        until: float | None = None,
        own: int | None = None,
        event: str | None = None,
        backfill: bool = False,
    ) -> str:
        """A version comes from intake; gives its outcome. An `event` again is a redelivery."""
        self.count += 1
        story = _story(signal, body, until)
        ce_id = event or f"e{self.count}"
        headers = CloudEvent(id=ce_id, source="/wirestream/intake", type=PARSED_TYPE).headers()
        headers.append(("wire_order", b"0:%d" % self.count))
        if own is not None:
            headers.append(("wire_own_version", str(own).encode()))
        if backfill:
            headers.append(("wire_backfill", b"1"))
        await self._take(self.names(STORIES), story.to_json(), headers)
        return self.ends[-1]

    async def tick(self, now: float) -> None:
        """Time passes: what is due goes its way over both topics."""
        outputs = list(self.hop.due(now))
        while not self.hop.gate.idle:
            await asyncio.sleep(0.01)
            outputs += self.hop.due(now)
        for output in outputs:
            if output.topic != self.names(STORIES):
                await self._publish(output)
            elif output.value is not None:
                await self._take(self.names(STORIES), output.value, list(output.headers))

    async def tick_at(self, moment: float) -> None:
        """Wait until a moment, and tick then."""
        await asyncio.sleep(max(0, moment - time.time()))
        await self.tick(time.time())

    async def records(self, topic: Topic) -> "list[ConsumerRecord]":
        """All that a topic holds of the story."""
        return [it async for it in read_to_end(self.settings, self.names(topic))]

    async def texts(self, topic: Topic) -> list[str | None]:
        """The bodies on a topic; None is a tombstone."""
        return [text_of(it.value) for it in await self.records(topic)]

    async def _take(self, topic: str, value: bytes, headers: list[tuple[str, bytes]]) -> None:
        if self.keeps_inputs:
            await self._publish(Output(topic, KEY, value, headers))
        taken = Input(topic, 0, 0, 0, KEY, value, tuple(headers))
        (answer,) = _work(self.hop.job(taken))
        assert isinstance(answer, Product)
        prepared = await self.hop.prepare(taken, answer, _again)
        assert not isinstance(prepared, Failure)
        settled = self.hop.settle(taken, prepared)
        self.ends.append(settled.end)
        for output in settled.outputs:
            if output.topic == self.names(URGENT) and output.value is not None:
                await self._take(output.topic, output.value, list(output.headers))
            else:
                await self._publish(output)

    async def _publish(self, output: Output) -> None:
        sent = await self.client.send_and_wait(
            output.topic,
            key=output.key,
            value=output.value,
            headers=list(output.headers),
            partition=0,
        )
        if output.noted:
            output.noted(sent.offset)


def text_of(value: bytes | None) -> str | None:
    """The body of a record."""
    return None if value is None else EnrichedStory.model_validate_json(value).story.body


def _story(signal: Signal, body: str, until: float | None) -> ParsedStory:
    full = parsed()
    text = [Body(value=body, role="main", content_type="text/plain")]
    wire = {"signal": signal, "dateline": None, "marker": None, "tables": [], "keywords": []}
    story = {
        "bodies": text,
        "headlines": [Text(value="Report")],
        "embargoed_until": until,
        "pub_status": None,
    }
    raw = full.model_dump(mode="json", by_alias=False)
    raw["story"] |= {**story, "bodies": [it.model_dump() for it in text], "headlines": []}
    raw["story"]["embargoed_until"] = until
    raw["wire"] |= wire
    return ParsedStory.model_validate(raw)


def _work(job: Job) -> Answer:
    if job.facts.get("wire_due"):
        return [Product(b"", {"wire_due": True})]
    event = ParsedStory.model_validate_json(job.value)
    wire = event.wire.model_copy(update={"outcome": Outcome.PUBLISHED})
    if event.wire.signal.ends_story:
        return [enriching.product_of(notice(event.model_copy(update={"wire": wire})))]
    return [
        enriching.product_of(EnrichedStory(story=event.story, wire=wire, enrichment=Enrichment()))
    ]


def _again(job: Job) -> "asyncio.Future[Answer]":
    done: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
    done.set_result(_work(job))
    return done
