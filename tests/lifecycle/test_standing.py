"""Which version stands, whatever the order of arrival and however often Kafka delivers again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.lifecycle.decision import Decision, Life
from stream.lifecycle.fold import fold as fold_in
from stream.lifecycle.standing import REMEMBERED, Standing
from stream.lifecycle.version import Order, Version

Arrival = tuple[str, int | None]


def decide(
    standing: Standing | None,
    event: str,
    own: int | None,
    *,
    kills: bool = False,
    order: Order | None = None,
) -> Decision:
    signal = Signal.KILL if kills else Signal.NEW
    version = Version(event, signal, own, order, digest=event)
    return fold_in(Life(standing), version, now=0.0)


@st.composite
def arrivals(draw: st.DrawFn) -> list[Arrival]:
    """Versions of one story in any order, each perhaps delivered again at any later point."""
    versions = draw(st.lists(st.none() | st.integers(1, 12), min_size=1, max_size=REMEMBERED))
    events = [(f"event-{place}", version) for place, version in enumerate(versions)]
    came: list[Arrival] = []
    for place, event in enumerate(events):
        came.append(event)
        again = draw(st.lists(st.integers(0, place), max_size=3))
        came += [events[it] for it in again]
    return came


def fold(came: list[Arrival]) -> list[tuple[str, Decision]]:
    standing: Standing | None = None
    decisions = []
    for event, own in came:
        decision = decide(standing, event, own)
        standing = decision.life.standing
        decisions.append((event, decision))
    return decisions


@given(arrivals())
def test_published_versions_rise_strictly_once_repeats_are_dropped(came: list[Arrival]) -> None:
    seen: dict[str, int] = {}
    for event, decision in fold(came):
        if decision.outcome is Outcome.PUBLISHED:
            seen.setdefault(event, decision.version)
    versions = list(seen.values())
    assert versions
    assert all(a < b for a, b in pairwise(versions))


@given(arrivals())
def test_a_redelivered_event_keeps_its_version(came: list[Arrival]) -> None:
    versions: dict[str, int] = {}
    for event, decision in fold(came):
        if decision.outcome is Outcome.PUBLISHED:
            assert versions.setdefault(event, decision.version) == decision.version


@given(arrivals())
def test_a_redelivery_changes_nothing_of_what_stands(came: list[Arrival]) -> None:
    standing: Standing | None = None
    for event, own in came:
        first = decide(standing, event, own)
        again = decide(first.life.standing, event, own)
        assert again.life.standing == first.life.standing
        if first.outcome is Outcome.PUBLISHED and first.version == first.life.standing.version:
            assert (again.outcome, again.version) == (first.outcome, first.version)
        standing = first.life.standing


@given(arrivals())
def test_only_what_stands_is_published(came: list[Arrival]) -> None:
    for event, decision in fold(came):
        if decision.outcome is Outcome.PUBLISHED:
            assert decision.life.standing.events[-1] == (event, decision.version)
            assert decision.life.standing.version == decision.version


@given(st.lists(st.integers(1, 99), min_size=1, unique=True).flatmap(st.permutations))
def test_the_highest_version_ends_as_the_standing_one(order: list[int]) -> None:
    decisions = fold([(f"event-{it}", it) for it in order])
    assert decisions[-1][1].life.standing.version == max(order)


@given(arrivals())
def test_what_stands_goes_through_its_header_and_back(came: list[Arrival]) -> None:
    standing = fold(came)[-1][1].life.standing
    assert standing is not None
    facts = standing.to_facts().decode()
    assert Standing.from_header(standing.to_header().decode(), facts=facts) == standing


@given(st.lists(st.integers(1, 99), min_size=REMEMBERED + 1, max_size=60, unique=True))
def test_no_more_events_are_remembered_than_the_limit(versions: list[int]) -> None:
    (_, last) = fold([(f"event-{it}", it) for it in sorted(versions)])[-1]
    assert len(last.life.standing.events) == REMEMBERED


def test_an_older_version_that_comes_late_is_superseded() -> None:
    (_, late) = fold([("second", 2), ("first", 1)])[-1]
    assert (late.outcome, late.life.version) == (Outcome.SUPERSEDED, 2)


def test_the_same_number_by_another_event_is_a_repeat() -> None:
    (_, again) = fold([("one", 3), ("other", 3)])[-1]
    assert again.outcome is Outcome.REPEAT
    assert again.life.standing.version_of("other") is None


def test_a_version_without_a_number_is_the_next() -> None:
    assert [it.version for _, it in fold([("a", None), ("b", 7), ("c", None)])] == [1, 7, 8]


def test_the_delivery_again_of_one_that_no_longer_stands_is_superseded() -> None:
    (_, again) = fold([("first", 1), ("second", 2), ("first", 1)])[-1]
    assert again.outcome is Outcome.SUPERSEDED


@pytest.mark.parametrize("header", ["", " ", "event", "x:event", ":"])
def test_a_header_that_is_none_of_ours_is_a_value_error(header: str) -> None:
    with pytest.raises(ValueError, match=r"empty wire_standing|invalid literal"):
        Standing.from_header(header)


STANDING_AT_3 = Standing(3, (("event-3", 3),))


@pytest.mark.parametrize("own", [None, 1, 3, 4])
def test_a_kill_passes_whatever_its_number_and_takes_the_highest(own: int | None) -> None:
    decision = decide(STANDING_AT_3, "kill", own, kills=True)
    assert decision.outcome is Outcome.PUBLISHED
    assert decision.version == 4
    assert decision.life.standing.killed


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (1, Outcome.WITHDRAWN),
        (4, Outcome.WITHDRAWN),
        (5, Outcome.WITHDRAWN),
        (None, Outcome.WITHDRAWN),
    ],
)
def test_after_a_kill_nothing_of_the_story_is_published(own: int | None, expected: Outcome) -> None:
    killed = decide(STANDING_AT_3, "kill", 4, kills=True).life.standing
    decision = decide(killed, "late", own)
    assert decision.outcome is expected
    assert decision.life.standing == killed


def test_a_kill_delivered_again_is_published_again_and_another_one_is_a_repeat() -> None:
    killed = decide(STANDING_AT_3, "kill", 4, kills=True).life.standing
    again = decide(killed, "kill", 4, kills=True)
    assert (again.outcome, again.version, again.life.standing) == (Outcome.PUBLISHED, 4, killed)
    assert decide(killed, "another kill", 9, kills=True).outcome is Outcome.REPEAT


def test_a_story_that_is_killed_before_it_came_is_withdrawn() -> None:
    killed = decide(None, "kill", None, kills=True).life.standing
    assert decide(killed, "late", None).outcome is Outcome.WITHDRAWN


def test_a_story_whose_id_repeats_that_of_its_kill_is_withdrawn() -> None:
    killed = decide(None, "same id", 2, kills=True).life.standing
    assert decide(killed, "same id", 1).outcome is Outcome.WITHDRAWN


def test_a_kill_whose_id_repeats_that_of_its_story_passes() -> None:
    standing = decide(None, "same id", 1).life.standing
    decision = decide(standing, "same id", 1, kills=True)
    assert (decision.outcome, decision.version) == (Outcome.PUBLISHED, 2)
    assert decision.life.standing.killed


def test_without_numbers_the_wire_s_order_decides_though_the_urgent_one_overtakes() -> None:
    correction = decide(None, "correction", None, order=(3, 8)).life.standing
    assert decide(correction, "original", None, order=(3, 7)).outcome is Outcome.SUPERSEDED
    assert decide(correction, "next", None, order=(3, 9)).outcome is Outcome.PUBLISHED
    assert decide(correction, "elsewhere", None, order=(4, 7)).outcome is Outcome.PUBLISHED
