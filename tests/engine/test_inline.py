"""Work that the hop's own process does: answered at once, and its errors are failures."""

from stream.engine.hop import Leaving
from stream.engine.inline import Inline
from stream.engine.jobs import Failure, Job, Product
from stream.engine.pool import PoolPlan
from tests.engine.outside import FakeHop


def plan(work: str) -> PoolPlan:
    return PoolPlan(f"tests.engine.works:{work}", {}, 0, 16, lambda _: 1.0)


async def test_a_job_is_done_at_once_and_without_children() -> None:
    async with Inline(plan("make")) as pool:
        await pool.ready()
        assert pool.pids == []
        done = pool.submit(Job(b"said"))
        assert done.done()
        (product,) = done.result()
        assert isinstance(product, Product)


async def test_an_error_is_a_failure() -> None:
    async with Inline(plan("make")) as pool:
        (failure,) = pool.submit(Job(b"crash")).result()
        assert isinstance(failure, Failure)
        assert failure.code == "internal_error"


def test_a_hop_that_does_nothing_of_its_own_needs_no_end() -> None:
    assert not isinstance(FakeHop(), Leaving)
