"""A rule tells once of a story, follows up to who was told, and holds back as it says."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.alert import Alert, AlertKind, Match
from schemas.rule import QuietHours
from schemas.wire import Signal
from stream.alerts.copies import sketched
from stream.alerts.deciding import MOST_IN_DIGEST, RuleState
from stream.alerts.quiet import quiet_until
from stream.alerts.waiting import MOST_WAITING
from tests.alerts.told import START, match, rule

LATER = START + timedelta(days=2)


def told(state: RuleState, matches: Iterable[Match]) -> list[Alert]:
    return [alert for it in matches for alert in state.decide(it)]


def kinds(alerts: Iterable[Alert]) -> list[str]:
    return [it.kind.value for it in alerts]


def test_a_story_is_told_once_and_again_only_when_it_says_something_new() -> None:
    found = told(
        RuleState(),
        [
            match(version=1),
            match(version=1),
            match(version=2, said="FERRIES  sail"),
            match(version=3, said="Ferries sink."),
            match(version=4, said="Ferries sink."),
            match(version=5, said="Ferries sail."),
        ],
    )
    assert kinds(found) == ["match", "updated"]
    assert found[1].follows == found[0].id


@pytest.mark.parametrize(
    ("signal", "kind"),
    [
        (Signal.CORRECTION, "corrected"),
        (Signal.HOLD, "held"),
        (Signal.KILL, "killed"),
        (Signal.WITHDRAW, "killed"),
    ],
)
def test_who_was_told_is_told_what_became_of_it_and_nobody_else(signal: Signal, kind: str) -> None:
    after = match(version=2, signal=signal, matches=False)
    assert kinds(told(RuleState(), [match(), after])) == ["match", kind]
    assert told(RuleState(), [match(matches=False), after]) == []


def test_a_kill_is_told_once_whatever_its_number_and_nothing_after_it() -> None:
    kill = match(version=1, signal=Signal.KILL)
    found = told(RuleState(), [match(version=3), kill, kill, match(version=4, said="New.")])
    assert kinds(found) == ["match", "killed"]
    assert (found[1].stories[0].headline, found[1].stories[0].sentences) == (None, [])


def test_an_older_version_that_comes_again_is_told_to_nobody() -> None:
    assert kinds(told(RuleState(), [match(version=2), match(version=1, said="Other.")])) == [
        "match"
    ]


def test_copies_of_a_text_within_the_span_are_one() -> None:
    asked = rule(copies="1h")
    same = [
        match(name, minutes=minutes, asked=asked, signature="s")
        for name, minutes in (("one", 0), ("two", 59), ("three", 61))
    ]
    found = told(RuleState(), [*same, match("four", asked=asked, minutes=62, signature="other")])
    assert [it.stories[0].story_id for it in found] == ["one", "three", "four"]


def test_what_follows_goes_where_the_first_went() -> None:
    before, after = rule(channels=["desk", "night"]), rule(channels=["other"])
    came = [
        match(asked=before),
        match(version=2, signal=Signal.CORRECTION, asked=after),
        match("two", asked=after),
        match(version=3, signal=Signal.KILL, asked=after),
    ]
    found = told(RuleState(), came)
    assert [it.channels for it in found] == [
        ["desk", "night"],
        ["desk", "night"],
        ["other"],
        ["desk", "night"],
    ]
    again = RuleState()
    again.note(found[0])
    again.note(found[1])
    assert told(again, came[3:])[0].channels == ["desk", "night"]


def test_a_copy_of_another_agency_with_a_few_other_words_is_none_either() -> None:
    asked = rule(copies="1h")
    text = " ".join(f"word{it}" for it in range(200))
    texts = {
        "one": f"HALDEN (Trend) {text}",
        "copy": f"Halden, March 9, Wire News: {text} it said",
        "more": f"{text} {' '.join(f'new{it}' for it in range(80))}",
        "other": text[::-1],
    }
    came = [
        match(name, minutes=minutes, asked=asked, signature=name, sketch=sketched(body))
        for minutes, (name, body) in enumerate(texts.items())
    ]
    found = told(RuleState(), came)
    assert [it.stories[0].story_id for it in found] == ["one", "more", "other"]
    # After a restart the alerts say the same.
    again = RuleState()
    again.note(found[0])
    assert not told(again, [came[1]])


def test_a_count_tells_when_so_many_stories_came_within_the_span() -> None:
    asked = rule(count={"least": 3, "within": "1h"})
    minutes = (0, 30, 61, 62, 63)
    came = [match(f"s{number}", minutes=it, asked=asked) for number, it in enumerate(minutes)]
    # Another version of a story is no other story.
    came.insert(2, match("s1", 2, minutes=31, asked=asked))
    found = told(RuleState(), came)
    assert kinds(found) == ["count"]
    assert [it.story_id for it in found[0].stories] == ["s1", "s2", "s3"]


def test_a_throttle_leaves_out_what_is_above_it() -> None:
    asked = rule(throttle={"most": 2, "within": "1h"})
    came = [match(f"s{it}", minutes=it * 20, asked=asked) for it in range(6)]
    found = told(RuleState(), came)
    assert [it.stories[0].story_id for it in found] == ["s0", "s1", "s3", "s4"]


def test_a_digest_brings_the_rest_together_when_the_span_ends() -> None:
    asked = rule(throttle={"most": 1, "within": "1h", "digest": True})
    state = RuleState()
    came = [match(f"s{it}", minutes=it, asked=asked) for it in range(4)]
    killed = match("s2", 2, minutes=5, signal=Signal.KILL, asked=asked)
    assert kinds(told(state, [*came, killed])) == ["match"]
    assert state.end_wait(START + timedelta(minutes=59)) == []
    (digest,) = state.end_wait(START + timedelta(minutes=60))
    assert digest.kind is AlertKind.DIGEST
    assert [it.story_id for it in digest.stories] == ["s1", "s3"]
    assert state.end_wait(LATER) == []
    # Who got the digest is told of a kill of one of its stories.
    (after,) = state.decide(match("s3", 2, minutes=70, signal=Signal.KILL, asked=asked))
    assert (after.kind, after.follows) == (AlertKind.KILLED, digest.id)


def test_a_digest_says_how_many_it_has_no_room_for() -> None:
    asked = rule(throttle={"most": 1, "within": "1d", "digest": True})
    state = RuleState()
    count = MOST_WAITING + 20
    told(state, [match(f"s{it}", minutes=it / 60, asked=asked) for it in range(count + 1)])
    (digest,) = state.end_wait(LATER)
    assert len(digest.stories) == MOST_IN_DIGEST
    assert len(digest.stories) + digest.more == count


def test_quiet_hours_let_what_is_urgent_and_kills_pass() -> None:
    quiet = {"start": "12:00", "end": "14:00", "urgency": 2}
    asked = rule(quiet=quiet)
    state = RuleState()
    came = [
        match("slow", asked=asked, urgency=4),
        match("unsaid", asked=asked),
        match("flash", asked=asked, urgency=1),
        match("flash", 2, minutes=1, asked=asked, signal=Signal.KILL),
    ]
    assert kinds(told(state, came)) == ["match", "killed"]
    assert state.due == START + timedelta(hours=2)
    (waited,) = state.end_wait(state.due)
    assert [it.story_id for it in waited.stories] == ["slow", "unsaid"]


def test_updates_and_corrections_wait_for_the_end_of_quiet_hours() -> None:
    asked = rule(quiet={"start": "12:30", "end": "14:00"})
    state = RuleState()
    came = [
        match("one", asked=asked),
        match("one", 2, minutes=40, asked=asked, said="New."),
        match("two", minutes=41, asked=asked),
        match("one", 3, minutes=42, asked=asked, signal=Signal.CORRECTION, said="Right."),
        match("one", 4, minutes=43, asked=asked, said="Newer."),
    ]
    (first,) = told(state, came)
    found = state.end_wait(START + timedelta(hours=2))
    assert [(it.kind.value, it.follows, it.stories[0].version) for it in found] == [
        ("corrected", first.id, 4),
        ("match", None, 1),
    ]


def test_quiet_hours_end_where_their_zone_says() -> None:
    night = QuietHours(start="22:00", end="07:00", zone="Europe/Tallinn")
    at = datetime.fromisoformat("2026-03-09T23:30:00+02:00")
    assert quiet_until(night, at) == datetime.fromisoformat("2026-03-10T07:00:00+02:00")
    assert quiet_until(night, at - timedelta(hours=2)) is None


SIGNALS = st.sampled_from([Signal.UPDATE] * 4 + [Signal.CORRECTION, Signal.KILL, Signal.HOLD])
MATCHES = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.integers(1, 4), SIGNALS, st.booleans(), st.sampled_from("xyz")
    ),
    max_size=25,
)
RESTRAINTS = st.sampled_from(
    [
        {},
        {"count": {"least": 2, "within": "10m"}},
        {"throttle": {"most": 1, "within": "5m"}},
        {"throttle": {"most": 1, "within": "5m", "digest": True}},
        {"copies": "5m"},
        {"quiet": {"start": "12:03", "end": "12:09"}},
        {"count": {"least": 2, "within": "10m"}, "copies": "5m"},
        {"throttle": {"most": 1, "within": "5m", "digest": True}, "copies": "15m"},
        {"throttle": {"most": 1, "within": "5m"}, "quiet": {"start": "12:03", "end": "12:09"}},
        {
            "throttle": {"most": 1, "within": "5m", "digest": True},
            "quiet": {"start": "12:03", "end": "12:09"},
        },
    ]
)


@given(came=MATCHES, restraint=RESTRAINTS, at=st.integers(0, 25))
def test_what_is_known_after_a_restart_comes_to_the_same(
    came: list[tuple[str, int, Signal, bool, str]], restraint: dict[str, object], at: int
) -> None:
    """How state is rebuilt: alerts noted, then the matches that were decided folded."""
    asked = rule(**restraint)
    matches = [
        match(
            name,
            version,
            minutes=n,
            signal=signal,
            matches=holds,
            said=word,
            asked=asked,
            signature=word,
        )
        for n, (name, version, signal, holds, word) in enumerate(came)
    ]
    before, after = matches[:at], matches[at:]
    whole = RuleState()
    first = told_in_time(whole, before)
    rebuilt = RuleState()
    for it in first:
        rebuilt.note(it)
    for it in before:
        assert not new(rebuilt.decide(it), first)
    end = START + timedelta(minutes=len(before))
    assert new(rebuilt.end_wait(end), first) == new(whole.end_wait(end), first)
    assert kinds_by_story(told_in_time(rebuilt, after)) == kinds_by_story(
        told_in_time(whole, after)
    )


def told_in_time(state: RuleState, matches: Iterable[Match]) -> list[Alert]:
    return [alert for it in matches for alert in (*state.end_wait(it.at), *state.decide(it))]


def new(alerts: Iterable[Alert], known: list[Alert]) -> list[str]:
    ids = {it.id for it in known}
    return [it.id for it in alerts if it.id not in ids]


def kinds_by_story(alerts: Iterable[Alert]) -> list[tuple[str, list[str]]]:
    return [(it.kind.value, sorted(story.story_id for story in it.stories)) for it in alerts]
