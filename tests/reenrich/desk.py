"""A desk with a wire of its own: sends versions of stories, and is the enrich hop when asked."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaProducer, ConsumerRecord

from schemas.cloudevents import CloudEvent, text_headers
from schemas.events import PARSED_TYPE
from schemas.ninjs import Body
from schemas.wire import Signal
from stream.agents.enrich import EnrichHop
from stream.broker.clients import producer
from stream.broker.reading import read_to_end
from stream.engine.hop import Input, Output
from stream.engine.jobs import Answer, Job, Product
from stream.settings import Settings
from stream.topics import ENRICHED, LATEST, STORIES, URGENT, Topic, TopicNames
from tests.reenrich.works import make
from tests.schemas.samples import parsed


class Desk:
    """Everything around a re-enrichment. The hop is the real one, its model is not."""

    def __init__(self, settings: Settings, client: AIOKafkaProducer) -> None:
        self.settings = settings
        self._client = client
        self._names = TopicNames(settings.topic_prefix)
        self._hop = EnrichHop(settings, 1)
        self._work = make("md")
        self._done: set[tuple[str, int, int]] = set()

    async def send(
        self,
        story: str,
        event: str,
        body: str = "Halden met Oduya.",
        *,
        version: int = 1,
        signal: Signal = Signal.NEW,
    ) -> None:
        """A version as intake sends it."""
        wire = {"story_id": story, "version": version, "signal": signal, "dateline": None}
        full = parsed()
        text = [Body(value=body, role="main", content_type="text/plain")]
        one = full.model_copy(
            update={
                "wire": full.wire.model_copy(update=wire),
                "story": full.story.model_copy(update={"bodies": text, "embargoed_until": None}),
            }
        )
        headers = CloudEvent(id=event, source="/wirestream/intake", type=PARSED_TYPE).headers()
        headers.append(("wire_signal", signal.value.encode()))
        headers.append(("wire_own_version", str(version).encode()))
        topic = URGENT if signal.ends_story else STORIES
        await self.publish(Output(self._names(topic), story.encode(), one.to_json(), headers))

    async def enrich(self) -> list[str]:
        """What the enrich hop does with all that came since: how each ended."""
        ends = []
        for topic in (URGENT, STORIES):
            for record in await self.records(topic):
                place = (record.topic, record.partition, record.offset)
                if place in self._done:
                    continue
                self._done.add(place)
                taken = Input.of_record(record)
                (answer,) = self._work(self._hop.job(taken))
                assert isinstance(answer, Product)
                item = await self._hop.prepare(taken, answer, self._again)
                assert isinstance(item, Product)
                settled = self._hop.settle(taken, item)
                ends.append(settled.end)
                for output in settled.outputs:
                    await self.publish(output)
        return ends

    def _again(self, job: Job) -> "asyncio.Future[Answer]":
        done: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        done.set_result(self._work(job))
        return done

    async def publish(self, output: Output) -> None:
        """One record, acknowledged."""
        await self._client.send_and_wait(
            output.topic, key=output.key, value=output.value, headers=list(output.headers)
        )

    async def records(self, topic: Topic) -> "list[ConsumerRecord[bytes, bytes]]":
        """All that a topic holds, each partition in its order."""
        found = [it async for it in read_to_end(self.settings, self._names(topic))]
        return sorted(found, key=lambda it: (it.partition, it.offset))

    async def latest(self) -> dict[str, tuple[int, str] | None]:
        """What stands of each story: its version, and the model that read it; None: a tombstone."""
        found: dict[str, tuple[int, str] | None] = {}
        for record in await self.records(LATEST):
            found[record.key.decode()] = told(record) if record.value else None
        return found

    async def versions_rise(self) -> bool:
        """Whether every story's versions rise on `wire.enriched.v1`, and nothing follows a kill."""
        highest: dict[bytes, int] = {}
        for record in await self.records(ENRICHED):
            version = int(text_headers(record.headers)["wire_version"])
            if version <= highest.get(record.key, 0):
                return False
            highest[record.key] = version
        return True


def told(record: "ConsumerRecord[bytes, bytes]") -> tuple[int, str]:
    event = json.loads(record.value)
    assert event["wire"]["version"] == int(text_headers(record.headers)["wire_version"])
    return event["wire"]["version"], event["enrichment"]["versions"]["model"]


@asynccontextmanager
async def working(desk: Desk) -> AsyncIterator[None]:
    """A worker beside what happens in the block."""

    stop = asyncio.Event()

    async def work() -> None:
        while not stop.is_set():
            await desk.enrich()
            await asyncio.sleep(0.05)

    task = asyncio.create_task(work())
    try:
        yield
    finally:
        # Not cancelled: a reader that is cut off while it starts stays open.
        stop.set()
        await task


@asynccontextmanager
async def at_work(settings: Settings) -> AsyncIterator[Desk]:
    """A desk with a producer."""
    async with producer(settings) as client:
        yield Desk(settings, client)
