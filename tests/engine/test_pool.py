"""The pool: one story's trouble is one story's failure."""

import asyncio
import os
import signal

import pytest

from stream.collector import YOUNG_OBJECTS
from stream.engine.jobs import Answer, Failure, Job, Product
from stream.engine.lines import LONG_BYTES
from stream.engine.pool import Pool, PoolBroken, PoolPlan

LIMIT = 1.0


def plan(children: int = 2, **arguments: object) -> PoolPlan:
    return PoolPlan("tests.engine.works:make", arguments, children, 8, lambda _: LIMIT)


async def outcome(pool: Pool, *values: bytes) -> list[Answer]:
    return await asyncio.gather(*(pool.submit(Job(it, {"value": 1})) for it in values))


def code(answer: Answer) -> str:
    (only,) = answer
    assert isinstance(only, Failure)
    return only.code


async def test_answers_belong_to_their_jobs() -> None:
    values = [b"story %d" % it for it in range(200)]
    async with Pool(plan()) as pool:
        answers = await outcome(pool, *values)
    for value, (product,) in zip(values, answers, strict=True):
        assert isinstance(product, Product)
        assert product.value == value[::-1]


async def test_what_a_child_has_loaded_is_spared_from_the_collector() -> None:
    async with Pool(plan(children=1)) as pool:
        first, second = [(await outcome(pool, b"count"))[0] for _ in range(2)]
    spared = [it.facts["spared"] for (it,) in (first, second) if isinstance(it, Product)]
    assert spared[0] > 1_000
    assert isinstance(first[0], Product)
    assert first[0].facts["young"] == YOUNG_OBJECTS
    assert spared[1] >= spared[0] + 1_000


async def test_every_child_works() -> None:
    async with Pool(plan()) as pool:
        await pool.ready()
        while len(pool.pids) < 2:
            await asyncio.sleep(0.01)
        answers = await outcome(pool, *[b"slow 0.01"] * 40)
    pids = {it.facts["pid"] for (it,) in answers if isinstance(it, Product)}
    assert len(pids) == 2


@pytest.mark.parametrize(
    ("poison", "expected"),
    [
        (b"die", "child_died"),
        (b"exit", "child_died"),
        (b"hang", "timed_out"),
        (b"refuse", "refused"),
        (b"crash", "internal_error"),
    ],
)
async def test_only_the_poisonous_story_fails(poison: bytes, expected: str) -> None:
    values = [b"story %d" % it for it in range(30)]
    values[7] = poison
    async with Pool(plan()) as pool:
        answers = await outcome(pool, *values)
        assert code(answers[7]) == expected
        assert all(isinstance(it[0], Product) for n, it in enumerate(answers) if n != 7)
        assert isinstance((await outcome(pool, b"after"))[0][0], Product)


async def test_several_poisonous_stories_at_once_fail_alone() -> None:
    values = [b"die" if it % 5 == 0 else b"story %d" % it for it in range(20)]
    async with Pool(plan()) as pool:
        answers = await outcome(pool, *values)
    failed = [isinstance(it[0], Failure) for it in answers]
    assert failed == [it % 5 == 0 for it in range(20)]


async def test_a_child_killed_from_outside_costs_no_story() -> None:
    async with Pool(plan()) as pool:
        await pool.ready()
        work = asyncio.gather(*(pool.submit(Job(b"slow 0.02")) for _ in range(60)))
        for _ in range(3):
            await asyncio.sleep(0.2)
            while len(pool.pids) < 2:
                await asyncio.sleep(0.01)
            os.kill(pool.pids[0], signal.SIGKILL)
        answers = await work
    assert all(isinstance(it[0], Product) for it in answers)


async def test_an_idle_child_that_dies_is_replaced() -> None:
    async with Pool(plan(1)) as pool:
        await pool.ready()
        (pid,) = pool.pids
        os.kill(pid, signal.SIGKILL)
        assert isinstance((await outcome(pool, b"story"))[0][0], Product)
        assert pool.pids != [pid]


async def test_what_a_library_prints_does_not_disturb() -> None:
    async with Pool(plan(1)) as pool:
        assert isinstance((await outcome(pool, b"shout"))[0][0], Product)


async def test_an_error_never_quotes_the_story() -> None:
    async with Pool(plan(1)) as pool:
        ((failure,),) = await outcome(pool, b"crash")
    assert isinstance(failure, Failure)
    assert "secret" not in failure.message
    assert "tests.engine.works" in failure.message


async def test_children_that_cannot_start_break_the_pool_with_their_own_words() -> None:
    async with Pool(plan(1, fail_at_start="the model is not there")) as pool:
        with pytest.raises(PoolBroken, match="the model is not there"):
            await pool.ready()


async def test_a_large_story_passes_whole() -> None:
    value = os.urandom(5 * 1024 * 1024)
    async with Pool(plan(1)) as pool:
        ((product,),) = await outcome(pool, value)
    assert isinstance(product, Product)
    assert product.value == value[::-1]


async def test_a_story_given_up_is_not_worked_on() -> None:
    async with Pool(plan(1)) as pool:
        await pool.ready()
        first = pool.submit(Job(b"slow 0.3"))
        given_up = pool.submit(Job(b"hang"))
        # Let the child have the first alone, then withdraw the second before it is taken.
        given_up.cancel()
        assert isinstance((await first)[0], Product)
        assert isinstance((await outcome(pool, b"story"))[0][0], Product)


async def test_the_pool_is_busy_while_a_story_is_worked_on() -> None:
    async with Pool(plan(1)) as pool:
        await pool.ready()
        assert not pool.busy
        work = pool.submit(Job(b"slow 0.2"))
        async with asyncio.timeout(10):
            while not pool.busy:
                await asyncio.sleep(0)
        await work
        await asyncio.sleep(0)
        assert not pool.busy


async def test_a_child_killed_by_a_signal_without_a_name_is_replaced() -> None:
    async with Pool(plan(1)) as pool:
        await pool.ready()
        (pid,) = pool.pids
        os.kill(pid, signal.SIGRTMIN + 6)
        assert isinstance((await outcome(pool, b"story"))[0][0], Product)


async def test_a_child_that_the_system_refuses_to_start_breaks_the_pool_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(asyncio, "create_subprocess_exec", refuse)
    async with Pool(plan(1)) as pool:
        with pytest.raises(PoolBroken, match="Too many open files"):
            await pool.ready()


async def test_nothing_waits_behind_a_long_story_while_a_child_is_free() -> None:
    async with Pool(plan(2)) as pool:
        await pool.ready()
        while len(pool.pids) < 2:
            await asyncio.sleep(0.01)
        long = pool.submit(Job(b"slow 0.8 " + b" " * LONG_BYTES))
        short = [pool.submit(Job(b"story %d" % it)) for it in range(20)]
        await asyncio.gather(*short)
        assert not long.done()
        await long
