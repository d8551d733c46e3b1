"""What overtakes on the urgent lane, and what must not."""

import pytest

from schemas.wire import Signal
from stream.agents.lanes import Lanes

NOW = 1_000.0


def facts(signal: Signal = Signal.NEW, **more: object) -> dict[str, object]:
    return {"story_id": "s1", "urgency": 5, "signal": signal.value, "until": None, **more}


def urgent(
    lanes: Lanes, said: dict[str, object], at: float = NOW, *, backfill: bool = False
) -> bool:
    story = str(said["story_id"])
    return lanes.urgent(said, story, at, backfill=backfill)  # type: ignore[arg-type]


@pytest.mark.parametrize("signal", sorted(Signal))
def test_kills_holds_releases_and_corrections_are_urgent_and_nothing_else(signal: Signal) -> None:
    wanted = {Signal.KILL, Signal.WITHDRAW, Signal.HOLD, Signal.RELEASE, Signal.CORRECTION}
    assert urgent(Lanes(), facts(signal)) is (signal in wanted)


@pytest.mark.parametrize(("urgency", "wanted"), [(1, True), (2, True), (3, False), (None, False)])
def test_a_flash_is_urgent(urgency: int | None, wanted: object) -> None:
    assert urgent(Lanes(), facts(urgency=urgency)) is wanted


@pytest.mark.parametrize("later", [facts(Signal.CORRECTION), facts(urgency=1)])
def test_nothing_overtakes_a_story_under_embargo_until_it_is_over(later: dict[str, object]) -> None:
    lanes = Lanes()
    assert not urgent(lanes, facts(until=NOW + 60))
    assert not urgent(lanes, later, NOW + 1)
    assert urgent(lanes, {**later, "story_id": "s2"}, NOW + 1)
    assert urgent(lanes, later, NOW + 61)


def test_a_kill_overtakes_its_story_under_embargo() -> None:
    lanes = Lanes()
    urgent(lanes, facts(until=NOW + 60))
    assert urgent(lanes, facts(Signal.KILL), NOW + 1)


@pytest.mark.parametrize("signal", sorted(Signal))
def test_an_archive_has_no_urgent_lane(signal: Signal) -> None:
    assert not urgent(Lanes(), facts(signal, urgency=1), backfill=True)


def test_an_add_stays_in_line_however_urgent() -> None:
    assert not urgent(Lanes(), facts(Signal.APPEND, urgency=1))
