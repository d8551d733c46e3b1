"""A real worker's traces and log: a story's way from hop to hop, and never a word of its text."""

import asyncio
import json
import os
import random
import signal
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from bench.texts import text
from schemas.cloudevents import text_headers
from schemas.rule import Rule
from schemas.trace import HEADER
from stream.app import HOPS
from stream.broker.admin import create_topics
from stream.broker.reading import read_to_end
from stream.cli.rule_topic import write_rules
from stream.metrics import STAGES
from stream.settings import Settings
from stream.topics import DEAD_LETTERS, ENRICHED, Topic, TopicNames
from tests.brokers import Broker
from tests.chaos.run import push, variables
from tests.chaos.stories import Push
from tests.chaos.workers import Worker
from tests.delivery.receivers import Receiver
from tests.monitoring.otlp import Collector, attributes

TOKEN = "a-token-that-nobody-may-read"
CHANNELS = ("desk", "night")
# Words that no list of ours knows, in whatever could be quoted.
SECRET_WORDS = ("zyxomma", "quillfeather")


def pushes() -> list[Push]:
    body = text(random.Random(3))
    made = []
    for number in range(3):
        story = {"id": f"t-{number}", "source": "AFP", "headline": "Zyxomma quillfeather speaks"}
        value = json.dumps(story | {"body": f"LISBON (AFP) -- Zyxomma Quillfeather said. {body}"})
        made.append(Push(f"story-{number}", value.encode(), 1))
    broken = [b"LISBON (CHX) -- zyxomma \x81\x8d\x90", b'{"headline": "zyxomma", "body": 5}']
    return made + [Push(f"broken-{it}", value, 0) for it, value in enumerate(broken)]


async def records(settings: Settings, topic: Topic) -> list[dict[str, str]]:
    name = TopicNames(settings.topic_prefix)(topic)
    return [dict(text_headers(it.headers)) async for it in read_to_end(settings, name)]


class Run:
    """What a run left."""

    def __init__(
        self, settings: Settings, log: Path, collector: Collector, receiver: Receiver
    ) -> None:
        self.settings, self.collector, self.receiver = settings, collector, receiver
        self.worker: Worker | None = None
        self._log = log

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.splitlines()]

    async def ended(self, stories: int, letters: int) -> None:
        async with asyncio.timeout(120):
            while len(await records(self.settings, ENRICHED)) < stories:
                await asyncio.sleep(0.5)
            while len(await records(self.settings, DEAD_LETTERS)) < letters:
                await asyncio.sleep(0.5)
            while len(self.receiver.taken) < stories * len(CHANNELS):
                await asyncio.sleep(0.1)

    async def says(self, words: str) -> None:
        async with asyncio.timeout(60):
            while words not in self.log:
                await asyncio.sleep(0.1)

    def stop(self) -> None:
        if self.worker is not None:
            self.worker.terminate()
            self.worker = None


@pytest.fixture
async def run(tansu: Broker, prefix: str, tmp_path: Path) -> AsyncIterator[Run]:
    channels = tmp_path / "channels.toml"
    settings = Settings(bootstrap=tansu.bootstrap, topic_prefix=prefix)
    await create_topics(settings)
    await write_rules(settings, [Rule(id="all", query="source:AFP", channels=[*CHANNELS])])
    collector = Collector()
    with collector.listening() as endpoint, Receiver() as receiver:
        lines = f'kind = "webhook"\nurl = "{receiver.url}"\nallow_private = true\n'
        channels.write_text("".join(f"[{name}]\n{lines}" for name in CHANNELS))
        found = Run(settings, tmp_path / "worker.log", collector, receiver)
        traced = {"WIRE_OTLP_ENDPOINT": endpoint, "WIRE_TRACE_SHARE": "1", "WIRE_CHILDREN": "1"}
        traced["WIRE_CHANNELS"] = str(channels)
        login = {"OTEL_EXPORTER_OTLP_HEADERS": f"authorization={TOKEN}"}
        found.worker = Worker(variables(settings) | traced | login, tmp_path / "worker.log")
        try:
            yield found
        finally:
            found.stop()


