"""The lines before the pool: who takes how many."""

import asyncio

from stream.engine.jobs import Job
from stream.engine.lines import Lines, Task

CHILDREN = 2


async def lines(waiting: int) -> Lines:
    found = Lines(reserved=0, calm=lambda: None)
    for number in range(waiting):
        job = Job(b"story %d" % number)
        found.put(Task(job, asyncio.get_running_loop().create_future()))
    return found


async def test_a_child_at_work_leaves_the_last_story_to_who_is_done_first() -> None:
    waiting = await lines(1)
    assert not waiting.batch(0, 3, CHILDREN, fresh=True)
    assert len(waiting.batch(1, 3, CHILDREN)) == 1


async def test_a_child_at_work_takes_its_share_of_what_waits() -> None:
    waiting = await lines(5)
    assert len(waiting.batch(0, 3, CHILDREN, fresh=True)) == 2


async def test_an_only_child_takes_all_that_it_may() -> None:
    waiting = await lines(5)
    assert len(waiting.batch(0, 3, 1, fresh=True)) == 3
