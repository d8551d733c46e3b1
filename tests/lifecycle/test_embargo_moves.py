"""A later version moves the time of the one that waits: earlier, later, or to now."""

import pytest

from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.lifecycle.version import Version
from tests.lifecycle.topics import Story

AT = 20.0


def waiting(*, crashes: bool = False) -> Story:
    story = Story()
    story.take(Version("first", Signal.NEW, None, (0, 0), AT, "text"))
    if crashes:
        story.crash()
    return story


@pytest.mark.parametrize("crashes", [False, True])
@pytest.mark.parametrize("moved", [5.0, 30.0])
@pytest.mark.parametrize("text", ["text", "another text"])
@pytest.mark.parametrize("signal", [Signal.NEW, Signal.UPDATE, Signal.CORRECTION])
def test_it_comes_at_the_last_time_that_was_said(
    signal: Signal, text: str, moved: float, *, crashes: bool
) -> None:
    story = waiting(crashes=crashes)
    later = story.take(Version("second", signal, None, (0, 1), moved, text))
    assert later.outcome is Outcome.WITHHELD
    if crashes:
        story.crash()
    assert story.wait(moved - 0.001) is None
    assert story.wait(moved) is not None
    assert story.latest == ("second",)
    assert story.wait(100.0) is None


def test_a_time_that_is_over_brings_it_out_at_once() -> None:
    story = waiting()
    story.wait(10.0)
    said = Version("second", Signal.UPDATE, None, (0, 1), 9.0, "another text")
    assert story.take(said).outcome is Outcome.PUBLISHED
    assert story.latest == ("second",)


def test_an_older_version_moves_nothing() -> None:
    story = waiting()
    story.take(Version("third", Signal.UPDATE, None, (0, 2), 30.0, "another text"))
    late = story.take(Version("second", Signal.UPDATE, None, (0, 1), 5.0, "old text"))
    assert late.outcome is Outcome.SUPERSEDED
    assert story.wait(29.0) is None
    assert story.wait(30.0) is not None
    assert story.latest == ("third",)


def test_a_story_that_was_killed_while_it_waited_never_comes_whatever_time_is_said() -> None:
    story = waiting()
    story.take(Version("kill", Signal.KILL, None, (0, 1)))
    late = story.take(Version("second", Signal.CORRECTION, None, (0, 2), 5.0, "another text"))
    assert late.outcome is Outcome.WITHDRAWN
    assert story.wait(100.0) is None
    assert story.latest == ()
