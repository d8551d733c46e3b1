"""What is urgent waits behind nothing but the stories that are being worked on."""

import asyncio

from stream.engine.jobs import Job, Product
from stream.engine.lines import LONG_BYTES
from stream.engine.mover import Mover
from stream.engine.pool import Pool, PoolPlan
from stream.engine.room import Limits
from stream.topics import STORIES, URGENT
from tests.engine.outside import LETTERS, FakeHop, FakePool, FakeProducer, taken, turns


def plan(children: int) -> PoolPlan:
    return PoolPlan("tests.engine.works:make", {}, children, 16, lambda _: 20.0)


async def done_in_order(pool: Pool, *jobs: Job) -> list[tuple[bytes, object]]:
    """Each job's value and who did it, in the order in which they were done."""
    order: list[tuple[bytes, object]] = []

    async def one(job: Job) -> None:
        (item,) = await pool.submit(job)
        assert isinstance(item, Product)
        order.append((job.value, item.facts["pid"]))

    await asyncio.gather(*map(one, jobs))
    return order


async def test_an_urgent_story_overtakes_all_that_waits() -> None:
    calm = [Job(b"slow 0.03%03d" % it) for it in range(20)]
    async with Pool(plan(1)) as pool:
        await pool.ready()
        order = await done_in_order(pool, *calm, Job(b"flash", urgent=True))
    behind = [value for value, _ in order].index(b"flash")
    assert behind <= 2, "more than the story that it is at, and the next"


async def test_urgent_stories_keep_their_order_among_themselves() -> None:
    flashes = [Job(b"flash %d" % it, urgent=True) for it in range(10)]
    async with Pool(plan(1)) as pool:
        await pool.ready()
        order = await done_in_order(pool, *flashes)
    assert [value for value, _ in order] == [it.value for it in flashes]


async def test_while_one_is_worked_on_a_child_is_kept_free_for_the_next() -> None:
    async with Pool(plan(2)) as pool:
        while len(pool.places) < 2:
            await asyncio.sleep(0.01)
        order = await done_in_order(
            pool, Job(b"slow 0.5", urgent=True), *(Job(b"slow 0.01%d" % it) for it in range(6))
        )
        reserved = pool.places[0]
    before = [pid for value, pid in order[: [it[0] for it in order].index(b"slow 0.5")]]
    assert reserved not in before
    assert len(order) == 7


async def test_stories_that_take_seconds_leave_a_child_to_the_others() -> None:
    long = [Job(b"slow 0.1%d" % it + b" " * LONG_BYTES) for it in range(3)]
    async with Pool(plan(2)) as pool:
        while len(pool.places) < 2:
            await asyncio.sleep(0.01)
        order = await done_in_order(pool, *long, Job(b"short"))
        other = pool.places[1]
    assert {pid for value, pid in order if value != b"short"} == {other}
    assert order[0][0] == b"short"


async def test_an_urgent_story_that_dies_with_its_child_is_tried_again_first() -> None:
    async with Pool(plan(1)) as pool:
        await pool.ready()
        poison = pool.submit(Job(b"die", urgent=True))
        answers = await asyncio.gather(*(pool.submit(Job(b"calm %d" % it)) for it in range(5)))
        assert poison.done()
        assert all(isinstance(it[0], Product) for it in answers)


async def test_a_backlog_leaves_room_for_what_is_urgent() -> None:
    pool, hop, producer = FakePool(), FakeHop(), FakeProducer()
    hop.inputs = (STORIES, URGENT)
    limits = Limits(1, 10**6)
    mover = Mover(hop, pool.real, producer.publisher(), limits, LETTERS, urgent=[URGENT.name])
    mover.assigned([(STORIES.name, 0), (URGENT.name, 0)])

    def take(offset: int, topic: str) -> "asyncio.Task[None]":
        one = taken(offset, topic=topic)
        return asyncio.create_task(mover.take(one, lambda: None, fresh=lambda: True))

    calm = [take(it, STORIES.name) for it in range(2)]
    flash = take(0, URGENT.name)
    await turns()
    assert [it.done() for it in calm] == [True, False]
    assert flash.done()
    assert [it.urgent for it in pool.jobs] == [False, True]
    assert (mover._rooms[False].work.taken, mover._rooms[True].work.taken) == (1, 1)
    calm[1].cancel()
    await mover.close()
