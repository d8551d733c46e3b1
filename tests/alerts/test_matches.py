"""What a match carries of its story."""

from datetime import UTC, datetime

import pytest

from schemas.alert import Match
from schemas.ninjs import Text
from schemas.rule import Rule
from schemas.wire import Signal
from stream.alerts.copies import sketched
from stream.alerts.matching import LONGEST_HEADLINE, Matcher
from tests.schemas import samples


@pytest.fixture
def matcher() -> Matcher:
    found = Matcher()
    for rule in (Rule(id="copies", query="ferry", copies=3600), Rule(id="plain", query="ferry")):
        assert found.take(rule.id, rule.to_json()) is None
    return found


def matched(matcher: Matcher, signal: Signal) -> dict[str, Match]:
    story = samples.enriched()
    story = story.model_copy(update={"wire": story.wire.model_copy(update={"signal": signal})})
    return {it.rule.id: it for it in matcher.matches(story, datetime.now(UTC))}


def test_a_text_is_sketched_for_the_rules_that_ask_for_copies(matcher: Matcher) -> None:
    found = matched(matcher, Signal.NEW)
    assert found["copies"].story.sketch == sketched(samples.enriched().story.body)
    assert found["copies"].story.sketch
    assert found["plain"].story.sketch == ""
    assert b"sketch" not in found["plain"].to_json()


def test_a_rule_that_was_removed_matches_nothing_and_tells_nothing_more(matcher: Matcher) -> None:
    gone = Rule(id="copies", query="ferry", removed=True)
    assert matcher.take("copies", gone.to_json()) is None
    assert set(matched(matcher, Signal.NEW)) == {"plain"}
    told = matcher.misses(["copies", "plain"], samples.enriched(), datetime.now(UTC))
    assert [it.rule.id for it in told] == ["plain"]


def test_a_headline_without_end_is_cut(matcher: Matcher) -> None:
    story = samples.enriched()
    long = story.story.model_copy(update={"headlines": [Text(value="ferry " * 10_000)]})
    found = matcher.matches(story.model_copy(update={"story": long}), datetime.now(UTC))
    assert {len(it.story.headline or "") for it in found} == {LONGEST_HEADLINE}


def test_nothing_of_a_text_that_nobody_may_use_is_sketched(matcher: Matcher) -> None:
    assert {it.story.sketch for it in matched(matcher, Signal.KILL).values()} == {""}
