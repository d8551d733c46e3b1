"""Ends a worker that has work and does nothing: "the process is up" proves nothing.

A consumer can stop fetching without an error, and a loop can hang. So: lag as the broker sees it,
and progress as the group's committed offsets show it. A thread of its own watches the loop itself.
"""

import asyncio
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from stream import metrics
from stream.broker.clients import admin, reader
from stream.engine.looplag import LoopLag
from stream.engine.oldest import Oldest
from stream.errors import BrokerError, StalledError
from stream.settings import Settings

log = logging.getLogger(__name__)

FETCH_MS = 2000
FETCH_BYTES = 16 * 1024
LOOKS = 10
"""How often to look within the time that a stall may last."""


async def watch_progress(
    settings: Settings,
    group: str,
    topics: Sequence[str],
    in_flight: Callable[[], int],
    hop: str,
    *,
    working: Callable[[], bool] = lambda: False,
) -> None:
    """Return never. Raises StalledError when there is work and nothing moves.

    `working` says that a child is at a story: that is progress, and the pool limits its time.
    """
    limit = settings.stall_seconds
    moved_at = time.monotonic()
    last_done: dict[TopicPartition, int] = {}
    oldest = Oldest()
    # Where a record itself is read, it is the first of its partition: a small fetch has it.
    fetch = {"max_partition_fetch_bytes": FETCH_BYTES}
    async with admin(settings) as client, reader(settings, **fetch) as ends_of:
        places = [TopicPartition(it, p) for it in topics for p in range(settings.partitions)]
        ends_of.assign(places)
        # It asks for offsets alone: records would be fetched for nobody, and questions wait for it.
        ends_of.pause(*places)
        while True:
            await asyncio.sleep(min(5.0, limit / LOOKS))
            try:
                ends = await ends_of.end_offsets(places)
                starts = await ends_of.beginning_offsets(places)
                committed = await client.list_consumer_group_offsets(group, partitions=places)
            except (KafkaError, BrokerError, OSError) as error:
                # Publishing notices a broker that is gone; this only watches.
                log.warning("lag can't be read: %s", type(error).__name__)
                continue
            done = {tp: committed[tp].offset if tp in committed else -1 for tp in places}
            # What retention has taken away isn't work that waits.
            heads = {tp: max(starts[tp], done[tp]) for tp in places}
            waiting = {tp: head for tp, head in heads.items() if head < ends[tp]}
            lag = sum(ends[tp] - head for tp, head in waiting.items())
            metrics.LAG.labels(hop).set(lag)
            metrics.LAG_SECONDS.labels(hop).set(await _age(oldest, ends_of, waiting))
            now = time.monotonic()
            if done != last_done or working() or not (lag or in_flight()):
                moved_at, last_done = now, done
            elif now - moved_at > limit and not in_flight() and not await _waits(ends_of, done):
                moved_at = now
            elif now - moved_at > limit:
                raise StalledError(
                    f"{hop}: {lag} records wait and none was done for {limit:.0f} s; this worker "
                    "ends so that its supervisor can start it anew"
                )


async def _age(
    oldest: Oldest, consumer: AIOKafkaConsumer, waiting: Mapping[TopicPartition, int]
) -> float:
    """How long the oldest record has waited; what can't be read now is read at the next look."""
    try:
        return await oldest.age(consumer, waiting)
    except (KafkaError, OSError) as error:
        log.warning("the oldest record's age can't be read: %s", type(error).__name__)
        return oldest.last


async def _waits(consumer: AIOKafkaConsumer, done: Mapping[TopicPartition, int]) -> bool:
    """Whether a record really waits: a transaction's marker takes an offset and is no record."""
    places = list(done)
    consumer.resume(*places)
    for tp, offset in done.items():
        if offset >= 0:
            consumer.seek(tp, offset)
        else:
            await consumer.seek_to_beginning(tp)
    try:
        return bool(await consumer.getmany(*places, timeout_ms=FETCH_MS, max_records=1))
    finally:
        consumer.pause(*places)


def watch_loop(beat: LoopLag, clock: Callable[[], float], limit_seconds: float) -> None:
    """Start a thread that ends the process, status 75, when the event loop hangs for so long."""

    def watch() -> None:
        while True:
            time.sleep(limit_seconds / LOOKS)
            if beat.last_beat and clock() - beat.last_beat > limit_seconds:
                log.critical("the event loop hangs for %.0f s; this worker ends", limit_seconds)
                logging.shutdown()
                os._exit(StalledError.exit_code)

    threading.Thread(target=watch, name="watchdog", daemon=True).start()
