"""Matches and stories for tests of what rules tell."""

from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.alert import FoundStory, Match, Sentence
from schemas.rule import Rule
from schemas.wire import Signal

START = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


def rule(**fields: Any) -> Rule:
    return Rule.model_validate({"id": "ferries", "query": "ferry", **fields})


def match(
    story: str = "one",
    version: int = 1,
    *,
    minutes: float = 0,
    signal: Signal = Signal.UPDATE,
    matches: bool = True,
    said: str = "Ferries sail.",
    asked: Rule | None = None,
    **fields: Any,
) -> Match:
    at = START + timedelta(minutes=minutes)
    gone = signal.ends_story or signal is Signal.HOLD
    sentences = [] if gone or not matches else [Sentence(text=said, start=0, end=len(said))]
    found = FoundStory(
        story_id=story,
        version=version,
        signal=signal,
        arrived=at,
        headline=None if gone else "Ferries",
        sentences=sentences,
        **fields,
    )
    return Match(at=at, matches=matches and not gone, rule=asked or rule(), story=found)
