"""Behind a backlog a batch is answered at once; where nothing waits, each story as it is done."""

import asyncio
import io
from collections.abc import Sequence

import pytest

from stream.engine import child
from stream.engine.child_process import ChildProcess
from stream.engine.frames import pack_jobs, read, unpack_answer
from stream.engine.jobs import Answer, Job, Product
from stream.engine.pace import Pace, Times
from stream.engine.pool import Pool, PoolPlan
from tests.engine.works import make

LIMIT = 10.0
STORIES = [b"one", b"two", b"three"]


class Written(io.BytesIO):
    """Keeps what was written at once."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def flush(self) -> None:
        self.times += 1


def served(*values: bytes, hurried: bool) -> tuple[list[Answer], int]:
    """The answers of one batch, and how many times something was written."""
    sink = Written()
    frame = pack_jobs([Job(it) for it in values], hurried=hurried)
    child.serve(make(), io.BytesIO(frame), sink)
    sink.seek(0)
    answers = []
    while (found := read(sink)) is not None:
        answers.append(unpack_answer(found))
    return answers, sink.times


@pytest.fixture(autouse=True)
def collector_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "settle", lambda: None)


@pytest.mark.parametrize(("hurried", "times"), [(True, 3), (False, 1)])
def test_a_batch_that_nobody_is_hurried_for_is_written_at_once(
    *, hurried: bool, times: int
) -> None:
    answers, written = served(*STORIES, hurried=hurried)
    assert [it.value for (it,) in answers if isinstance(it, Product)] == [
        it[::-1] for it in STORIES
    ]
    assert written == times


def test_what_is_done_waits_for_no_slow_story_after_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "KEPT_SECONDS", 0.02)
    answers, written = served(b"one", b"slow 0.05", b"two", b"three", hurried=False)
    assert len(answers) == 4
    assert written == 2


class Sent:
    """What children were sent, and what was still with them."""

    def __init__(self, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
        self.batches: list[tuple[int, bool, int]] = []
        send = ChildProcess.send

        def noted(it: ChildProcess, jobs: Sequence[Job], *, hurried: bool = True) -> None:
            (place,) = pool._places
            self.batches.append((len(jobs), hurried, len(place.window) - len(jobs)))
            send(it, jobs, hurried=hurried)

        monkeypatch.setattr(ChildProcess, "send", noted)


async def test_behind_a_backlog_the_next_batch_is_sent_before_anything_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Pool(PoolPlan("tests.engine.works:make", {}, 1, 16, lambda _: LIMIT)) as pool:
        sent = Sent(pool, monkeypatch)
        answers = await asyncio.gather(*(pool.submit(Job(b"slow 0.01")) for _ in range(120)))
    assert all(isinstance(it, Product) for (it,) in answers)
    together = [left for size, hurried, left in sent.batches if not hurried and size > 1]
    assert together
    # The whole batch before it is still out.
    assert any(left > 1 for left in together)


async def test_where_little_waits_every_answer_is_hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Pool(PoolPlan("tests.engine.works:make", {}, 1, 16, lambda _: LIMIT)) as pool:
        sent = Sent(pool, monkeypatch)
        for _ in range(20):
            await asyncio.gather(*(pool.submit(Job(b"slow 0.01")) for _ in range(3)))
    assert all(hurried for _, hurried, _ in sent.batches)


async def test_a_pool_says_for_how_long_its_children_have_work() -> None:
    async with Pool(PoolPlan("tests.engine.works:make", {}, 2, 4, lambda _: LIMIT)) as pool:
        await asyncio.gather(*(pool.submit(Job(b"slow 0.01")) for _ in range(200)))
        assert pool.seconds_waiting == 0.0
        waiting = asyncio.gather(*(pool.submit(Job(b"slow 0.01")) for _ in range(100)))
        # Each of two children does half of them, some hundredths of a second each at most.
        assert 0.3 < pool.seconds_waiting < 5.0
        await waiting


async def test_an_urgent_story_in_a_backlog_is_hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Pool(PoolPlan("tests.engine.works:make", {}, 1, 16, lambda _: LIMIT)) as pool:
        sent = Sent(pool, monkeypatch)
        await asyncio.gather(
            *(pool.submit(Job(b"slow 0.002", urgent=True)) for _ in range(60)),
        )
    assert all(hurried for _, hurried, _ in sent.batches)


async def test_who_kills_a_child_in_a_backlog_fails_alone() -> None:
    values = [b"slow 0.005"] * 60 + [b"die"] + [b"slow 0.005"] * 60
    async with Pool(PoolPlan("tests.engine.works:make", {}, 1, 16, lambda _: LIMIT)) as pool:
        answers = await asyncio.gather(*(pool.submit(Job(it)) for it in values))
    failed = [number for number, (it,) in enumerate(answers) if not isinstance(it, Product)]
    assert failed == [60]


@pytest.mark.parametrize("size", [4, 16])
async def test_a_child_never_has_more_than_two_batches(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    async with Pool(PoolPlan("tests.engine.works:make", {}, 1, size, lambda _: LIMIT)) as pool:
        sent = Sent(pool, monkeypatch)
        await asyncio.gather(*(pool.submit(Job(b"slow 0.002")) for _ in range(1_000)))
    assert any(not hurried for _, hurried, _ in sent.batches)
    assert max(size + left for size, _, left in sent.batches) <= 2 * size


@pytest.mark.parametrize("place", [0, 3, 9])
async def test_a_slow_story_within_its_limit_costs_no_child_and_no_neighbour(place: int) -> None:
    many, slow = [b"slow 0.01"] * 100, b"slow 0.9"
    values = [*many, *many[:place], slow, *many]
    async with Pool(PoolPlan("tests.engine.works:make", {}, 1, 16, lambda _: 1.0)) as pool:
        await pool.ready()
        pids = pool.pids
        answers = await asyncio.gather(*(pool.submit(Job(it)) for it in values))
        assert pool.pids == pids
    assert all(isinstance(it, Product) for (it,) in answers)


def test_the_pace_takes_a_batch_for_what_each_of_it_took() -> None:
    pace = Pace(64)
    times = Times(pace)
    for _ in range(40):
        times.answered(0.08, 8)
        for _ in range(7):
            times.answered(0.0, 8)
    assert pace.batch == 20
    assert pace.nearly_done(8) == pytest.approx(0.06, rel=0.01)
