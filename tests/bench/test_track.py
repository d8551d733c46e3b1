"""What comes back from a contestant is read to the end, in a race and between races."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from statistics import mean

import pytest

from bench.race.alone import _Came
from bench.race.contestants import Contestant, Entrant
from bench.race.mix import Mix
from bench.race.track import Track, as_they_come, track, waits
from stream.broker.clients import producer, reader
from stream.settings import Settings
from stream.topics import ENRICHED, STORIES
from tests.brokers import Broker

PARTITIONS = 3
TINY = Mix("tiny", 25)


async def _echo(settings: Settings, who: Contestant) -> None:
    """A contestant that only hands on, until it is cancelled."""
    async with (
        producer(settings) as out,
        reader(settings, auto_offset_reset="earliest", fetch_max_wait_ms=20) as stories,
    ):
        stories.subscribe([who.names(STORIES)])
        async for record in stories:
            await out.send(who.names(ENRICHED), record.value, key=record.key)


@asynccontextmanager
async def _raced(broker: Broker, prefix: str) -> AsyncIterator[tuple[Track, Contestant]]:
    """A track after its first races, and who ran."""
    # `prefix` is one word and a dot: a contestant's name without it.
    who = Contestant(prefix.removesuffix("."), "none")
    settings = Settings(bootstrap=broker.bootstrap, partitions=PARTITIONS)
    async with track(settings, [who]) as course:
        echo = asyncio.create_task(_echo(settings, who))
        try:
            async with asyncio.timeout(60):
                await course.warm([Entrant(who, ())], TINY, 6)
                yield course, who
        finally:
            echo.cancel()
            await asyncio.gather(echo, return_exceptions=True)


async def test_latencies_come_after_rounds(broker: Broker, prefix: str) -> None:
    async with _raced(broker, prefix) as (course, who):
        took = await course.latencies(who, as_they_come(TINY, 12, "quiet"), 50.0, "quiet")
    assert len(took) == 12
    assert min(took) > 0


async def test_what_comes_out_is_counted_after_rounds(broker: Broker, prefix: str) -> None:
    async with _raced(broker, prefix) as (course, who), _Came(course) as came:
        for key, value in as_they_come(TINY, 12, "counted"):
            await course.feed.send(who.names(STORIES), value, key=key)
        await came.reach(12)
    assert came.count == 12


def test_a_seed_gives_the_same_moments_at_a_rate() -> None:
    one, again, other = (list(islice(waits(50.0, it), 2_000)) for it in ("one", "one", "other"))
    assert one == again != other
    assert mean(one) == pytest.approx(1 / 50, rel=0.1)
