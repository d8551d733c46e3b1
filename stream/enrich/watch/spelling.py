"""Whether words of a text are a listed name spelled another way, or only look like it.

Wal-Mart      Walmart, Wal Mart, WAL-MART          not "wal mart" where the list has a capital
McDonald's    McDonald\u2019s, McDonalds
AC Milan      A.C. Milan, AC-Milan
Shell         SHELL, Shells, Shell's               not "shell"
WHO           W.H.O.                               not "who", "Who"
"""

import unicodedata
from itertools import pairwise

from stream.enrich.watch.wording import Token, tokens

_MOST_GAP = 6
_HYPHENS = "-\u2010\u2011\u2012\u2013"
_APOSTROPHES = "'\u2019\u02bc\u02bb\u2018`"
_LEGAL = frozenset({"inc", "ltd", "llc", "llp", "plc", "corp", "co", "sa", "ag", "nv", "gmbh"})
_ABBREVIATED = 2
"""Up to so many letters a dot may follow within a name: "St. Gallen", "A. Smith"."""
_ALL_CAPITALS = 5
"""A name up to so long that is all capitals is written so: "WHO", "OPEC"."""


def gaps_fit(text: str, found: list[Token], name: str) -> bool:
    """Whether what stands between the words of the text could stand between those of the name."""
    listed = list(tokens(name))
    return len(listed) == len(found) and all(
        _gap_fits(text, before, after, name[own.end : own_after.start])
        for (before, after), (own, own_after) in zip(pairwise(found), pairwise(listed), strict=True)
    )


def _gap_fits(text: str, before: Token, after: Token, own: str) -> bool:
    gap = text[before.end : after.start]
    marks = gap.strip()
    if gap == own or not gap:
        return True
    if len(gap) > _MOST_GAP or gap.count("\n") > 1 or (marks and "\n" in gap):
        return False
    if not marks or marks in _HYPHENS or marks in own:
        return True
    if marks in _APOSTROPHES:
        return any(mark in own for mark in _APOSTROPHES)
    if marks == ",":
        return after.word in _LEGAL
    return marks == "." and len(before.word) <= _ABBREVIATED


def case_fits(name: str, written: str, *, case_sensitive: bool | None) -> bool:
    """Whether the capitals are those of the name, or such as a text may set it in.

    Where the list doesn't say: a name without capitals is found in any case, a short one in
    capitals only so, one word with a capital only with one, several words in any case.
    """
    if case_sensitive is not None:
        return not case_sensitive or _same_capitals(name, written)
    if name.lower() == name:
        return True
    if name.isupper() and len(_letters(name)) <= _ALL_CAPITALS:
        return _same_capitals(name, written)
    return " " in name or written.lower() != written


def _same_capitals(name: str, written: str) -> bool:
    """Letter by letter the same, with an ending in small letters at most: "EVs"."""
    own, given = _letters(name), _letters(written)
    rest = given.removeprefix(own)
    return given.startswith(own) and (not rest or rest.islower())


def joined_fits(name: str, written: str, before: str) -> bool:
    """Whether one word is a name of several: "Walmart" is Wal-Mart, "therapist" no "The Rapist".

    Parts that a hyphen or apostrophe joins may be written as one; parts with a space only with
    their capitals ("ManUnited"), or after `#` or `@`.
    """
    if not any(ch.isspace() for ch in name) or before in {"#", "@"}:
        return True
    letters = _letters(written)
    starts = _joints(name)
    return not letters.isupper() and all(letters[at : at + 1].isupper() for at in starts)


def parted_fits(text: str, first: Token, second: Token) -> bool:
    """Whether two words are one name of one word: "Wal Mart", "Wal-Mart" for Walmart."""
    gap = text[first.end : second.start]
    return gap in {" ", *_HYPHENS} and text[first.start].isupper() and text[second.start].isupper()


def _joints(name: str) -> list[int]:
    """Where in the letters of a name its words begin."""
    starts, at = [], 0
    for word in tokens(name):
        starts.append(at)
        at += len(_letters(name[word.start : word.end]))
    return starts


def _letters(name: str) -> str:
    """Letters and digits alone, without accents, in the case that they have."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
    return "".join(filter(str.isalnum, name))
