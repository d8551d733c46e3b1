"""Dates and times as wires write them. One without a zone is taken as UTC, and that is noted."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from stream.wire.dateline.days import read_day

_BY_DOTS = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s{1,2}(?:kl\.?\s)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?",
    re.ASCII,
)
_NEARLY_ISO = re.compile(
    r"(\d{4}[-/]\d\d[-/]\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(UTC|GMT|Z|[+-]\d\d:?\d\d)?",
    re.ASCII | re.IGNORECASE,
)
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?", re.ASCII)
_FOUR_DIGITS = 1000
_MILLISECONDS_FROM = 1e11
"""A number above it counts milliseconds: as seconds it would be the year 5138."""


class Moment(NamedTuple):
    """A moment with its zone, and whether the zone was said or assumed."""

    when: dt.datetime
    zone_known: bool


def moment(value: str | float) -> Moment | None:
    """Read ISO 8601, RFC 5322 or seconds since 1970; None where it is none of these."""
    try:
        found = _from_text(value.strip()) if isinstance(value, str) else _from_number(value)
        return None if found is None else _with_zone(found)
    except (ValueError, OverflowError, OSError):
        return None


def _from_text(value: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        return _from_mail(value)


def _from_mail(value: str) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, AttributeError):  # all that odd input brings forth
        return _from_words(value)


def _from_words(value: str) -> dt.datetime | None:
    """What scripts write instead of ISO 8601: "2025/04/25 14:30 UTC", or seconds as a text."""
    if found := _NEARLY_ISO.fullmatch(value):
        zone = found[3].upper() if found[3] else ""
        zone = "+00:00" if zone in {"UTC", "GMT", "Z"} else zone
        return dt.datetime.fromisoformat(f"{found[1].replace('/', '-')}T{found[2]}{zone}")
    if _SECONDS.fullmatch(value):
        return _from_number(int(value))
    return _from_day(value)


def _from_day(value: str) -> dt.datetime | None:
    """A day with its year: "25 April 2025", "April 25, 2025", "25.04.2025", "25.04.2025 17:30"."""
    if found := _BY_DOTS.fullmatch(value):
        day, month, year, hour, minute, second = (int(it or 0) for it in found.groups())
        return dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - noted as such
    read = read_day(value, 0)
    if read is None or read[1] != len(value) or read[0].year is None:
        return None
    date = read[0].nearest(dt.date(read[0].year, 1, 1)) if read[0].year >= _FOUR_DIGITS else None
    return dt.datetime.combine(date, dt.time()) if date else None


def _from_number(value: float) -> dt.datetime:
    seconds = value / 1000 if abs(value) > _MILLISECONDS_FROM else value
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC)


def _with_zone(found: dt.datetime) -> Moment:
    if found.tzinfo is dt.UTC:
        return Moment(found, zone_known=True)
    offset = found.utcoffset()
    if offset is None:
        return Moment(found.replace(tzinfo=dt.UTC), zone_known=False)
    # RFC 3339 has no seconds in an offset.
    if offset % dt.timedelta(minutes=1):
        found = found.astimezone(dt.UTC)
    found.astimezone(dt.UTC)  # raises where the moment lies outside the calendar
    return Moment(found, zone_known=True)
