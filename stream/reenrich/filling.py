"""Fills a shadow: a span of stories through another version of everything.

Partition by partition, so that memory holds one partition's stories (their ids, not their texts)
and what is in flight. A run that was cut off goes on where it was: what the shadow has isn't done
again.
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from stream.agents.enrich import EnrichHop
from stream.agents.nobodys import nobodys_story
from stream.broker.admin import require_topics
from stream.broker.clients import producer
from stream.engine.jobs import Job, Product, story_limit
from stream.engine.pool import Pool, PoolPlan
from stream.engine.publisher import Publisher
from stream.engine.room import Room
from stream.errors import WireError
from stream.reenrich.filled import Filled
from stream.reenrich.partition import Means, PartitionRun
from stream.reenrich.shadows import ensure
from stream.reenrich.span import Span
from stream.settings import Settings
from stream.topics import LATEST, STORIES, URGENT, shadow

Grow = Callable[[int], None]
Step = Callable[[], None]


@dataclass(frozen=True)
class Watch:
    """Told while it goes on: how many items more there are, and that one is done with."""

    grow: Grow = lambda _: None
    step: Step = lambda: None


async def fill(settings: Settings, name: str, span: Span, watch: Watch | None = None) -> Filled:
    """Run the span through what `settings` say, into the shadow of this name.

    Raises WireError where the shadow holds another version's stories, BrokerError, SettingsError.
    """
    watch = watch or Watch()
    await require_topics(settings, [STORIES, URGENT, LATEST])
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(Pool(_plan(settings)))
        await pool.ready()
        filled = Filled(await _enrichment(pool))
        topic = await ensure(settings, name)
        await require_topics(settings, [shadow(name)])
        client = await stack.enter_async_context(producer(settings))
        room = Room(settings.in_flight, settings.in_flight_bytes)
        publisher = Publisher(client, settings.publish_seconds)
        means = Means(settings, topic, span, pool, publisher, room)
        await _unless_broken(pool, _all(means, filled, watch))
        return filled


async def _all(means: Means, filled: Filled, watch: Watch) -> None:
    for partition in range(means.settings.partitions):
        run = PartitionRun(means, partition, filled)
        watch.grow(await run.look())
        try:
            await run.run(watch.step)
        except* WireError as failed:
            raise _first(failed) from None


def _first(failed: BaseExceptionGroup[BaseException]) -> BaseException:
    found: BaseException = failed
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    return found


def _plan(settings: Settings) -> PoolPlan:
    """The children that the enrich hop would have."""
    work = EnrichHop(settings, settings.children or os.cpu_count() or 1).work
    limit = story_limit(settings.story_seconds)
    return PoolPlan(
        work.factory,
        work.arguments,
        work.children,
        settings.batch_size,
        limit,
        shared=work.shared,
    )


async def _enrichment(pool: Pool) -> str:
    """The version of everything that the children have: they say it of any story."""
    (item,) = await _unless_broken(pool, _answer(pool, Job(nobodys_story().to_json())))
    if not isinstance(item, Product):
        raise WireError(f"the children can't enrich: {item.code}: {item.message}")
    return str(item.facts["enrichment"])


async def _answer(pool: Pool, job: Job) -> list[Any]:
    return list(await pool.submit(job))


async def _unless_broken(pool: Pool, work: Any) -> Any:
    """The work's result. Raises what broke the pool, should that come first."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait([task, pool.broken], return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            pool.broken.result()
        return await task
    finally:
        task.cancel()
