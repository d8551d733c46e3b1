"""What a word can be in a phrase, by hand-kept lists and by its ending; no tagger is asked."""

from stream.enrich.lists import words
from stream.enrich.numbers.singular import singular
from stream.gazetteer import demonym
from stream.remembered import Remembered

NOUN, ADJECTIVE, EITHER, PARTICIPLE = "n", "a", "e", "i"
DETERMINER, MODAL, PRONOUN, AUXILIARY, STOP, OWNER = "d", "m", "p", "u", "s", "o"
IN_PHRASES = frozenset({NOUN, ADJECTIVE, EITHER, PARTICIPLE})

_LISTED = {
    **dict.fromkeys(words("gist", "either"), EITHER),
    **{f"{it}s": EITHER for it in words("gist", "either")},
    **dict.fromkeys(words("gist", "adjective"), ADJECTIVE),
    **dict.fromkeys(words("gist", "verb"), STOP),
    **dict.fromkeys(words("gist", "unit"), STOP),
    **dict.fromkeys(words("gist", "break"), STOP),
    **dict.fromkeys(words("gist", "determiner"), DETERMINER),
    **dict.fromkeys(words("gist", "modal"), MODAL),
    **dict.fromkeys(words("gist", "pronoun"), PRONOUN),
    **dict.fromkeys(words("gist", "auxiliary"), AUXILIARY),
}
_FIGURES = (
    "year-",
    "twenty-",
    "thirty-",
    "forty-",
    "fifty-",
    "sixty-",
    "seventy-",
    "eighty-",
    "ninety-",
)
_NOUNS = words("gist", "noun")
_COMMON = words("gist", "common")
_STOPS = ("ly", "ise", "ize", "ises", "izes", "ify", "ifies")
_ADJECTIVES = (
    "al", "ive", "ous", "ful", "ic", "able", "ible", "less", "ish", "ese", "most", "ary-general",
    "-old", "-based", "-led", "-year", "-day", "-member", "-long", "-wide", "-style", "-scale",
)  # fmt: skip
_OWNS = ("'s", "\u2019s", "'", "\u2019")
_SHORTEST = 2
_LONGEST_EST = 6
"""Longer words in -est are mostly superlatives: "harshest", but "forest"."""
_MOST_KNOWN = 1 << 16


def _kind(word: str) -> str:
    """The kind of a word in lower case; a mark, a number or an unknown ending of none is a stop."""
    if listed := _LISTED.get(word):
        return listed
    if word.endswith(_OWNS):
        return OWNER
    if word.startswith(_FIGURES):
        return STOP
    if not word[0].isalpha() or len(word) <= _SHORTEST or "'" in word or "\u2019" in word:
        return STOP
    if word in _NOUNS or word in _COMMON:
        return NOUN
    return _by_ending(word)


def _by_ending(word: str) -> str:
    if word.endswith("ed"):
        return PARTICIPLE
    if word.endswith("ing"):
        return ADJECTIVE if "-" in word else STOP
    if word.endswith(_STOPS):
        return STOP
    if word.endswith(_ADJECTIVES) or _is_compared(word) or demonym(word.title()):
        return ADJECTIVE
    return NOUN


def _is_compared(word: str) -> bool:
    """Whether it is a comparative or superlative: "safer", "harshest", but not "forest"."""
    if word.endswith("est"):
        return len(word) > _LONGEST_EST
    return word.endswith("er") and ADJECTIVE in (_LISTED.get(word[:-1]), _LISTED.get(word[:-2]))


def is_common(word: str) -> bool:
    """Whether so many stories have it that it says little."""
    return word in _COMMON


kind = Remembered(_kind, most=_MOST_KNOWN).__getitem__
"""The kind of a word in lower case; a mark, a number or an unknown ending of none is a stop."""

stem = Remembered(singular, most=_MOST_KNOWN).__getitem__
"""The word in the singular, so that "talk" and "talks" are one."""
