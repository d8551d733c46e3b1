"""A flash behind a backlog: pushed to `wire.raw.v1`, until its enriched record comes."""

import asyncio
import json
import random
import sys
import time
from datetime import UTC, datetime
from statistics import median
from typing import Any

from aiokafka import AIOKafkaProducer, TopicPartition

from bench.race.figures import percentile
from bench.race.mix import WIRE, Story, parsed, stories
from bench.running import Running, running
from stream.broker.clients import producer, reader
from stream.topics import ENRICHED, RAW, STORIES
from stream.wire import read

BACKLOG = 10_000
FLASHES = 150
FLASH_A_SECOND = 5.0
COPIES = 20
"""Of each text in the backlog: with other ids, since what waits in it isn't what is measured."""
WAIT_SECONDS = 120.0
SETTLE_SECONDS = 3.0


async def lanes(children: int, flashes: int = FLASHES, backlog: int = BACKLOG) -> dict[str, Any]:
    """Latencies of flashes in a quiet worker and behind a backlog of stories, in milliseconds."""
    async with running(children) as worker, producer(worker.settings) as feed:
        quiet = await _latencies(worker, feed, flashes, "quiet")
        await _fill(feed, backlog)
        await asyncio.sleep(SETTLE_SECONDS)
        behind = await _latencies(worker, feed, flashes, "behind")
        left = await worker.waiting()
    if not left:
        print("the backlog ended before the flashes did", file=sys.stderr)
    return {
        "urgent": {"quiet_ms": _facts(quiet), "behind_ms": _facts(behind), "backlog_left": left},
        "urgent_p99_over_quiet_p99": round(percentile(behind, 99) / percentile(quiet, 99), 2),
    }


async def _latencies(worker: Running, feed: AIOKafkaProducer, count: int, seed: str) -> list[float]:
    """Seconds from push to enriched record, of flashes at random moments."""
    rng = random.Random(seed)
    sent: dict[bytes, float] = {}
    took: list[float] = []
    async with reader(worker.settings, auto_offset_reset="latest", fetch_max_wait_ms=20) as results:
        partitions = range(worker.settings.partitions)
        results.assign([TopicPartition(ENRICHED.name, it) for it in partitions])
        await results.seek_to_end()

        async def push() -> None:
            for story in stories(WIRE, count, f"flash {seed}"):
                await asyncio.sleep(rng.expovariate(FLASH_A_SECOND))
                value = _flash(story)
                sent[_key(value)] = time.perf_counter()
                await feed.send(RAW.name, value, key=story.id.encode())

        pushing = asyncio.create_task(push())
        async with asyncio.timeout(WAIT_SECONDS):
            while len(took) < count:
                found = await results.getmany(timeout_ms=100)
                now = time.perf_counter()
                keys = [record.key for some in found.values() for record in some]
                took += [now - sent.pop(key) for key in keys if key in sent]
        await pushing
    return took


def _flash(story: Story) -> bytes:
    return json.dumps({**json.loads(story.raw), "urgency": 1}).encode()


def _key(value: bytes) -> bytes:
    """The story's id, as the enriched record has it."""
    (item,) = read(value, arrived=datetime.now(UTC), max_bytes=1 << 25, content_type=None)
    if isinstance(item, Exception):
        raise item
    return item.wire.story_id.encode()


async def _fill(feed: AIOKafkaProducer, count: int) -> None:
    """A backlog of parsed stories, straight onto their topic."""
    texts = stories(WIRE, -(-count // COPIES), "backlog")
    values = parsed(texts)
    for number in range(count):
        key = f"backlog-{number}".encode()
        await feed.send(STORIES.name, values[number % len(values)], key=key)
    await feed.flush()


def _facts(seconds: list[float]) -> dict[str, float]:
    return {
        "p50": round(median(seconds) * 1000, 1),
        "p99": round(percentile(seconds, 99) * 1000, 1),
        "most": round(max(seconds) * 1000, 1),
        "flashes": len(seconds),
    }
