"""Times as wires stamp them below a story: `251420 GMT Apr 25`, `AP-WF-04-25-25 1415GMT`.

A stamp without a zone is taken as UTC and its zone said to be unknown; one without a year gets the
year nearest to the day of arrival.
"""

import datetime as dt
import re

from stream.wire.dateline.days import Day, read_day
from stream.wire.moments import Moment

_FAR = 300
"""Characters below a story in which a stamp is looked for."""
# The first three letters of the months, in the languages of agencies that use these formats.
_MONTH_NAMES = {
    1: "jan gen ene",
    2: "feb fev fév fbr",
    3: "mar mrz mär mae mrt",
    4: "apr avr abr",
    5: "may mai mag maj mei",
    6: "jun giu",
    7: "jul lug",
    8: "aug aou aoû ago",
    9: "sep set",
    10: "oct okt ott out",
    11: "nov",
    12: "dec dez dic des déc",
}
_MONTHS = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
_HOURS = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "EDT": -4, "CDT": -5, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
# In Australia EST is Sydney's time, CST Adelaide's; MST is Malaysia's too.
_AMERICAN = {"EST": -5, "CST": -6, "MST": -7}
_LETTERS = r"[^\W\d_]"
_BY_DAY = re.compile(
    rf"(?<!\d)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s{{0,3}}(?P<zone>[A-Z]{{1,4}})?\s{{0,3}}"
    rf"(?P<month>{_LETTERS}{{3,9}})\.?\s{{0,3}}(?P<year>\d{{4}}|\d\d)?(?!\d)"
)
_BY_NUMBERS = re.compile(
    r"(?<!\d)(?P<first>\d\d)-(?P<second>\d\d)-(?P<year>\d{4}|\d\d)[ \t]{1,3}"
    r"(?P<hour>\d\d):?(?P<minute>\d\d)[ \t]{0,3}(?P<zone>[A-Z]{1,4})?(?![a-z])"
)
_TIME_FIRST = re.compile(
    r"(?<!\d)(?P<hour>\d\d):(?P<minute>\d\d)-(?P<first>\d\d)-(?P<second>\d\d)-(?P<year>\d{4}|\d\d)"
)
_BY_NAME = re.compile(
    rf"(?<!\d)(?P<day>\d\d)[- ](?P<month>{_LETTERS}{{3}})[- ](?P<year>\d{{4}}|\d\d)[ \t]{{1,3}}"
    r"(?P<hour>\d\d)[:.](?P<minute>\d\d)(?!\d)"
)
_ISSUED = re.compile(
    r"(?:Issued|ISSUED) at (\d{1,2})[:.](\d\d) ?([AaPp])\.?[Mm]\.?(?: ([A-Z]{3,4}))?,?(?: on)? "
    r"(?:[A-Za-z]{3,6}day,? )?(.{6,24})"
)
_MONTHS_OF_A_YEAR = 12
_NOON = 12


def stamp(text: str, arrived: dt.datetime) -> Moment | None:
    """The time that stands in the lines below a story, or None."""
    text = text[:_FAR]
    if found := _BY_DAY.search(text):
        return _of(found, arrived, int(found["day"]), _month(found["month"]), found["zone"])
    if found := _TIME_FIRST.search(text):
        day, month = _in_order(int(found["first"]), int(found["second"]))
        return _of(found, arrived, day, month, None)
    if found := _BY_NUMBERS.search(text):
        day, month = _in_order(int(found["second"]), int(found["first"]))
        return _of(found, arrived, day, month, found["zone"], hours=_HOURS | _AMERICAN)
    if found := _BY_NAME.search(text):
        return _of(found, arrived, int(found["day"]), _month(found["month"]), None)
    return None


def issued(line: str, arrived: dt.datetime) -> Moment | None:
    """The time of a bulletin's own line, `Issued at 10:40 am EST on Friday 25 April 2025`."""
    found = _ISSUED.match(line)
    day = read_day(found[5], 0) if found else None
    date = day[0].nearest(arrived.date()) if day else None
    if found is None or date is None:
        return None
    hour = int(found[1]) % _NOON + (_NOON if found[3].lower() == "p" else 0)
    return _moment(date, hour, int(found[2]), zone_of(found[4]))


def zone_of(name: str | None, hours: dict[str, int] = _HOURS) -> dt.timezone | None:
    """The zone that these letters mean, or None where they mean several or none."""
    shift = hours.get(name.upper()) if name else None
    return None if shift is None else dt.timezone(dt.timedelta(hours=shift))


def near(month: int, day: int, arrived: dt.datetime) -> Moment | None:
    """The start of a day that is written without its year."""
    date = Day(month, day).nearest(arrived.date())
    return _moment(date, 0, 0, None) if date else None


def _of(
    found: re.Match[str], arrived: dt.datetime, day: int, month: int | None, zone: str | None,
    *, hours: dict[str, int] = _HOURS,
) -> Moment | None:  # fmt: skip
    if month is None:
        return None
    year = int(found["year"]) if found["year"] else None
    date = Day(month, day, year).nearest(arrived.date())
    return _moment(date, int(found["hour"]), int(found["minute"]), zone_of(zone, hours))


def _month(name: str) -> int | None:
    return _MONTHS.get(name[:3].lower())


def _in_order(day: int, month: int) -> tuple[int, int]:
    """Day and month, changed round where they can't be so."""
    return (month, day) if month > _MONTHS_OF_A_YEAR >= day else (day, month)


def _moment(
    date: dt.date | None, hour: int, minute: int, zone: dt.timezone | None
) -> Moment | None:
    try:
        clock = dt.time(hour, minute, tzinfo=zone or dt.UTC)
    except ValueError:
        return None
    return Moment(dt.datetime.combine(date, clock), zone_known=zone is not None) if date else None
