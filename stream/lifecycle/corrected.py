"""What a correction says was wrong, where it says it: in a note, in brackets, or in a sentence."""

import re

from schemas.events import ParsedStory
from schemas.wire import Signal
from stream.lifecycle.parts import sentences

CORRECTED = "corrected"
"""In `wire.extra`: the sentences that say what was wrong, in their order."""
MOST, LONGEST = 3, 300
_NEAR = 4
"""Sentences from the beginning and from the end that are looked at: such a remark stands there."""
_SIGNALS = frozenset({Signal.CORRECTION, Signal.REFILE})
_SAYS = re.compile(
    r"\bcorrects?\b (?!to\b)|\bcorrecting\b|\bcorrected (?:to|in|from|that|throughout)\b"
    r"|\b(?:has|have|was|were) (?:been )?corrected\b|\bplease read\b|\bshould (?:have )?read\b"
    r"|\b(?:erroneously|incorrectly|mistakenly|wrongly) [a-z]"
    r"|\b(?:reported|said|stated|identified|gave|listed|misstated|misspelled|misidentified)"
    r" (?:erroneously|incorrectly|mistakenly|in error)\b"
    r"|\bmis(?:stated|spelled|identified|reported)\b|\brefil(?:es|ed|ing) to\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]{8,400})\)")


def corrected(event: ParsedStory) -> list[str]:
    """The sentences; none where it is no correction or doesn't say."""
    if event.wire.signal not in _SIGNALS:
        return []
    said = sentences(event.story.body)
    near = said if len(said) <= 2 * _NEAR else [*said[:_NEAR], *said[-_NEAR:]]
    notes = sentences(event.story.ed_note or "")
    found = [_remark(it) for it in (*notes, *near) if _SAYS.search(it)]
    return list(dict.fromkeys(found))[:MOST]


def _remark(sentence: str) -> str:
    """What stands in brackets alone, where that says it; a story may follow."""
    inside = (it[1] for it in _BRACKETS.finditer(sentence) if _SAYS.search(it[1]))
    return next(inside, sentence).strip("() ")[:LONGEST]
