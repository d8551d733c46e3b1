"""Where dates stand in a text: days, weekdays, months and years, left to right."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from stream.enrich.dates.calendar import MONTHS, day, month, near, shifted, weekday
from stream.enrich.sentences.lines import unwrapped

READS = 100_000

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_MONTHS = re.compile(rf"(?:{_MONTH}|{_MONTH.upper()})(?!\w)")
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_WEEKDAYS = re.compile(rf"(?:{_WEEKDAY}|{_WEEKDAY.upper()})(?!\w)")
_NEAR = re.compile(r"(?:today|yesterday|tomorrow|tonight|Today|Yesterday|Tomorrow)(?![\w'\u2019])")
_RELATIVE = re.compile(r"(?:last|next|this|Last|Next|This) (?:year|month)(?![\w'\u2019])")
# These two begin with a digit: of these a text has few, and one that looks back tries every letter.
_ISO = re.compile(r"(\d(?<![\w/-]\d)\d{3})-(\d{2})-(\d{2})(?![\w/-])")
_YEAR = re.compile(
    r"(?P<year>[12](?:"
    + "|".join(
        rf"(?<=\b{it} [12])"
        for it in (
            *("in", "since", "by", "until", "of", "from", "to", "during", "before", "after"),
            *("between", "and", "year", "In", "Since", "By"),
        )
    )
    + r")(?:(?<=1)[5-9]|(?<=2)0)\d\d)(?![\w/%-]|[.,]\d| (?:people|dollars|euros))"
)
_DAY_AFTER = re.compile(
    r"\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w:%]|[.,]\d| per)"
    r"(?:,? (?P<year>(?:1[5-9]|20)\d\d)\b)?"
)
_YEAR_AFTER = re.compile(r"\.?,? (?P<year>(?:1[5-9]|20)\d\d)\b")
_DAY_BEFORE = re.compile(r"(?<![\w.,$:])(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
_WEEKDAY_BEFORE = re.compile(rf"\b(?:{_WEEKDAY}),? (?:the )?$")
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|to|of|last|next|this|early|late|mid|between|during|and) $",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?P<which>last|next) $", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|due|scheduled|planned|expected|set to|plans? to|upcoming|ahead of|until|by"
    r"|deadline|to be held|begins?|starts?|takes place|is to|are to|invited)\b"
    r"[^.!?,;\"\u201c\u201d]*$"
)
_SAID = re.compile(
    r"\b(?:said|told [\w ]{1,30}|announced|reported|confirmed|\w+ed|wrote|met|was|were)"
    r"(?: (?:late|early))?(?: on)? $"
)
_REACH = 100
_CLOSE = 14
_LAST_DAY = 31


class Written(NamedTuple):
    """A date in the text, end exclusive, and what it is in ISO 8601 (day, month or year)."""

    start: int
    end: int
    iso: str | None


def find_dates(text: str, seen_from: dt.date | None = None, start: int = 0) -> list[Written]:
    """The dates of a text in English after `start`; `seen_from` is the story's own day.

    Without it days that need one ("Friday") have no ISO form.
    """
    read = unwrapped(text[: start + READS])
    found = sorted(_all(read, seen_from, start), key=lambda it: (it.start, -it.end))
    kept: list[Written] = []
    for it in found:
        if not kept or it.start >= kept[-1].end:
            kept.append(it)
    return kept


def _all(text: str, seen_from: dt.date | None, since: int) -> Iterator[Written]:
    for match in _MONTHS.finditer(text, since):
        if found := _with_month(text, match, seen_from, since):
            yield found
    for match in _WEEKDAYS.finditer(text, since):
        yield _weekday(text, match, seen_from)
    for match in _NEAR.finditer(text, since):
        yield Written(*match.span(), near(seen_from, match[0]).isoformat() if seen_from else None)
    for match in _RELATIVE.finditer(text, since) if seen_from else ():
        yield Written(*match.span(), shifted(seen_from, *match[0].split()))  # type: ignore[arg-type]
    for match in _ISO.finditer(text, since):
        year, number, at = map(int, match.groups())
        if iso := day(year, number, at, None):
            yield Written(*match.span(), iso)
    for match in _YEAR.finditer(text, since):
        yield Written(*match.span("year"), match["year"])


def _with_month(
    text: str, match: re.Match[str], seen_from: dt.date | None, since: int
) -> Written | None:
    start, end = match.span()
    number = MONTHS[match[0].lower()]
    before = _DAY_BEFORE.search(text, max(since, start - _CLOSE), start)
    if before:
        year = _YEAR_AFTER.match(text, end)
        parts = _Parts(before.start(), year.end() if year else end, before["day"], number)
        return _day(text, parts._replace(year=year and year["year"]), seen_from)
    after = _DAY_AFTER.match(text, end)
    if after:
        parts = _Parts(start, after.end(), after["day"], number, after["year"])
        return _day(text, parts, seen_from)
    if year := _YEAR_AFTER.match(text, end):
        return Written(start, year.end(), f"{year['year']}-{number:02}")
    if not _MONTH_BEFORE.search(text, max(since, start - _CLOSE), start):
        return None
    ahead = _looks_ahead(text, start)
    return Written(start, end, month(number, seen_from, ahead=ahead) if seen_from else None)


class _Parts(NamedTuple):
    start: int
    end: int
    day: str
    month: int
    year: str | None = None


def _day(text: str, parts: _Parts, seen_from: dt.date | None) -> Written | None:
    start, end, number, month_number, year = parts
    iso = day(int(year) if year else None, month_number, int(number), seen_from)
    if iso is None and (year or seen_from or not 1 <= int(number) <= _LAST_DAY):
        return None
    named = _WEEKDAY_BEFORE.search(text, max(0, start - _CLOSE), start)
    return Written(named.start() if named else start, end, iso)


def _weekday(text: str, match: re.Match[str], seen_from: dt.date | None) -> Written:
    start, end = match.span()
    which = _WHICH.search(text, max(0, start - _CLOSE), start)
    iso = None
    if seen_from:
        said = which["which"].lower() if which else ""
        iso = weekday(seen_from, match[0], said, ahead=_looks_ahead(text, start)).isoformat()
    return Written(which.start() if which else start, end, iso)


def _looks_ahead(text: str, start: int) -> bool:
    """Whether the words before speak of what is to come."""
    since = max(0, start - _REACH)
    if _SAID.search(text, max(since, start - 40), start):
        return False
    return bool(_AHEAD.search(text, since, start))
