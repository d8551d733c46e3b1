"""The day of a dateline. It seldom has a year, so the year nearest to the story's day is taken."""

import datetime as dt
import re
from typing import NamedTuple

from stream.wire.dateline.months import misspelt_month, month, weekday

_CENTURIES = (-100, 0, 100)
_HALF_A_YEAR = dt.timedelta(days=182)

_WORD = r"[^\W\d_]{3,12}"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|re|[ºª°])?(?![0-9])"
# Two digits are a year only right before the agency or the dash ("4 FEB 90 (ACAN-EFE) --").
_YEAR = (
    r"(?:\.?,?\s{1,9}(?:del?\s)?"
    r"(?P<year>(?:18|19|20|21)[0-9]{2}(?![0-9])|[0-9]{2}(?=\s{0,9}\(|\s{1,9}[-–—_/])))?"
)
# "le 3 mai", "den 3. maj", "3 de mayo", "3. Mai"
_DAY_FIRST = re.compile(
    r"(?:(?:le|den|el|il|am|op|the)\s{1,9})?"
    rf"{_DAY}\.?\s{{0,9}}(?:de\s|of\s|d['’])?(?P<month>{_WORD})\b{_YEAR}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"(?P<month>{_WORD})\.?\s{{0,9}}{_DAY}{_YEAR}", re.IGNORECASE)
# The order of Hungarian: "2025. április 25., péntek"
_YEAR_FIRST = re.compile(
    rf"(?P<year>(?:18|19|20|21)[0-9]{{2}})\.?\s{{1,9}}(?P<month>{_WORD})\s{{1,9}}(?P<day>[0-9]{{1,2}})\.?(?![0-9])"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])")
_BY_DOTS = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})?(?![0-9])")
# Only before the agency's bracket ("03/05 (BELGA)"): elsewhere the month may come first.
_BY_STROKES = re.compile(
    r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?:/(?P<year>[0-9]{4}))?(?=\s{0,9}\()"
)
_BY_NUMBER = (_DAY_FIRST, _BY_DOTS, _BY_STROKES, _ISO, _YEAR_FIRST)
_BY_WORD = (_MONTH_FIRST, _DAY_FIRST)
_A_WORD = re.compile(_WORD)


class Day(NamedTuple):
    """A day as written: a month and a day with or without the year, or a weekday."""

    month: int = 0
    day: int = 0
    year: int | None = None
    weekday: int | None = None

    def nearest(self, reference: dt.date) -> dt.date | None:
        """The date that is meant, seen from `reference`; None where no year has that day.

        A weekday is the last one up to the reference, for news is filed after the fact.
        """
        if self.weekday is not None:
            return _back(reference, (reference.weekday() - self.weekday) % 7)
        if self.year is None:
            same_year = _date(reference.year, self.month, self.day)
            if same_year and abs(same_year - reference) < _HALF_A_YEAR:
                return same_year
        found = [it for year in self._years(reference) if (it := _date(year, self.month, self.day))]
        return min(found, key=lambda it: abs(it - reference), default=None)

    def _years(self, reference: dt.date) -> list[int]:
        if self.year is None:
            return [reference.year - 1, reference.year, reference.year + 1]
        if self.year >= 100:  # noqa: PLR2004 - two digits leave the century open
            return [self.year]
        century = reference.year - reference.year % 100
        return [century + shift + self.year for shift in _CENTURIES]


def read_day(text: str, start: int) -> tuple[Day, int] | None:
    """The date or weekday that stands at `start`, and where it ends."""
    if text[start : start + 1].isdecimal():
        return _dated(text, start, _BY_NUMBER)
    if found := _dated(text, start, _BY_WORD):
        return found
    word = _A_WORD.match(text, start)
    number = weekday(word[0]) if word else None
    return (Day(weekday=number), word.end()) if word and number is not None else None


def read_misspelt_day(text: str, start: int) -> tuple[Day, int] | None:
    """The same for an English month with one wrong letter: ask only where a date is due."""
    found = _MONTH_FIRST.match(text, start)
    number = misspelt_month(found["month"]) if found else None
    if found is None or number is None:
        return None
    day = _checked(number, found)
    return (day, found.end()) if day else None


def _dated(
    text: str, start: int, forms: tuple[re.Pattern[str], ...]
) -> tuple[Day, int] | None:  # fmt: skip
    for form in forms:
        if (found := form.match(text, start)) and (day := _day(found)):
            return day, found.end()
    return None


def _day(found: re.Match[str]) -> Day | None:
    name = found["month"]
    number = int(name) if name.isdecimal() else month(name)
    return _checked(number, found) if number else None


def _checked(number: int, found: re.Match[str]) -> Day | None:
    year = found["year"]
    read = Day(number, int(found["day"]), int(year) if year else None)
    # 2000 is a leap year: only a day that no year has is refused here.
    return read if _date(2000, read.month, read.day) else None


def _back(day: dt.date, days: int) -> dt.date | None:
    return day - dt.timedelta(days) if day.toordinal() > days else None


def _date(year: int, month_number: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month_number, day)
    except ValueError:
        return None
