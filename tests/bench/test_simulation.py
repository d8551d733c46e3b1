"""The simulation agrees with what queueing theory says, where theory says anything."""

import random
from statistics import mean

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
    assert Worker(2, [0.02], 0.0, stretch=1.25).capacity == pytest.approx(80)


def test_a_story_waits_for_those_that_its_child_took_with_it() -> None:
    # Behind a backlog of eight, of which each child takes four at once.
    found = simulate(Worker(2, [1.0], 0.0, batch=4), 1e-6, stories=1, urgent=0.0, backlog=8)
    assert found.normal == [1.0]
    waits = simulate(Worker(1, [1.0], 0.0, batch=4), 1e9, stories=8, urgent=0.0)
    assert sorted(waits.normal) == pytest.approx([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])


def test_more_than_the_capacity_is_left_over() -> None:
    found = simulate(Worker(1, [1.0], 0.0), 2.0, stories=2_000, urgent=0.0)
    assert found.left == pytest.approx(1_000, rel=0.1)
