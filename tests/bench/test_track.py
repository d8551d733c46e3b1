"""What comes back from a contestant is read to the end, in a race and between races."""

import asyncio

from bench.race.contestants import Contestant, Entrant
from bench.race.mix import Mix
from bench.race.track import records, track
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


async def test_latencies_come_after_rounds(broker: Broker, prefix: str) -> None:
    # `prefix` is one word and a dot: a contestant's name without it.
    who = Contestant(prefix.removesuffix("."), "none")
    settings = Settings(bootstrap=broker.bootstrap, partitions=PARTITIONS)
    async with track(settings, [who]) as course:
        echo = asyncio.create_task(_echo(settings, who))
        try:
            async with asyncio.timeout(60):
                await course.warm([Entrant(who, ())], TINY, 6)
                took = await course.latencies(who, records(TINY, 12, "quiet", PARTITIONS), 50.0)
        finally:
            echo.cancel()
            await asyncio.gather(echo, return_exceptions=True)
    assert len(took) == 12
    assert min(took) > 0
