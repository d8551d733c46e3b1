"""Words by their class: function words each for itself, all others as one of their kind.

A class holds words in any case, only with a capital ("Corp", "River": parts of names), or only
without ("city", "firm": words beside names). The first class that has a word counts.
"""

from functools import cache

from stream.enrich.lists import rows
from stream.enrich.names.tables import words
from stream.gazetteer import demonym

FUNCTION = "function"
_TITLES = ("honorific", "head", "occupation", "modifier", "generic", "particle")
_MIN_CAPITALS = 3

Table = dict[str, dict[str, str]]


def word_class(word: str, form: str) -> str:
    """The word's class; where it is in none, its shape, `form`."""
    lowered = word.lower()
    case = "^" if word[0].isupper() else ""
    found = _classes()
    if kind := found["any"].get(lowered):
        return f"{lowered}{case}" if kind == FUNCTION else f"{kind}{case}"
    if kind := found["capital"].get(word) or _of_capitals(word):
        return f"{kind}^"
    if kind := found["title"].get(lowered):
        return f"{kind}{case}"
    return found["small"].get(word) or ("demonym" if demonym(word) else form)


def joiners() -> frozenset[str]:
    """What may stand between two parts of one name."""
    return frozenset(_classes()["inside"])


def _of_capitals(word: str) -> str | None:
    if len(word) < _MIN_CAPITALS or not word.isupper():
        return None
    return _classes()["capital"].get(word.capitalize())


@cache
def _classes() -> Table:
    found: Table = {"title": {}}
    for case, kind, listed in rows("tagger", "classes.tsv"):
        table = found.setdefault(case, {})
        for word in listed.split():
            table.setdefault(word, kind)
    for kind in _TITLES:
        for word in words(kind):
            found["title"].setdefault(word, kind)
    return found
