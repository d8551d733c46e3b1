"""What a hop's processes use: children at work, jobs that wait, memory of each process."""

import asyncio
import contextlib

import psutil

from stream import metrics
from stream.engine.pool import Pool

LOOK_SECONDS = 1.0
MEMORY_LOOKS = 5
"""Memory is read at each so many looks: the kernel walks a process's pages for it."""


async def watch_pool(hop: str, pool: Pool) -> None:
    """Keep the metrics of a hop's processes up to date, and how its children log, for ever."""
    looks = 0
    while True:
        pool.log_as_here()
        metrics.POOL_WAITING.labels(hop).set(pool.waiting)
        metrics.POOL_CHILDREN.labels(hop).set(len(pool.pids))
        metrics.POOL_BUSY.labels(hop).set(pool.busy)
        if looks % MEMORY_LOOKS == 0:
            _note_memory(hop, pool)
        looks += 1
        await asyncio.sleep(LOOK_SECONDS)


def _note_memory(hop: str, pool: Pool) -> None:
    """Children are told apart by their place in the pool: a new one takes the old one's series."""
    metrics.MEMORY.labels(hop, "hop").set(psutil.Process().memory_info().rss)
    of_pool = {f"child-{place}": pid for place, pid in pool.places.items()}
    if pool.nursery is not None:
        of_pool["nursery"] = pool.nursery
    for name, pid in of_pool.items():
        # Gone since: its successor is looked at next time.
        with contextlib.suppress(psutil.NoSuchProcess):
            metrics.MEMORY.labels(hop, name).set(psutil.Process(pid).memory_info().rss)
