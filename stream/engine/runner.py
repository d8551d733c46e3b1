"""One hop's process: pool, publisher and Faust, until it is told to stop or something fails.

SIGTERM and SIGINT: take nothing more, finish what is in flight within a limit, commit, and leave
the rest unacknowledged for the next worker.
"""

import asyncio
import contextlib
import logging
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faust.contrib.asgi import faust_app_running

from stream import metrics
from stream.broker.admin import require_topics
from stream.broker.clients import producer
from stream.collector import settle
from stream.engine.faust_app import BUFFER, SMALL, faust_app
from stream.engine.hop import Hop, Input
from stream.engine.inline import Inline
from stream.engine.jobs import story_limit
from stream.engine.looplag import LoopLag
from stream.engine.mover import Mover
from stream.engine.pool import Pool, PoolPlan
from stream.engine.publisher import Publisher
from stream.engine.room import Limits
from stream.engine.tracing import Traced, tracing
from stream.engine.usage import watch_pool
from stream.engine.watchdog import watch_loop, watch_progress
from stream.errors import BrokerError
from stream.settings import Settings
from stream.topics import DEAD_LETTERS, TopicNames

log = logging.getLogger(__name__)

Attach = Callable[[Any, Mover, TopicNames], None]
"""Declares the hop's agent on a Faust application."""


@dataclass(frozen=True)
class HopRun:
    """A hop and all that it runs with."""

    hop: Hop
    attach: Attach
    settings: Settings

    @property
    def names(self) -> TopicNames:
        """The topics' names on this cluster."""
        return TopicNames(self.settings.topic_prefix)


async def run_hop(run: HopRun, stop: asyncio.Event) -> None:
    """Run until `stop`. Raises WireError: topics differ, the broker is gone, the worker stalls."""
    settings, hop, names = run.settings, run.hop, run.names
    lag = LoopLag(hop.name)
    async with AsyncExitStack() as stack:
        watching = [
            await stack.enter_async_context(_background(it)) for it in (lag.watch(), lag.report())
        ]
        await require_topics(settings, [*hop.inputs, *hop.outputs, DEAD_LETTERS])
        plan = _pool_plan(run)
        pool = await stack.enter_async_context(Pool(plan) if plan.children else Inline(plan))
        client = await stack.enter_async_context(producer(settings))
        traces = tracing(hop.name, settings)
        stack.callback(traces.close)
        if isinstance(hop, Traced):
            hop.trace_with(traces)
        mover = Mover(
            hop,
            pool,
            Publisher(client, settings.publish_seconds),
            Limits(settings.in_flight, settings.in_flight_bytes),
            names(DEAD_LETTERS),
            tracing=traces,
            urgent=[names(it) for it in hop.work.urgent],
        )
        await pool.ready()
        settle()
        watch_loop(lag, asyncio.get_running_loop().time, settings.stall_seconds)
        topics = [names(it) for it in hop.inputs]
        stalled = watch_progress(
            settings,
            names.group(hop.name),
            topics,
            lambda: mover.in_flight,
            hop.name,
            working=lambda: bool(pool.busy),
        )
        watching.append(await stack.enter_async_context(_background(stalled)))
        watching.append(await stack.enter_async_context(_background(watch_pool(hop.name, pool))))
        watching.append(await stack.enter_async_context(_background(mover.keep_time())))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wirestream-")))
        buffer = BUFFER if plan.children else SMALL
        group = names.group(hop.name)
        app = faust_app(
            settings,
            group,
            folder,
            hop=hop.name,
            buffer=buffer,
            work_left=lambda: pool.seconds_waiting,
        )
        run.attach(app, mover, names)
        _connect(app, mover, set(topics), settings)
        async with _running(app, settings.stop_seconds):
            log.info("%s: ready, %d children", hop.name, len(pool.pids))
            try:
                async with _background(_faust_ends(app)) as faust_ends:
                    await _until(stop, [mover.failed, pool.broken, faust_ends, *watching])
            finally:
                await mover.stop(settings.stop_seconds)
                log.info(
                    "%s: stopping, %d records left for the next worker; the loop's lag was at most "
                    "%.1f ms in 99 %% of the time",
                    hop.name,
                    mover.in_flight,
                    lag.percentile(99) * 1000,
                )
        await mover.close()


def input_of(event: Any) -> Input:
    """A Faust event's record, as the engine takes it."""
    message = event.message
    return Input(
        message.topic,
        message.partition,
        message.offset,
        round((message.timestamp or 0.0) * 1000),
        message.key,
        message.value or b"",
        tuple((name, value or b"") for name, value in message.headers or ()),
    )


async def take(app: Any, mover: Mover, event: Any) -> None:
    """Hand a Faust event to the mover, which acknowledges it when it is done with."""
    generation = event.message.generation_id
    await mover.take(
        input_of(event), event.ack, fresh=lambda: generation == app.consumer_generation_id
    )


def _pool_plan(run: HopRun) -> PoolPlan:
    work = run.hop.work
    return PoolPlan(
        factory=work.factory,
        arguments=work.arguments,
        children=work.children,
        batch_size=run.settings.batch_size,
        limit=story_limit(run.settings.story_seconds),
        hop=run.hop.name,
        shared=work.shared,
    )


def _connect(app: Any, mover: Mover, topics: set[str], settings: Settings) -> None:
    """Tell the mover which partitions come and go. Faust gives up all of them at a rebalance."""
    # The broker gives everyone a session's time to rejoin; the drain must leave some of it.
    drain = settings.session_seconds / 4

    @app.on_partitions_assigned.connect(weak=False)  # type: ignore[untyped-decorator]
    async def assigned(_: Any, assigned: Any, **__: Any) -> None:
        log.info("%s: %d partitions assigned", mover.hop.name, len(assigned))
        metrics.REBALANCES.labels(mover.hop.name).inc()
        mover.assigned((tp.topic, tp.partition) for tp in assigned if tp.topic in topics)

    @app.on_partitions_revoked.connect(weak=False)  # type: ignore[untyped-decorator]
    async def revoked(_: Any, revoked: Any, **__: Any) -> None:
        log.info("%s: %d partitions revoked", mover.hop.name, len(revoked))
        try:
            await mover.revoked(drain)
            await app.consumer.commit()
        except BrokerError as error:
            mover.fail(error)


@asynccontextmanager
async def _running(app: Any, limit_seconds: float) -> AsyncIterator[None]:
    """Faust, started and stopped; a stop that hangs is left behind: the process ends anyway."""
    running = faust_app_running(app, discover=False, stop_timeout=limit_seconds)
    await running.__aenter__()
    try:
        yield
    finally:
        try:
            await running.__aexit__(None, None, None)
        except TimeoutError:
            log.warning("Faust didn't stop within %.0f s and is left behind", limit_seconds)


async def _until(stop: asyncio.Event, fatal: "Sequence[asyncio.Future[Any]]") -> None:
    """Wait for the stop or for the first thing that fails, and raise it."""
    stopped = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait([stopped, *fatal], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    for one in done:
        one.result()


async def _faust_ends(app: Any) -> None:
    await app.wait_until_stopped()
    raise BrokerError(f"Faust ended by itself: {app.crash_reason!r}")


@asynccontextmanager
async def _background(work: Any) -> AsyncIterator["asyncio.Task[None]"]:
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task
