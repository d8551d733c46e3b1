"""Units that follow an amount: percent, tonnes, kilometres, degrees; and magnitudes before it."""

import re
from functools import cache
from typing import NamedTuple

from stream.enrich.lists import rows, several
from stream.enrich.numbers.amounts import Amount

_REACH = 28
_MAGNITUDE_BEFORE = re.compile(
    r"\bmagnitude(?:s)?(?: of| was| at|-| estimated at| put at)?[ -]?$", re.IGNORECASE
)
_MAGNITUDE_AFTER = re.compile(r"[- ]magnitude\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?<=[\s(])[-\u2212\u2013]|\bminus )$", re.IGNORECASE)
# Two feet are also a body's, and a yard a place: without digits these count nothing.
_DIGITS_ONLY = {"C", "F", "C.", "foot", "ft", "pc", "ha", "mm", "point", "points", "oz", "\u00b0"}
_METRES = re.compile(r"(?:(?<=\d)m| m)(?!\w)")
_WORD = re.compile(r"[ \u00a0-]?(\w+|\W)")
_HIGHEST_MAGNITUDE = 10
_TEMPERATURE = "temperature"
_BELOW = re.compile(r" below(?: zero| freezing)?\b")


class Measure(NamedTuple):
    """Where a measured amount stands, how much, in what unit."""

    start: int
    end: int
    value: float
    unit: str


def measure(text: str, amount: Amount) -> Measure | None:
    """The unit that stands after the amount, or the magnitude that it is."""
    if found := _magnitude(text, amount):
        return found
    word = _WORD.match(text, amount.end)
    after = _after().match(text, amount.end) if word and word[1].lower() in _firsts() else None
    if after:
        return _measured(text, amount, after)
    metres = None if amount.words or amount.scaled else _METRES.match(text, amount.end)
    return Measure(amount.start, metres.end(), amount.value, "metre") if metres else None


def _measured(text: str, amount: Amount, after: re.Match[str]) -> Measure | None:
    spelling = after["unit"]
    unit, kind = _spellings()[spelling.lower()]
    if amount.words and spelling in _DIGITS_ONLY:
        return None
    if len(spelling) == 1 and spelling in "cf":
        return None
    start, value = amount.start, amount.value
    if kind == _TEMPERATURE:
        minus = _MINUS.search(text, max(0, start - 6), start)
        if minus:
            start, value = minus.start(), -value
        elif below := _BELOW.match(text, after.end()):
            return Measure(start, below.end(), -value, unit)
    return Measure(start, after.end(), value, unit)


def _magnitude(text: str, amount: Amount) -> Measure | None:
    if amount.words or amount.scaled or amount.value >= _HIGHEST_MAGNITUDE:
        return None
    before = _MAGNITUDE_BEFORE.search(text, max(0, amount.start - _REACH), amount.start)
    after = _MAGNITUDE_AFTER.match(text, amount.end)
    if not before and not after:
        return None
    return Measure(amount.start, amount.end, amount.value, "magnitude")


@cache
def _spellings() -> dict[str, tuple[str, str]]:
    return {
        spelling.lower(): (unit, kind)
        for unit, kind, spellings in rows("numbers", "units.tsv")
        for spelling in several(spellings)
    }


@cache
def _firsts() -> frozenset[str]:
    """What units begin with, a word or a sign: after most amounts another stands."""
    return frozenset(found[1] for it in _spellings() if (found := _WORD.match(it)))


@cache
def _after() -> re.Pattern[str]:
    listed = sorted(_spellings(), key=len, reverse=True)
    return re.compile(
        rf"[ \u00a0-]?(?P<unit>{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE
    )
