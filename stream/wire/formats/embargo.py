"""Embargoes in words: `EMBARGOED UNTIL 6 a.m. EDT, Friday, May 12`.

A day without a time begins at midnight. What can't be read is never guessed: a story must not be
published too early.
"""

import datetime as dt
import re

from stream.wire.dateline.days import Day, read_day
from stream.wire.formats.stamps import zone_of
from stream.wire.moments import Moment, moment

_FAR = 160
_WHEN = (
    r"(?:(?:at|on|from|after|not before)\s+)?(?:\d|midnight\b|noon\b|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b)"
)
# "Embargo on oil hits ports" is a headline: the word needs a colon, `until` or a time after it.
_LEADS = re.compile(
    r"\s*(?:strictly\s+)?(?:"
    r"embargo(?:ed)?(?:\s+for\s+(?:release|publication))?"
    rf"(?:\s*:|\s+(?:until|till|to|bis)\b:?|\s+(?={_WHEN})|\s*$)"
    r"|sperrfrist\b:?|not\s+for\s+(?:release|publication|use)\s+(?:before|until)\b"
    rf"|for\s+(?:release|use)\s*:?\s*(?={_WHEN})|hold\s+for\s+release\s*:?\s*(?={_WHEN})"
    r")\s*(?:(?:at|on|after|before)\s+)?(?P<rest>.*)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?!\d|\.\d)\s{0,2}(?P<half>[AaPp]\.?[Mm]\b\.?)?"
    r"|\b(?P<hour2>\d{1,2})\s{0,2}(?P<half2>[AaPp]\.?[Mm]\b\.?)"
    r"|\b(?P<hour3>[012]\d)(?P<minute3>[0-5]\d)(?=\s{0,2}(?:[A-Z]{2,4}\b|hrs|hours|$"
    r"|(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)))"
    r"|\b(?P<noon>noon|midday)\b|\b(?P<midnight>midnight)\b",
)
_ZONE = re.compile(r"\s{0,2}(?:hrs|hours|Uhr)?\.?\s{0,2}\(?([A-Z]{2,4})\b")
_WORD = re.compile(r"(?<!\w)(?=[A-Za-z\d])")
_NOON = 12


def is_embargo(line: str) -> bool:
    """Whether a line says until when a story must wait."""
    return bool(_LEADS.match(line[:_FAR]))


def until(line: str, reference: dt.date) -> Moment | None:
    """When the embargo ends, or None where that can't be read.

    `reference` is the story's own day: a weekday is the next one from it.
    """
    found = _LEADS.match(line[:_FAR])
    text = (found["rest"] if found else line[:_FAR]).strip().rstrip(".=<")
    if exact := moment(text):
        return exact
    day, clock = _day(text), _CLOCK.search(text)
    date = _ahead(day, reference) if day else None
    if date is None:
        return None
    hour, minute = _time(clock) if clock else (0, 0)
    named = _ZONE.match(text, clock.end()) if clock else None
    zone = zone_of(named[1]) if named else None
    try:
        time = dt.time(hour, minute, tzinfo=zone or dt.UTC)
    except ValueError:
        return None
    return Moment(dt.datetime.combine(date, time), zone_known=zone is not None)


def _day(text: str) -> Day | None:
    """The date of the line; a weekday only where there is no date."""
    days = [it[0] for found in _WORD.finditer(text) if (it := read_day(text, found.start()))]
    return min(days, key=lambda it: it.weekday is not None, default=None)


def _ahead(day: Day, reference: dt.date) -> dt.date | None:
    if day.weekday is None:
        return day.nearest(reference)
    return reference + dt.timedelta(days=(day.weekday - reference.weekday()) % 7)


def _time(found: re.Match[str]) -> tuple[int, int]:
    if found["noon"] or found["midnight"]:
        return (_NOON if found["noon"] else 0), 0
    hour = int(found["hour"] or found["hour2"] or found["hour3"])
    half = (found["half"] or found["half2"] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    return hour, int(found["minute"] or found["minute3"] or 0)
