"""Jobs that are done together are answered as one by one, whatever becomes of one of them."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest

from stream.engine.jobs import Answer, Failure, Job, Product, answers
from stream.engine.pool import Pool, PoolPlan
from tests.engine.works import InTurns, obey

LIMIT_SECONDS = 1.5


def plan(children: int) -> PoolPlan:
    return PoolPlan("tests.engine.works:make_together", {}, children, 16, lambda _: LIMIT_SECONDS)


async def done(pool: Pool, values: Sequence[bytes]) -> list[Answer]:
    return await asyncio.gather(*(pool.submit(Job(it)) for it in values))


def ended(answer: Answer) -> str:
    (item,) = answer
    return item.code if isinstance(item, Failure) else "done"


def test_each_has_its_own_answer_in_order() -> None:
    jobs = [Job(b"story %d" % it) for it in range(5)]
    found = list(answers(InTurns(), jobs))
    assert [it.value[::-1] for (it,) in found if isinstance(it, Product)] == [
        it.value for it in jobs
    ]


class GivesUp(InTurns):
    """Answers one, and then fails."""

    def together(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        yield obey(jobs[0])
        raise KeyError("a secret of the story")


def test_what_cannot_be_done_together_is_done_one_by_one(caplog: pytest.LogCaptureFixture) -> None:
    values = [b"one", b"crash", b"three"]
    found = list(answers(GivesUp(), [Job(it) for it in values]))
    assert [ended(it) for it in found] == ["done", "internal_error", "done"]
    assert "one by one: KeyError" in caplog.text
    assert "secret" not in caplog.text


class SaysMore(InTurns):
    """Answers once more than it was asked."""

    def together(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        yield from super().together(jobs)
        yield obey(jobs[0])


def test_nobody_gets_an_answer_that_was_one_too_many() -> None:
    assert len(list(answers(SaysMore(), [Job(b"one"), Job(b"two")]))) == 2


@pytest.mark.parametrize(("poison", "code"), [(b"die", "child_died"), (b"hang", "timed_out")])
async def test_only_who_kills_them_all_fails(poison: bytes, code: str) -> None:
    values = [b"slow 0.001%02d" % it for it in range(40)]
    values[25] = poison
    async with Pool(plan(2)) as pool:
        found = await done(pool, values)
    assert [ended(it) for it in found] == [code if it == poison else "done" for it in values]


async def test_what_waits_is_done_together_once_it_is_known_how_long_it_takes() -> None:
    async with Pool(plan(1)) as pool:
        await pool.ready()
        found = await done(pool, [b"slow 0.01%02d" % it for it in range(40)])
    sizes = [it.facts.get("together", 1) for (it,) in found if isinstance(it, Product)]
    assert sizes[0] == 1
    assert max(int(str(it)) for it in sizes) >= 3


async def test_nobody_waits_for_company() -> None:
    async with Pool(plan(1)) as pool:
        await pool.ready()
        ((found,),) = await done(pool, [b"lonely"])
    assert isinstance(found, Product)
    assert "together" not in found.facts
