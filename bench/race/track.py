"""The track: one broker, a feed into each one's topic, and what comes out at the end."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.partitioner import murmur2

from bench.race.contestants import Contestant, Entrant
from bench.race.mix import Mix, parsed, stories
from stream.broker.admin import create_topics
from stream.broker.clients import producer, reader
from stream.settings import Settings
from stream.topics import ENRICHED, STORIES, TopicNames

ROUND_SECONDS = 300.0
QUIET_SECONDS = 1.0
WAIT_MS = 20
"""How long an embedded broker keeps results to itself at most."""
KAFKA_WAIT_MS = 500
"""Kafka answers when a result comes; asking more often only takes time from who is measured."""
PAUSE_SECONDS = 1.0
"""The longest that results aren't read for while many are still to come."""
NEAR_SECONDS = 0.1
"""Nearer to the end results are read as they come."""
_POSITIVE = 0x7FFFFFFF

Records = list[tuple[bytes, bytes]]
"""Keys and values."""


def records(mix: Mix, count: int, seed: str, partitions: int) -> Records:
    """Parsed stories; their keys spread them over the partitions as evenly as can be.

    What is measured with them is what everybody can do when work is spread well.
    """
    return [
        (_key(name, number % partitions, partitions), value)
        for number, (name, value) in enumerate(as_they_come(mix, count, seed))
    ]


def as_they_come(mix: Mix, count: int, seed: str) -> Records:
    """Parsed stories; the partition of each is chance, as on a wire: it follows from its id."""
    found = stories(mix, count, seed)
    return [(it.id.encode(), value) for it, value in zip(found, parsed(found), strict=True)]


def _key(name: bytes, partition: int, partitions: int) -> bytes:
    """A key that belongs to the partition."""
    for salt in range(1_000_000):
        key = b"%s-%d" % (name, salt)
        if (murmur2(key) & _POSITIVE) % partitions == partition:
            return key
    raise RuntimeError("no key for the partition")


def waits(rate: float, seed: str) -> Iterator[float]:
    """Seconds between stories that come at random moments, `rate` a second, without end."""
    rng = random.Random(seed)
    while True:
        yield rng.expovariate(rate)


@dataclass
class Track:
    """What a contestant gets and what comes back."""

    settings: Settings
    feed: AIOKafkaProducer
    results: AIOKafkaConsumer

    def follow(self, names: TopicNames) -> None:
        """Read what comes out from now on at this contestant's end."""
        topic = names(ENRICHED)
        self.results.assign([TopicPartition(topic, it) for it in range(self.settings.partitions)])

    def listen(self) -> None:
        """Take what comes out as it comes: a race before has left it paused."""
        self.results.resume(*self.results.assignment())

    async def rate(self, who: Contestant, given: Records) -> float:
        """Stories a second, from the first push to the last result, all pushed at once."""
        topic = who.names(STORIES)
        began = time.perf_counter()
        for key, value in given:
            await self.feed.send(topic, value, key=key)
        await self.feed.flush()
        await self._end_seen({key for key, _ in given}, began)
        return len(given) / (time.perf_counter() - began)

    async def latencies(
        self, who: Contestant, given: Records, rate: float, moments: str
    ) -> list[float]:
        """Seconds from push to result of each, pushed at random moments, `rate` a second.

        `moments` is their seed.
        """
        sent: dict[bytes, float] = {}

        async def push() -> None:
            due = time.perf_counter()
            for (key, value), wait in zip(given, waits(rate, moments), strict=False):
                due += wait
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                # Who is late in pushing is late for the story too.
                sent[key] = due
                await self.feed.send(who.names(STORIES), value, key=key)

        pushing = asyncio.create_task(push())
        try:
            limit = ROUND_SECONDS + len(given) / rate
            came = await self.receive({key for key, _ in given}, limit)
            await pushing
        finally:
            pushing.cancel()
        return [came[key] - sent[key] for key in sent]

    async def receive(self, keys: set[bytes], limit: float) -> Mapping[bytes, float]:
        """When each of these first came, by the performance counter.

        Raises TimeoutError after `limit` seconds.
        """
        came: dict[bytes, float] = {}
        self.listen()
        async with asyncio.timeout(limit):
            while not keys <= came.keys():
                found = await self.results.getmany(timeout_ms=200)
                now = time.perf_counter()
                for record in (it for some in found.values() for it in some):
                    came.setdefault(record.key, now)
        return came

    async def _end_seen(self, keys: set[bytes], began: float) -> None:
        """Wait for the last result, and read little before it is near: reading takes a core's time.

        Between rounds nothing is read.
        """
        left, topic = set(keys), self.results.assignment()
        async with asyncio.timeout(ROUND_SECONDS):
            while left:
                self.results.resume(*topic)
                found = await self.results.getmany(timeout_ms=200)
                left -= {record.key for some in found.values() for record in some}
                self.results.pause(*topic)
                came = len(keys) - len(left)
                half = (time.perf_counter() - began) * len(left) / came / 2 if came else 0.0
                if half > NEAR_SECONDS:
                    await asyncio.sleep(min(half, PAUSE_SECONDS))

    async def warm(self, entrants: Sequence[Entrant], mix: Mix, count: int, seed: str = "") -> None:
        """Until each has joined, loaded its model and met its first stories, twice.

        A `seed` of its own for each time on one broker: what came before isn't published again.
        """
        for turn in range(2):
            for it in entrants:
                who = it.contestant
                self.follow(who.names)
                await asyncio.sleep(QUIET_SECONDS)
                given = records(mix, count, f"warm {turn}{seed}", self.settings.partitions)
                await self.rate(who, given)


@asynccontextmanager
async def track(
    settings: Settings, everybody: Sequence[Contestant], wait_ms: int = WAIT_MS
) -> AsyncIterator[Track]:
    """Topics for everybody on the broker of the settings, which may hold results so long."""
    for who in everybody:
        await create_topics(
            settings.model_copy(update={"topic_prefix": who.names.prefix}), who.topics
        )
    async with (
        producer(settings) as feed,
        reader(settings, auto_offset_reset="latest", fetch_max_wait_ms=wait_ms) as results,
    ):
        yield Track(settings, feed, results)
