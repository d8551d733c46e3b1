"""The simulation agrees with what queueing theory says, where theory says anything."""

import random
from statistics import mean, median

import pytest

from bench.simulate import Worker, simulate


def exponential(count: int = 5_000) -> list[float]:
    rng = random.Random(7)
    drawn = [rng.expovariate(1) for _ in range(count)]
    middle = mean(drawn)
    return [it / middle for it in drawn]


@pytest.mark.parametrize("load", [0.3, 0.5, 0.7])
def test_one_server_waits_as_long_as_theory_says(load: float) -> None:
    # M/M/1: 1 / (1 - load) in units of the service time.
    found = simulate(Worker(1, exponential(), 0.0), load, stories=40_000, urgent=0.0)
    assert mean(found.normal) == pytest.approx(1 / (1 - load), rel=0.12)


def test_stories_of_one_length_wait_half_as_long() -> None:
    # M/D/1: 1 + load / (2 (1 - load)).
    found = simulate(Worker(1, [1.0], 0.0), 0.5, stories=40_000, urgent=0.0)
    assert mean(found.normal) == pytest.approx(1.5, rel=0.05)


def test_urgent_stories_wait_for_what_is_worked_on_and_nothing_else() -> None:
    found = simulate(Worker(2, [1.0], 0.0), 0.5, stories=200, urgent=1.0, backlog=10_000)
    assert max(found.urgent) <= 3.0
    assert len(found.urgent) == 200
    assert found.left > 1_000


def test_what_is_beside_busy_children_lowers_the_capacity() -> None:
    assert Worker(2, [0.02], 0.0).capacity == pytest.approx(100)
    assert Worker(2, [0.02], 0.0, beside_many=0.005).capacity == pytest.approx(80)
    assert Worker(2, [0.02], 0.0, together=0.75, beside_many=0.005).capacity == pytest.approx(100)


@pytest.mark.parametrize("children", [1, 2, 3])
@pytest.mark.parametrize("batch", [1, 8])
def test_behind_a_backlog_children_do_what_they_can_together(children: int, batch: int) -> None:
    beside = {"together": 0.8, "beside_one": 1.0, "beside_many": 0.5}
    worker = Worker(children, exponential(), 0.0, batch, **beside)
    stories = 10_000
    found = simulate(worker, 1e6, stories=stories, urgent=0.0)
    assert stories / max(found.normal) == pytest.approx(worker.capacity, rel=0.05)


@pytest.mark.parametrize("rate", [0.5, 1.0])
def test_what_is_beside_them_takes_its_share_of_the_processors_first(rate: float) -> None:
    worker = Worker(2, [1.0], 0.0, beside_many=0.4)
    # So much is left of each of two processors.
    slower = 1 / (1 - rate * 0.4 / 2)
    found = simulate(worker, rate, stories=4_000, urgent=0.0)
    assert min(found.normal) == pytest.approx(slower)
    alone = simulate(Worker(2, [slower], 0.0), rate, stories=4_000, urgent=0.0)
    assert mean(found.normal) == pytest.approx(mean(alone.normal))


def test_the_more_come_at_once_the_less_each_takes() -> None:
    worker = Worker(2, [1.0], 0.0, 8, together=0.8, beside_one=0.5, beside_many=0.1)
    longer = [worker.longer(1.0, it) for it in range(1, 9)]
    assert longer == sorted(longer, reverse=True)
    assert longer[0] == pytest.approx(1 / (1 - 0.5 / 2))
    assert longer[-1] == pytest.approx(0.8 / (1 - 0.1 / 2))


def test_stories_one_by_one_would_not_be_done_and_some_at_once_are() -> None:
    worker = Worker(2, [1.0], 0.0, 8, together=0.8, beside_one=0.9, beside_many=0.1)
    rate = 0.85 * worker.capacity
    assert rate * worker.longer(rate, 1) / 2 > 1
    found = simulate(worker, rate, stories=20_000, urgent=0.0)
    assert found.left < 100


def test_a_backlog_that_is_worked_off_is_forgotten() -> None:
    worker = Worker(2, [0.02], 0.0, 8, together=0.8, beside_one=0.02, beside_many=0.005)
    calm, after = (
        median(simulate(worker, 20, stories=4_000, urgent=0.0, backlog=it).normal) for it in (0, 50)
    )
    assert after == pytest.approx(calm, rel=0.02)


def test_who_comes_to_an_idle_worker_is_served_as_fast_as_one_child_can() -> None:
    found = simulate(Worker(1, [1.0], 0.5, 8, together=0.5), 0.001, stories=50, urgent=0.0)
    assert median(found.normal) == 1.5


def test_an_urgent_story_waits_for_a_batch_that_was_begun_and_not_for_the_next() -> None:
    one_by_one, batches = (
        simulate(Worker(1, [1.0], 0.0, batch=it), 0.05, stories=200, urgent=1.0, backlog=6_000)
        for it in (1, 6)
    )
    assert max(one_by_one.urgent) < 4.0
    assert median(one_by_one.urgent) < 2.0
    assert 3.0 < median(batches.urgent) < 5.0


def test_a_child_that_is_kept_free_takes_one_story_at_a_time() -> None:
    often = simulate(Worker(2, [0.1], 0.0, batch=50), 0.5, stories=200, urgent=1.0, backlog=20_000)
    # Half of the children have no batch: most wait for one story of theirs, not for fifty.
    assert median(often.urgent) < 0.5


def test_more_than_the_capacity_is_left_over() -> None:
    found = simulate(Worker(1, [1.0], 0.0), 2.0, stories=2_000, urgent=0.0)
    assert found.left == pytest.approx(1_000, rel=0.1)
