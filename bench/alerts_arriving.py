"""From an enriched story to a webhook: a worker with 100,000 rules, stories at a steady rate.

Every rule names a channel, so that each of its alerts is a webhook. The rules are those that a desk
would switch on: what a backtest finds to fire too often isn't. Time is the wall clock's, from
handing a story to Kafka to the receiver's first byte of the request; broker, worker, receiver and
this program share the machine.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from aiohttp import web

from bench.alert_rules import Maker
from bench.running import _free_ports
from schemas.cloudevents import CloudEvent
from schemas.events import ENRICHED_TYPE, EnrichedStory
from schemas.rule import Rule
from stream.alerts.index import RuleIndex
from stream.alerts.query import parse
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.broker.embedded import EmbeddedBroker
from stream.cli.rule_topic import write_rules
from stream.settings import Settings
from stream.topics import ENRICHED

RATE = 50
"""Stories a second."""
SECONDS = 30
MOST_FOUND = 1
"""A rule that more of the stories that taught fulfil isn't switched on: a backtest says so first.

One in 250 stories would still be 17,000 alerts a day at this rate.
"""
SETTLE_SECONDS = 5
"""At first, which aren't measured: connections are made then."""
READY_SECONDS = 600.0
QUIET_SECONDS = 5.0
"""Without a webhook: all have come."""

Handler = Callable[[web.Request], Awaitable[web.Response]]


class Receiver:
    """Takes webhooks and notes when each story's came."""

    def __init__(self) -> None:
        self.sent: dict[str, float] = {}
        self.seconds: list[tuple[float, float]] = []
        """When the story was sent, and how long it took."""
        self.last = time.monotonic()

    async def __call__(self, request: web.Request) -> web.Response:
        """Take it."""
        now = self.last = time.monotonic()
        alert = json.loads(await request.read())
        sent = self.sent.get(alert["stories"][0]["story_id"])
        if sent is not None:
            self.seconds.append((sent, now - sent))
        return web.Response(text="")


def arriving(stories: Sequence[EnrichedStory], rules: int) -> dict[str, Any]:
    """The figures, with so many rules."""
    return asyncio.run(_arriving(stories, rules))


async def _arriving(stories: Sequence[EnrichedStory], rules: int) -> dict[str, Any]:
    taught, told = stories[: len(stories) // 2], stories[len(stories) // 2 :]
    receiver = Receiver()
    with EmbeddedBroker() as broker, tempfile.TemporaryDirectory() as folder:
        async with webhooks(receiver) as port:
            channels = Path(folder) / "channels.toml"
            url = f"http://127.0.0.1:{port}/"
            channels.write_text(
                f'[desk]\nkind = "webhook"\nurl = "{url}"\nallow_private = true\nparallel = 16\n'
            )
            settings = Settings(
                bootstrap=broker.bootstrap, channels=channels, metrics_port=_free_ports()
            )
            await create_topics(settings)
            await write_rules(settings, [*_rules(taught, rules)])
            process = _worker(settings)
            try:
                await _until_ready(settings, told[0], rules, process)
                await _publish(settings, told, receiver)
                while time.monotonic() - receiver.last < QUIET_SECONDS:  # noqa: ASYNC110 - it tells nobody
                    await asyncio.sleep(0.5)
            finally:
                process.terminate()
                process.wait(60)
    first = min(receiver.sent.values()) + SETTLE_SECONDS
    seconds = sorted(took for sent, took in receiver.seconds if sent >= first)
    return {
        "rules": rules,
        "stories_per_s": RATE,
        "webhooks_per_story": round(len(receiver.seconds) / (RATE * SECONDS), 2),
        "webhooks_per_s": round(len(receiver.seconds) / SECONDS, 1),
        "end_to_end_median_ms": round(statistics.median(seconds) * 1000, 1),
        "end_to_end_p99_ms": round(statistics.quantiles(seconds, n=100)[98] * 1000, 1),
    }


def _rules(taught: Sequence[EnrichedStory], count: int) -> list[Rule]:
    """So many rules that somebody would keep, each with a channel."""
    index, found = RuleIndex(), Counter[str]()
    rules = {
        f"rule-{number:07d}": query
        for number, query in enumerate(Maker(taught).queries(count + count // 5))
    }
    for name, query in rules.items():
        index.add(name, parse(query).clause)
    for story in taught:
        found.update(it.rule for it in index.match(story))
    kept = (it for it in rules.items() if found[it[0]] <= MOST_FOUND)
    return [Rule(id=name, query=query, channels=["desk"]) for name, query in islice(kept, count)]


async def _publish(
    settings: Settings, stories: Sequence[EnrichedStory], receiver: Receiver
) -> None:
    """At the rate, each under an id of its own."""
    async with producer(settings) as client:
        began = time.monotonic()
        for number in range(RATE * SECONDS):
            await asyncio.sleep(max(0.0, began + number / RATE - time.monotonic()))
            story = _named(stories[number % len(stories)], f"story-{number}")
            event = CloudEvent(id=f"event-{number}", source="/bench", type=ENRICHED_TYPE)
            value, key = story.to_json(), story.wire.story_id.encode()
            receiver.sent[story.wire.story_id] = time.monotonic()
            await client.send(ENRICHED.name, value, key=key, headers=event.headers())
        await client.flush()


def _named(story: EnrichedStory, name: str) -> EnrichedStory:
    wire = story.wire.model_copy(update={"story_id": name})
    return story.model_copy(update={"wire": wire})


async def _until_ready(
    settings: Settings, story: EnrichedStory, rules: int, process: "subprocess.Popen[bytes]"
) -> None:
    """Until the match hop says that it asks all rules, and the others have partitions."""
    async with asyncio.timeout(READY_SECONDS):
        number = 0
        while not await asyncio.to_thread(_ready, settings, rules):
            if process.poll() is not None:
                raise RuntimeError(f"the worker ended with status {process.returncode}")
            # It says so with a story; this one's webhooks aren't counted.
            async with producer(settings) as client:
                value = _named(story, f"early-{number}").to_json()
                await client.send_and_wait(ENRICHED.name, value, key=b"early")
            number += 1
            await asyncio.sleep(2)


def _ready(settings: Settings, rules: int) -> bool:
    said = [_metrics(settings.metrics_port + place) for place in (2, 3, 4)]
    assigned = all('wire_assigned_partitions{hop="' in it for it in said)
    return assigned and f'wire_rules{{state="standing"}} {float(rules)}' in said[0]


def _metrics(port: int) -> str:
    try:
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            text: str = answer.read().decode()
            return text
    except OSError:
        return ""


def _worker(settings: Settings) -> "subprocess.Popen[bytes]":
    clean = {name: it for name, it in os.environ.items() if not name.startswith("WIRE_")}
    variables = {
        "WIRE_BOOTSTRAP": settings.bootstrap,
        "WIRE_METRICS_PORT": str(settings.metrics_port),
        "WIRE_CHANNELS": str(settings.channels),
        "WIRE_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "stream.cli.main", "worker", "--hops", "match,decide,deliver"]
    return subprocess.Popen(command, env=clean | variables)


@asynccontextmanager
async def webhooks(receiver: Handler) -> AsyncIterator[int]:
    """A server of HTTP that hands all POST to `receiver`; gives its port."""
    application = web.Application()
    application.router.add_post("/", receiver)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        server: Any = site._server  # noqa: SLF001 - the port that it took
        yield server.sockets[0].getsockname()[1]
    finally:
        await runner.cleanup()
