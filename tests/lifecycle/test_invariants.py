"""Whatever comes, in whatever order, as often as Kafka delivers it, through crashes and waits."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.lifecycle.decision import Shows
from stream.lifecycle.version import Version
from tests.lifecycle.topics import Story

WORDS = {Signal.HOLD, Signal.RELEASE}
PENDING = {Outcome.WITHHELD}


class Lifecycle(RuleBasedStateMachine):
    """One story of one feed: its versions are made in order and come in any."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.made: dict[str, Version] = {}
        self.came: list[str] = []

    @rule(
        signal=st.sampled_from(sorted(Signal)),
        numbered=st.booleans(),
        number=st.integers(1, 6),
        wait=st.none() | st.integers(1, 20),
        text=st.integers(0, 5),
        partition=st.integers(0, 1),
    )
    def make(
        self,
        *,
        signal: Signal,
        numbered: bool,
        number: int,
        wait: int | None,
        text: int,
        partition: int,
    ) -> None:
        event = f"e{len(self.made)}"
        has_text = signal not in WORDS or text > 3
        self.made[event] = Version(
            event,
            signal,
            number if numbered else None,
            (partition, len(self.made)),
            None if wait is None else self.story.now + wait,
            f"text {text}" if has_text and not signal.ends_story else "",
        )

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def come(self, data: st.DataObject) -> None:
        event = data.draw(st.sampled_from(sorted(self.made)))
        killed, told = self.story.life.killed, len(self.story.enriched)
        decision = self.story.take(self.made[event])
        self.came.append(event)
        if decision.outcome in {Outcome.REPEAT, Outcome.SUPERSEDED}:
            assert len(self.story.enriched) == told
            assert decision.keeps is not True
        if killed:
            assert decision.outcome in {Outcome.WITHDRAWN, Outcome.REPEAT, Outcome.PUBLISHED}
            assert decision.shows is not Shows.TEXT

    @rule(seconds=st.integers(1, 10))
    def wait(self, seconds: int) -> None:
        self.story.wait(self.story.now + seconds)

    @rule()
    def crash(self) -> None:
        self.story.crash()

    @invariant()
    def versions_rise_once_repeats_are_dropped(self) -> None:
        first = {it.event: it.version for it in reversed(self.story.enriched)}
        for told in self.story.enriched:
            assert first[told.event] == told.version
        seen: dict[str, int] = {}
        for told in self.story.enriched:
            seen.setdefault(told.event, told.version)
        assert all(a < b for a, b in pairwise(seen.values()))

    @invariant()
    def nothing_of_a_killed_story_is_left_or_written(self) -> None:
        if self.story.life.killed:
            assert not self.story.latest
            assert not self.story.held
            assert not self.story.enriched[-1].text

    @invariant()
    def nothing_is_published_before_its_time(self) -> None:
        released = any(self.made[it].signal is Signal.RELEASE for it in self.came)
        for told in self.story.enriched:
            for event in told.text:
                until = self.made[event].until
                assert released or until is None or until <= told.at

    @invariant()
    def nothing_stands_while_the_story_is_on_hold(self) -> None:
        if self.story.pending and self.story.pending.hold:
            assert not self.story.latest

    @invariant()
    def every_item_has_one_outcome_and_what_was_withheld_ends_once(self) -> None:
        first: dict[str, Outcome] = {}
        for event, outcome in self.story.outcomes:
            first.setdefault(event, outcome)
        assert first.keys() == set(self.came)
        advisory = {it for it in first if self.made[it].signal is Signal.ADVISORY}
        waited = [it for it in first if first[it] is Outcome.WITHHELD and it not in advisory]
        pending = self.story.life.pending
        still = pending.open_items if pending else 0
        assert len(self.story.ended) + still == len(waited)


Lifecycle.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestLifecycle = Lifecycle.TestCase

KINDS = st.sampled_from(
    [Signal.NEW, Signal.UPDATE, Signal.CORRECTION, Signal.HOLD, Signal.RELEASE, Signal.KILL]
)


@st.composite
def wires(draw: st.DrawFn, kinds: st.SearchStrategy[Signal] = KINDS) -> list[Version]:
    """One feed's versions of a story, in the order of the wire, each with a text of its own."""
    signals = draw(st.lists(kinds, min_size=1, max_size=7))
    found = []
    for place, signal in enumerate(signals):
        textless = signal in WORDS or signal.ends_story
        wait = None if textless else draw(st.none() | st.integers(1, 20))
        digest = "" if textless else f"text {place}"
        until = None if wait is None else float(wait)
        found.append(Version(f"e{place}", signal, None, (0, place), until, digest))
    return found


def end(versions: list[Version]) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    """Whether it is killed, what stands and what waits once all embargoes are over."""
    story = Story()
    for version in versions:
        story.take(version)
    story.wait(100.0)
    return story.life.killed, story.latest, story.held


@given(wires(), st.data())
def test_the_end_does_not_depend_on_the_order_of_arrival(
    wire: list[Version], data: st.DataObject
) -> None:
    came = data.draw(st.permutations(wire))
    assert end(came) == end(wire)


@given(wires())
def test_an_embargo_is_over_to_the_second_and_never_before(wire: list[Version]) -> None:
    story = Story()
    for version in wire:
        story.take(version)
    pending = story.life.pending
    if pending is None or pending.until is None or pending.hold or not pending.has_text:
        return
    assert story.wait(pending.until - 0.001) is None
    assert story.wait(pending.until) is not None
    assert story.latest[-1] == pending.event


@given(wires(), st.integers(0, 6))
def test_a_story_killed_under_embargo_never_comes_out(wire: list[Version], place: int) -> None:
    story = Story()
    for version in wire[:place]:
        story.take(version)
    told = len(story.enriched)
    story.take(Version("kill", Signal.KILL, order=(1, 0)))
    for version in wire[place:]:
        assert story.take(version).outcome in {Outcome.WITHDRAWN, Outcome.REPEAT}
    story.wait(100.0)
    assert all(not it.text for it in story.enriched[told:])


def test_an_add_never_brings_out_earlier_what_it_is_added_to() -> None:
    story = Story()
    story.take(Version("story", Signal.NEW, None, (0, 0), 20.0, "text 0"))
    story.take(Version("add", Signal.APPEND, None, (0, 1), 5.0, "text 1"))
    assert story.wait(19.0) is None
    assert story.wait(20.0) is not None
    assert story.latest == ("story", "add")
    # Of a story that stands, the add alone waits, until its own time.
    story.take(Version("more", Signal.APPEND, None, (0, 2), 30.0, "text 2"))
    story.take(Version("again", Signal.APPEND, None, (0, 3), 25.0, "text 3"))
    assert story.latest == ("story", "add")
    assert story.wait(29.0) is None
    assert story.wait(30.0) is not None
    assert story.latest == ("story", "add", "more", "again")
