"""What the processes of a hop use: seen for each child, under its place in the pool."""

import asyncio
import os
import signal

from stream import metrics
from stream.engine.jobs import Job
from stream.engine.pool import Pool, PoolPlan
from stream.engine.usage import watch_pool

HOP = "used"


def value(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, {"hop": HOP, **labels}) or 0.0


def plan() -> PoolPlan:
    return PoolPlan("tests.engine.works:make", {}, 2, 8, lambda _: 5.0, hop=HOP)


async def both_live(pool: Pool) -> None:
    while len(pool.pids) < 2:
        await asyncio.sleep(0.01)


async def test_children_and_their_memory_are_seen() -> None:
    async with Pool(plan()) as pool:
        await both_live(pool)
        work = pool.submit(Job(b"slow 0.5"))
        await asyncio.sleep(0.1)
        watching = asyncio.create_task(watch_pool(HOP, pool))
        await asyncio.sleep(0)
        assert (value("wire_pool_children"), value("wire_pool_busy")) == (2, 1)
        for process in ("hop", "nursery", "child-0", "child-1"):
            assert value("wire_memory_bytes", process=process) > 1024 * 1024
        await work
        watching.cancel()
    assert value("wire_pool_work_seconds_total") >= 0.4
    assert value("wire_batch_stories_sum") == 1


async def test_a_replaced_child_counts_by_why_and_takes_over_its_place() -> None:
    async with Pool(plan()) as pool:
        await both_live(pool)
        idle = value("wire_pool_restarts_total", reason="idle")
        died = value("wire_pool_restarts_total", reason="child_died")
        places = set(pool.places)
        os.kill(pool.pids[0], signal.SIGKILL)
        while value("wire_pool_restarts_total", reason="idle") == idle:
            await asyncio.sleep(0.01)
        await both_live(pool)
        await pool.submit(Job(b"die"))
        await both_live(pool)
        assert set(pool.places) == places
    # The story that kills its child is tried once more.
    assert value("wire_pool_restarts_total", reason="child_died") == died + 2
