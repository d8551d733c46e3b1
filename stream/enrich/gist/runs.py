"""Runs of one to four words that can be a phrase.

They end in a noun; no function word, verb, name, figure or mark stands within.
"""

from collections.abc import Iterator

from stream.enrich.gist.kinds import (
    ADJECTIVE,
    AUXILIARY,
    DETERMINER,
    EITHER,
    IN_PHRASES,
    MODAL,
    NOUN,
    OWNER,
    PARTICIPLE,
    PRONOUN,
    STOP,
    kind,
)
from stream.enrich.gist.told import GAP, Words

MOST_WORDS = 4
_OPENERS = frozenset({".", "?", "!", ":", ";", '"', "\u201c", "\u2018", "(", GAP, "\u2022", "-"})
_NAME = "x"
_NOUNS = (NOUN, EITHER)
_DESCRIBES = (ADJECTIVE, PARTICIPLE)
_VERB_BEFORE = frozenset({MODAL, PRONOUN, AUXILIARY, _NAME})
"""After these a word that is noun or verb is a verb: "will plan", "Kenya plans"."""


def runs(words: Words) -> Iterator[tuple[int, int]]:
    """The first and the last word of each run, by their numbers in `words`, left to right."""
    kinds = _kinds(words)
    first = -1
    before = STOP
    for at, it in enumerate(kinds):
        inside = it in IN_PHRASES and not (
            (it is EITHER and before in _VERB_BEFORE)
            or (it is PARTICIPLE and (before in _VERB_BEFORE or before in _NOUNS))
        )
        if inside and first < 0:
            first = at
        elif not inside and first >= 0:
            if it is not OWNER and (last := _last(kinds, first, at)) >= first:
                yield max(first, last - MOST_WORDS + 1), last
            first = -1
        before = it if inside or it is not EITHER else STOP
    if first >= 0 and (last := _last(kinds, first, len(kinds))) >= first:
        yield max(first, last - MOST_WORDS + 1), last


def _last(kinds: list[str], first: int, end: int) -> int:
    """The last word of a run without adjectives left over, or a verb before "the"."""
    last = end - 1
    if end < len(kinds) and kinds[end] is DETERMINER:
        last -= 1
    while last >= first and kinds[last] in _DESCRIBES:
        last -= 1
    return last


def _kinds(words: Words) -> list[str]:
    """The kind of each word; words with a capital within a sentence are names."""
    low, text = words.low, words.text
    found = list(map(kind, low))
    capitals = [at for at, start in enumerate(words.starts) if text[start].isupper()]
    for at in capitals:
        if at and low[at - 1] not in _OPENERS and found[at] is not OWNER:
            found[at] = _NAME
    at = words.named.find(1)
    while at >= 0:
        found[at] = _NAME
        at = words.named.find(1, at + 1)
    return found
