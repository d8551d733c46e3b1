"""The day of a dateline. It seldom has a year, so the year nearest to the story's day is taken."""

import datetime as dt
import re
from typing import NamedTuple

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
_MONTHS = _MONTH_NAMES.split()
_SHORT = {"sept": 9}
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAYS = _WEEKDAY_NAMES.split()
_CENTURIES = (-100, 0, 100)

_MONTH = (
    r"(?P<{}>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\b"
)
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
# Two digits are a year only right before the agency or the dash ("4 FEB 90 (ACAN-EFE) --").
_YEAR = r"(?:\.?,?\s+(?P<{}>(?:18|19|20|21)\d{{2}}(?!\d)|\d{{2}}(?=\s*\(|\s+[-–—_/])))?"
_FORMS = re.compile(
    rf"{_MONTH.format('m1')}\.?\s*{_DAY.format('d1')}{_YEAR.format('y1')}"
    rf"|{_DAY.format('d2')}\s+{_MONTH.format('m2')}{_YEAR.format('y2')}"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_WEEKDAY = re.compile(rf"(?:{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE | re.ASCII)


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
    if found := _FORMS.match(text, start):
        day = _day(found)
        return (day, found.end()) if day else None
    if found := _WEEKDAY.match(text, start):
        return Day(weekday=_WEEKDAYS.index(found[0].lower())), found.end()
    return None


def _day(found: re.Match[str]) -> Day | None:
    parts = next(
        tuple(found[f"{part}{form}"] for part in "ymd") for form in "123" if found[f"d{form}"]
    )
    year, month, day = parts
    read = Day(month=_month(month), day=int(day), year=int(year) if year else None)
    # 2000 is a leap year: only a day that no year has is refused here.
    return read if _date(2000, read.month, read.day) else None


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    plain = word.lower().rstrip(".")
    known = (number for number, name in enumerate(_MONTHS, 1) if name.startswith(plain))
    return _SHORT.get(plain) or next(known)


def _back(day: dt.date, days: int) -> dt.date | None:
    return day - dt.timedelta(days) if day.toordinal() > days else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
