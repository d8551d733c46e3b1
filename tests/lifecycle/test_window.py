"""Stories whose window is over cost an offset each, as do all but the last: none is forgotten."""

import time
from typing import Any

import pytest

from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.agents import cold, lives
from stream.lifecycle.decision import Life
from stream.lifecycle.standing import Standing
from stream.topics import ENRICHED, LATEST
from tests.lifecycle.desk import KEY, Desk

LATER = 8 * 86_400.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that are added to the time that the lives see."""
    ahead = [0.0]
    monkeypatch.setattr(lives.time, "time", lambda: real() + ahead[0])
    return ahead


real = time.time


async def grow_cold(desk: Desk, clock: list[float], *, restarts: bool) -> None:
    """More than the window passes, here or before another worker begins."""
    clock[0] = LATER
    if restarts:
        await desk.restart()
    else:
        desk.hop.lives.cool(real() + LATER)
    assert desk.hop.lives.find(0, KEY) is None


@pytest.mark.parametrize("restarts", [False, True])
async def test_versions_rise_after_the_window(
    desk: Desk, clock: list[float], *, restarts: bool
) -> None:
    await desk.come(body="A came.", own=5)
    await grow_cold(desk, clock, restarts=restarts)
    assert await desk.come(Signal.UPDATE, "Old words.", own=3) == Outcome.SUPERSEDED
    assert await desk.come(Signal.UPDATE, "B came.") == Outcome.PUBLISHED
    *_, last = await desk.records(ENRICHED)
    assert dict(last.headers)["wire_version"] == b"6"


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_kill_holds_after_the_window(
    desk: Desk, clock: list[float], *, restarts: bool
) -> None:
    await desk.come(body="A came.")
    await desk.come(Signal.KILL)
    await grow_cold(desk, clock, restarts=restarts)
    assert await desk.come(Signal.UPDATE, "A came again.") == Outcome.WITHDRAWN
    assert (await desk.texts(LATEST))[-1] is None


@pytest.mark.parametrize("restarts", [False, True])
async def test_what_waits_longer_than_the_window_is_released(
    desk: Desk, clock: list[float], *, restarts: bool
) -> None:
    await desk.come(body="A came.")
    await desk.come(Signal.HOLD)
    clock[0] = LATER
    if restarts:
        await desk.restart()
    desk.hop.lives.cool(real() + LATER)
    assert await desk.come(Signal.RELEASE) == Outcome.PUBLISHED
    assert (await desk.texts(LATEST))[-1] == "A came."


async def test_a_story_within_the_window_stays(desk: Desk) -> None:
    await desk.come(body="A came.")
    desk.hop.lives.cool(real() + LATER - 2 * 86_400)
    assert desk.hop.lives.find(0, KEY) is not None


async def test_another_story_with_the_same_digest_is_left_where_it_is(
    desk: Desk, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.come(body="A came.")
    monkeypatch.setattr(cold, "_digest", lambda _: 7)
    await grow_cold(desk, clock, restarts=False)
    await desk.hop.lives.warm(0, b"another")
    assert desk.hop.lives.find(0, b"another") is None
    await desk.hop.lives.warm(0, KEY)
    assert desk.hop.lives.find(0, KEY) is not None


async def test_of_many_stories_the_last_stay_in_memory_and_the_others_are_read_back(
    desk: Desk,
) -> None:
    desk.settings = desk.settings.model_copy(update={"stories_in_memory": 2})
    await desk.restart()
    known = desk.hop.lives
    await desk.come(body="A came.", own=5)
    for name in (b"second", b"third"):
        known.put(0, name, standing_life()).stands_at = 1
        known.written(0, name)
    known.cool(real())
    assert known.find(0, KEY) is None
    assert known.find(0, b"second") is not None
    assert await desk.come(Signal.UPDATE, "Old words.", own=3) == Outcome.SUPERSEDED
    assert await desk.come(Signal.UPDATE, "B came.", own=6) == Outcome.PUBLISHED
    known.cool(real())
    assert [key for _, key, _ in known] == [b"third", KEY]


async def test_what_waits_or_is_being_written_stays_however_many_come(desk: Desk) -> None:
    desk.settings = desk.settings.model_copy(update={"stories_in_memory": 1})
    await desk.restart()
    known = desk.hop.lives
    await desk.come(body="A came.")
    await desk.come(Signal.HOLD)
    for number in range(3):
        known.put(0, b"written %d" % number, standing_life()).stands_at = 1
        known.written(0, b"written %d" % number)
    known.put(0, b"being written", standing_life()).noting("stands_at")
    known.written(0, b"being written")
    known.cool(real())
    assert {key for _, key, _ in known} == {KEY, b"being written"}
    await desk.restart()
    assert await desk.come(Signal.RELEASE) == Outcome.PUBLISHED


def crowd(known: lives.Lives) -> None:
    """Other stories come, more than may be in memory, and time passes."""
    for number in range(5):
        known.put(0, b"other %d" % number, standing_life()).stands_at = 1
        known.written(0, b"other %d" % number)
    known.cool(real())


def standing_life() -> Life:
    return Life(Standing(1, (("e", 1),)))


async def test_a_story_that_is_decided_over_stays_whatever_comes_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.settings = desk.settings.model_copy(update={"stories_in_memory": 1})
    await desk.restart()
    await desk.come(body="A came.")
    prepare = desk.hop.prepare

    async def prepared(*given: Any) -> Any:
        found = await prepare(*given)
        crowd(desk.hop.lives)
        return found

    monkeypatch.setattr(desk.hop, "prepare", prepared)
    assert await desk.come(Signal.UPDATE, "B came.") == Outcome.PUBLISHED
    versions = [dict(it.headers)["wire_version"] for it in await desk.records(ENRICHED)]
    assert versions == [b"1", b"2"]


async def test_what_nothing_is_known_of_takes_no_place(desk: Desk) -> None:
    assert await desk.come(Signal.ADVISORY, "Note to editors.") == Outcome.WITHHELD
    assert desk.hop.lives.find(0, KEY) is None


async def test_what_a_release_said_stays_until_the_window_is_over(
    desk: Desk, clock: list[float]
) -> None:
    desk.settings = desk.settings.model_copy(update={"stories_in_memory": 1})
    await desk.restart()
    await desk.come(body="A came.")
    await desk.come(Signal.RELEASE)
    crowd(desk.hop.lives)
    assert desk.hop.lives.find(0, KEY) is not None
    clock[0] = LATER
    desk.hop.lives.cool(real() + LATER)
    assert desk.hop.lives.find(0, KEY) is None
