"""Quiet hours, digests, throttles, counts and copies of one rule, and a hold that ends."""

from collections.abc import Iterable
from datetime import timedelta

from schemas.alert import Alert, Match
from schemas.wire import Signal
from stream.alerts.deciding import MOST_IN_DIGEST, RuleState
from tests.alerts.told import START, match, rule

DIGEST = {"most": 1, "within": "1h", "digest": True}


def told(state: RuleState, matches: Iterable[Match]) -> list[Alert]:
    return [alert for it in matches for alert in (*state.end_wait(it.at), *state.decide(it))]


def stories(alerts: Iterable[Alert]) -> list[list[str]]:
    return [[it.story_id for it in alert.stories] for alert in alerts]


def end(state: RuleState, minutes: float) -> list[Alert]:
    return state.end_wait(START + timedelta(minutes=minutes))


def test_a_digest_that_is_due_in_quiet_hours_waits_for_their_end() -> None:
    asked = rule(throttle=DIGEST, quiet={"start": "12:30", "end": "14:00"})
    state = RuleState()
    came = [
        match("told", asked=asked),
        match("slow", minutes=10, asked=asked, urgency=4),
        match("flash", minutes=20, asked=asked, urgency=1),
        match("night", minutes=40, asked=asked, urgency=4),
    ]
    assert stories(told(state, came)) == [["told"]]
    assert stories(end(state, 60)) == [["flash"]]
    assert end(state, 119) == []
    assert stories(end(state, 120)) == [["slow", "night"]]


def test_what_waited_for_the_end_of_quiet_hours_waits_for_the_throttle_too() -> None:
    quiet = {"start": "12:10", "end": "12:30"}
    came = [("told", 0), ("one", 15), ("two", 20)]
    state, digest = RuleState(), rule(throttle=DIGEST, quiet=quiet)
    assert stories(told(state, [match(it, minutes=at, asked=digest) for it, at in came])) == [
        ["told"]
    ]
    assert end(state, 30) == []
    assert stories(end(state, 60)) == [["one", "two"]]

    state, strict = RuleState(), rule(throttle={"most": 1, "within": "1h"}, quiet=quiet)
    told(state, [match(it, minutes=at, asked=strict) for it, at in came])
    assert end(state, 60) == []
    # They were left out, and the next alert says how many.
    (after,) = told(state, [match("three", minutes=61, asked=strict)])
    assert (after.stories[0].story_id, after.more) == ("three", 2)


def test_nothing_waits_longer_than_matches_are_kept() -> None:
    asked = rule(throttle=DIGEST | {"within": "1d"}, quiet={"start": "11:30", "end": "20:00"})
    state = RuleState()
    told(state, [match("flash", asked=asked, urgency=1), match("slow", minutes=1, asked=asked)])
    # At 20:00 the throttle is used up until noon, when it is quiet again.
    assert end(state, 24 * 60 - 1) == []
    assert stories(end(state, 24 * 60)) == [["slow"]]


def test_what_a_throttle_left_out_is_a_number_in_the_next_alert() -> None:
    asked = rule(throttle={"most": 1, "within": "1h"})
    came = [match(f"s{it}", minutes=it * 20, asked=asked) for it in range(7)]
    found = told(RuleState(), came)
    assert [(it.stories[0].story_id, it.more) for it in found] == [("s0", 0), ("s3", 2), ("s6", 2)]


def test_copies_that_wait_or_are_counted_are_one() -> None:
    asked = rule(throttle=DIGEST, copies="2h")
    state = RuleState()
    texts = {"told": "t", "a": "same", "b": "same", "c": "same", "d": "other", "again": "t"}
    came = [
        match(it, minutes=at, asked=asked, signature=text)
        for at, (it, text) in enumerate(texts.items())
    ]
    killed = match("a", 2, minutes=9, signal=Signal.KILL, asked=asked)
    told(state, came)
    assert stories(end(state, 60)) == [["a", "d"]]
    # Of a copy whose first was killed nobody was told by it.
    state = RuleState()
    told(state, [*came, killed])
    assert stories(end(state, 60)) == [["b", "c", "d"]]

    counted = rule(count={"least": 3, "within": "1h"}, copies="2h")
    texts = {"a": "same", "b": "same", "c": "same", "d": "other", "e": "third", "f": "third"}
    came = [
        match(it, minutes=at, asked=counted, signature=text)
        for at, (it, text) in enumerate(texts.items())
    ]
    assert stories(told(RuleState(), came)) == [["a", "d", "e"]]


def test_what_a_digest_told_as_a_number_is_not_told_again_after_a_restart() -> None:
    asked = rule(throttle=DIGEST)
    came = [match(f"s{it}", minutes=it / 60, asked=asked) for it in range(MOST_IN_DIGEST + 5)]
    whole = RuleState()
    found = [*told(whole, came), *end(whole, 60)]
    assert [it.more for it in found] == [0, 4]
    late = match("late", minutes=70, asked=asked)
    assert told(whole, [late]) == []
    again = RuleState()
    for it in found:
        again.note(it)
    for it in (*came, late):
        again.decide(it)
    assert stories(end(again, 600)) == stories(end(whole, 600)) == [["late"]]


def test_what_a_count_told_as_a_number_is_not_counted_again_after_a_restart() -> None:
    least = MOST_IN_DIGEST + 5
    asked = rule(count={"least": least, "within": "1d"})
    came = [match(f"s{it}", minutes=it, asked=asked) for it in range(2 * least)]
    whole = RuleState()
    (first,) = told(whole, came[:least])
    assert first.more == least - MOST_IN_DIGEST
    again = RuleState()
    again.note(first)
    for it in came[:least]:
        again.decide(it)
    assert [told(it, came[least:-1]) for it in (whole, again)] == [[], []]
    assert [len(told(it, came[-1:])) for it in (whole, again)] == [1, 1]


def test_a_headline_that_only_counts_its_updates_says_nothing_new() -> None:
    came = [match(version=it + 1) for it in range(3)]
    heads = ["Ferries sail", "UPDATE 1-Ferries sail", "UPDATE 2-Ferries sail late"]
    came = [
        it.model_copy(update={"story": it.story.model_copy(update={"headline": head})})
        for it, head in zip(came, heads, strict=True)
    ]
    found = told(RuleState(), came)
    assert [(it.kind.value, it.stories[0].version) for it in found] == [
        ("match", 1),
        ("updated", 3),
    ]


def test_who_was_told_of_a_hold_is_told_of_its_end() -> None:
    came = [
        match(),
        match(version=2, signal=Signal.HOLD),
        match(version=3, signal=Signal.RELEASE),
        match(version=4),
    ]
    state = RuleState()
    found = told(state, came)
    assert [it.kind.value for it in found] == ["match", "held", "released"]
    # Also where the rule doesn't match any more.
    missed = match(version=3, signal=Signal.RELEASE, matches=False)
    assert [it.kind.value for it in told(RuleState(), [*came[:2], missed])] == [
        "match",
        "held",
        "released",
    ]
    again = RuleState()
    for it in found[:2]:
        again.note(it)
    assert [it.id for it in told(again, came[2:])] == [found[2].id]