def of_trace(collector: Collector, trace: str) -> dict[str, Span]:
    """The spans of a trace that stand for a hop, by the service that sent them."""
    spans = [(name, it) for name, it in collector.spans if it.trace_id.hex() == trace]
    return {name: it for name, it in spans if it.name in HOPS}


def within(collector: Collector, span: Span, name: str) -> list[Span]:
    """The spans of this name that are parts of that one."""
    return [it for _, it in collector.spans if (it.parent_span_id, it.name) == (span.span_id, name)]


def stages_of(collector: Collector, span: Span) -> list[Span]:
    return [
        it for _, it in collector.spans if it.parent_span_id == span.span_id and it.name in STAGES
    ]


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_one_trace_covers_a_storys_hops_and_no_log_line_holds_its_text(run: Run) -> None:
    made = pushes()
    await push(run.settings, made)
    await run.ended(3, 2)
    published = await records(run.settings, ENRICHED)
    letters = await records(run.settings, DEAD_LETTERS)

    assert run.worker is not None
    os.kill(run.worker.process.pid, signal.SIGUSR1)
    await run.says("log level is DEBUG now")
    await push(run.settings, [Push("later", made[0].value.replace(b"t-0", b"t-9"), 1)])
    await run.ended(4, 2)
    run.stop()

    told_on = {it.headers["traceparent"] for it in run.receiver.taken}
    for headers in published:
        _, trace, span, _ = headers[HEADER].split("-")
        hops = of_trace(run.collector, trace)
        way = [hops.pop(f"wirestream-{it}") for it in HOPS]
        assert not hops
        assert way[0].parent_span_id == b""
        for one, following in pairwise(way):
            assert following.parent_span_id == one.span_id
        assert way[1].span_id.hex() == span
        assert attributes(way[1])["wire.end"] == "published"
        deliveries = within(run.collector, way[-1], "delivery")
        assert {attributes(it)["wire.channel"] for it in deliveries} == set(CHANNELS)
        for delivery in deliveries:
            assert f"00-{trace}-{delivery.span_id.hex()}-01" in told_on
            (attempt,) = within(run.collector, delivery, "attempt")
            assert delivery.start_time_unix_nano <= attempt.start_time_unix_nano
            assert attempt.end_time_unix_nano <= delivery.end_time_unix_nano
        for hop in way:
            stages = stages_of(run.collector, hop)
            assert [it.name for it in stages] == list(STAGES)
            # One after another, without a hole: that is where the time went.
            assert stages[0].start_time_unix_nano == hop.start_time_unix_nano
            assert stages[-1].end_time_unix_nano == hop.end_time_unix_nano
            for one, following in pairwise(stages):
                assert one.end_time_unix_nano == following.start_time_unix_nano

    failed = [it for _, it in run.collector.spans if it.status.code == Status.STATUS_CODE_ERROR]
    assert {attributes(it)["wire.code"] for it in failed} == {it["wire_code"] for it in letters}
    assert run.collector.headers["authorization"] == TOKEN

    told = [it for it in run.lines if str(it["message"]).startswith("dead letter: ")]
    assert {str(it["message"]).partition(": ")[2] for it in told} == {
        it["wire_code"] for it in letters
    }
    assert {str(it["trace"]) for it in told} == {it.trace_id.hex() for it in failed}
    debug = [it for it in run.lines if it["level"] == "DEBUG" and it["message"] == "published"]
    later = [it for it in await records(run.settings, ENRICHED) if it not in published]
    assert [it["trace"] for it in debug] == [it[HEADER].split("-")[1] for it in later]
    assert all(it["story"] for it in debug)
    shown = run.log.lower() + json.dumps([attributes(it) for _, it in run.collector.spans]).lower()
    assert not [word for word in (*SECRET_WORDS, TOKEN) if word in shown]
