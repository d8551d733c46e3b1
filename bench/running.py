"""The worker under measurement: broker, topics, `wire worker`, and its own metrics."""

import asyncio
import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil
from aiokafka import AIOKafkaConsumer, TopicPartition
from prometheus_client.parser import text_string_to_metric_families

from bench.texts import text
from stream.broker.admin import create_topics
from stream.broker.clients import admin, producer, reader
from stream.broker.embedded import EmbeddedBroker
from stream.settings import Settings
from stream.topics import ENRICHED, RAW, STORIES, TopicNames

HOPS = ("intake", "enrich")
ALL_HOPS = 5
READY_SECONDS = 120.0
ROUND_SECONDS = 300.0


@dataclass
class Running:
    """A worker at work on an embedded broker."""

    settings: Settings
    process: "subprocess.Popen[bytes]"
    enriched: AIOKafkaConsumer
    hops: Sequence[str] = HOPS

    async def rate(self, inputs: Sequence[bytes]) -> float:
        """Stories a second, from the first push to the last enriched story."""
        async with producer(self.settings) as client:
            began = time.perf_counter()
            for number, value in enumerate(inputs):
                await client.send(RAW.name, value, key=str(number).encode())
            await client.flush()
            await self._receive(len(inputs))
            return len(inputs) / (time.perf_counter() - began)

    async def _receive(self, count: int) -> None:
        async with asyncio.timeout(ROUND_SECONDS):
            while count > 0:
                if self.process.poll() is not None:
                    raise RuntimeError(f"the worker ended with status {self.process.returncode}")
                found = await self.enriched.getmany(timeout_ms=200)
                count -= sum(map(len, found.values()))

    def lag_buckets(self) -> dict[str, dict[float, float]]:
        """How often each hop's loop was late by at most so many seconds, since its start."""
        return {hop: _buckets(self.settings.metrics_port + n) for n, hop in enumerate(self.hops)}

    async def waiting(self) -> int:
        """Parsed stories that the enrich hop hasn't committed."""
        names = TopicNames(self.settings.topic_prefix)
        places = [TopicPartition(names(STORIES), it) for it in range(self.settings.partitions)]
        async with admin(self.settings) as client, reader(self.settings) as ends_of:
            done = await client.list_consumer_group_offsets(
                names.group("enrich"), partitions=places
            )
            ends = await ends_of.end_offsets(places)
        return sum(ends[it] - max(0, done[it].offset if it in done else 0) for it in places)

    def processor_seconds(self) -> dict[str, float]:
        """Processor time spent so far by each hop's own process, and by children and nurseries."""
        found = dict.fromkeys((*self.hops, "children"), 0.0)
        for it in psutil.Process(self.process.pid).children(recursive=True):
            command = it.cmdline()
            spent = sum(it.cpu_times()[:2])
            if "stream.engine.nursery" in command:
                found["children"] += spent
            elif "stream.app" in command:
                found[command[command.index("stream.app") + 1]] += spent
        return found


@asynccontextmanager
async def running(
    children: int, *, hops: Sequence[str] = HOPS, channels: Path | None = None
) -> AsyncIterator[Running]:
    """Start broker and worker, and end both."""
    with EmbeddedBroker() as broker:
        settings = Settings(
            bootstrap=broker.bootstrap,
            children=children,
            metrics_port=_free_ports(),
            channels=channels,
        )
        await create_topics(settings)
        async with reader(settings) as enriched:
            it = Running(settings, start(settings, hops), enriched, hops)
            try:
                enriched.assign(
                    [TopicPartition(ENRICHED.name, it) for it in range(settings.partitions)]
                )
                await enriched.seek_to_beginning()
                # The first story comes when Faust has joined and the model is loaded.
                await asyncio.wait_for(it.rate(stories(1, seed=0)), READY_SECONDS)
                yield it
            finally:
                it.process.terminate()
                it.process.wait(60)


def _free_ports() -> int:
    """The first of as many free ports in a row as there are hops, those for alerts too."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first:
            port: int = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                for more in range(1, ALL_HOPS):
                    socket.create_server(("127.0.0.1", port + more)).close()
                return port


def start(settings: Settings, hops: Sequence[str] = HOPS) -> "subprocess.Popen[bytes]":
    """A worker, with its two hops up to the enriched topic unless others are named."""
    clean = {name: it for name, it in os.environ.items() if not name.startswith("WIRE_")}
    command = [sys.executable, "-m", "stream.cli.main", "worker", "--hops", ",".join(hops)]
    return subprocess.Popen(command, env=clean | _variables(settings))


def stories(count: int, seed: int) -> list[bytes]:
    """Simple JSON stories, each of its own id."""
    rng = random.Random(seed)
    return [
        json.dumps({"id": f"bench-{seed}-{it}", "source": "BNX", "body": text(rng)}).encode()
        for it in range(count)
    ]


def percentile(
    before: Mapping[float, float], after: Mapping[float, float], percent: float
) -> float:
    """The upper bound, in seconds, of the bucket that holds the percentile between two readings."""
    counts = {bound: after[bound] - before.get(bound, 0.0) for bound in after}
    total = max(counts.values())
    return min(bound for bound, count in counts.items() if count >= total * percent / 100)


def _buckets(port: int) -> dict[float, float]:
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        families = list(text_string_to_metric_families(answer.read().decode()))
    return {
        float(sample.labels["le"]): sample.value
        for family in families
        if family.name == "wire_loop_lag_seconds"
        for sample in family.samples
        if sample.name.endswith("_bucket")
    }


def _variables(settings: Settings) -> dict[str, str]:
    return {
        "WIRE_BOOTSTRAP": settings.bootstrap,
        "WIRE_CHILDREN": str(settings.children),
        "WIRE_METRICS_PORT": str(settings.metrics_port),
        "WIRE_LOG_LEVEL": "WARNING",
        **({"WIRE_CHANNELS": str(settings.channels)} if settings.channels else {}),
    }
