"""A line that is a date and nothing else: `April 25, 2025 08:00 AM Eastern Daylight Time`.

Releases and texts copied from pages carry it above or below the headline.
"""

import datetime as dt
import re

from stream.wire.dateline.days import Day, read_day
from stream.wire.formats.stamps import zone_of
from stream.wire.moments import Moment, moment

_LONGEST = 80
_BEFORE = re.compile(
    r"\s*(?:(?:Published|Updated|Issued|Posted|Released|Date)\s?:?\s+(?:on\s|at\s)?)?"
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sat|Sun)(?:day)?[.,]?\s+)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?![.\d])(?::\d\d)?\s?(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s?(?:hrs|hours|Uhr)?\s{0,2}\(?(?P<zone>(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d\d)?"
    r"|[A-Z]{1,4}(?![a-z])|(?:Eastern|Central|Mountain|Pacific) (?:Daylight|Standard) Time)?\)?"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\dT")
_SHIFT = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?")
_BETWEEN = re.compile(r"[\s,|;–—-]{0,6}(?:at\s|kl\.?\s)?")
_AMERICAN = {
    f"{place} {kind} Time": hours + (kind == "Daylight")
    for place, hours in (("Eastern", -5), ("Central", -6), ("Mountain", -7), ("Pacific", -8))
    for kind in ("Daylight", "Standard")
}
_NOON = 12


def date_line(line: str) -> Moment | None:
    """The moment that the whole line says; None for a line that says anything else.

    The year must stand there. A day without a time is its midnight, a time without a zone is taken
    as UTC, and the moment says so.
    """
    if len(line) > _LONGEST or not any(sign.isdecimal() for sign in line):
        return None
    text = line.strip()
    if _ISO.match(text):
        return moment(text)
    before = _BEFORE.match(text)
    at = before.end() if before else 0
    clock = _CLOCK.match(text, at)
    if clock:
        at = _after(text, clock.end())
    read = read_day(text, at)
    if read is None:
        return None
    day, at = read
    if clock is None and at < len(text):
        clock = _CLOCK.match(text, _after(text, at))
        at = clock.end() if clock else at
    return None if text[at:].strip() else _moment(day, clock)


def _after(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _moment(day: Day, clock: re.Match[str] | None) -> Moment | None:
    date = day.nearest(dt.date(day.year, 1, 1)) if day.year and day.year > 99 else None  # noqa: PLR2004
    if date is None:
        return None
    hour, minute = (int(clock["hour"]), int(clock["minute"])) if clock else (0, 0)
    if clock and clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"][0] in "Pp" else 0)
    zone = _zone(clock["zone"]) if clock else None
    try:
        time = dt.time(hour, minute, tzinfo=zone or dt.UTC)
    except ValueError:
        return None
    return Moment(dt.datetime.combine(date, time), zone_known=zone is not None)


def _zone(name: str | None) -> dt.timezone | None:
    if name is None:
        return None
    if name in _AMERICAN:
        return dt.timezone(dt.timedelta(hours=_AMERICAN[name]))
    if shift := _SHIFT.fullmatch(name):
        hours, minutes = int(shift[2]), int(shift[3] or 0)
        if hours > 14 or minutes > 59:  # noqa: PLR2004 - no zone lies further away
            return None
        away = dt.timedelta(hours=hours, minutes=minutes)
        return dt.timezone(-away if shift[1] == "-" else away)
    return zone_of(name)
