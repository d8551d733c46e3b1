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
_UNTIL = r"(?:until|till?|tot|bis|hasta|até)\b|jusqu['’](?:au?\b|à)|fino\s+(?:al(?:le)?|a)\b"
# "Embargo on oil hits ports" is a headline: the word needs a colon, `until` or a time after it.
_LEADS = re.compile(
    r"\s*(?:strictly\s+|sous\s+)?(?:"
    r"embargo(?:ed)?(?:\s+for\s+(?:release|publication))?"
    rf"(?:\s*:|\s+(?:{_UNTIL}):?|\s+(?:(?:to|for)\s+)?(?={_WHEN})|\s*$)"
    rf"|(?:embarg(?:ad[oa]|ato)|gesperrt|sperret|klausuleret)\s+(?:{_UNTIL})"
    r"|sperre?frist\b:?|not\s+for\s+(?:release|publication|use)\s+(?:before|until)\b"
    rf"|for\s+(?:release|use)\s*:?\s*(?={_WHEN})|hold\s+for\s+release\s*:?\s*(?={_WHEN})"
    r")\s*(?:(?:at|on|after|before)\s+)?(?P<rest>.*)",
    re.IGNORECASE,
)
_FIRST_LETTERS = frozenset("efghkns")
"""What a line that leads to an embargo can begin with: it tells most lines at once."""
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?!\d|\.\d)\s{0,2}(?P<half>[AaPp]\.?[Mm]\b\.?)?"
    r"|\b(?P<hour2>\d{1,2})\s{0,2}(?P<half2>[AaPp]\.?[Mm]\b\.?)"
    r"|\b(?P<hour4>[012]?\d)\s{0,2}(?:[Uu]hr\b|uur\b|h\b(?:\s{0,2}(?P<minute4>[0-5]\d)\b)?)"
    r"|\b(?:kl\.?|klo)\s{1,2}(?P<hour5>[012]?\d)(?:[.:](?P<minute5>[0-5]\d))?(?![\d.])"
    r"|\b(?P<hour3>[012]\d)(?P<minute3>[0-5]\d)(?=\s{0,2}(?:[A-Z]{2,4}\b|(?i:hrs|hours|uhr)|[|]|$"
    r"|(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)))"
    r"|\b(?P<noon>noon|midday)\b|\b(?P<midnight>midnight)\b",
)
_ZONE = re.compile(
    r"\s{0,2}(?i:hrs|hours|uhr)?\.?\s{0,2}\(?(?:(?P<zone>[A-Z]{2,4})\b"
    r"|(?P<us>Eastern|Central|Mountain|Pacific)(?: (?:Daylight|Standard))?(?: Time)?\b)"
)
_LOCAL = re.compile(r"\blocal time\b", re.IGNORECASE)
# The zones of the United States, which go by the clock of the season.
_US = {"ET": -5, "CT": -6, "MT": -7, "PT": -8, "Eastern": -5, "Central": -6, "Mountain": -7,
       "Pacific": -8}  # fmt: skip
_WORD = re.compile(r"(?<!\w)(?=[A-Za-z\d])")
_NOON = 12


def is_embargo(line: str) -> bool:
    """Whether a line says until when a story must wait."""
    head = line[:_FAR]
    return head.lstrip()[:1].casefold() in _FIRST_LETTERS and bool(_LEADS.match(head))


def until(line: str, reference: dt.date) -> Moment | None:
    """When the embargo ends, or None where that can't be read.

    `reference` is the story's own day: a weekday is the next one from it.
    """
    found = _LEADS.match(line[:_FAR])
    text = (found["rest"] if found else line[:_FAR]).strip().rstrip(".=<")
    if _LOCAL.search(text):
        return None  # where the desk is nobody says
    if exact := moment(text):
        return exact
    day, span = _day(text)
    # Without its date, for a year is no time of day: "April 26 2025".
    clock = _CLOCK.search(text := text[: span[0]] + "|" + text[span[1] :])
    date = _ahead(day, reference) if day else None
    if date is None:
        return None
    hour, minute = _time(clock) if clock else (0, 0)
    zone = _zone(text, clock.end(), date) if clock else None
    try:
        time = dt.time(hour, minute, tzinfo=zone or dt.UTC)
    except ValueError:
        return None
    return Moment(dt.datetime.combine(date, time), zone_known=zone is not None)


def _zone(text: str, at: int, date: dt.date) -> dt.timezone | None:
    """The zone behind a time, or None where none is written that we know."""
    named = _ZONE.match(text, at)
    if named is None:
        return None
    shift = _US.get(named["us"] or named["zone"])
    if shift is None:
        return zone_of(named["zone"])
    return dt.timezone(dt.timedelta(hours=shift + _is_summer(date)))


def _is_summer(date: dt.date) -> bool:
    """Whether the United States have summer time: second Sunday of March to first of November."""
    march, november = dt.date(date.year, 3, 14), dt.date(date.year, 11, 7)
    start = march - dt.timedelta(days=(march.weekday() + 1) % 7)
    end = november - dt.timedelta(days=(november.weekday() + 1) % 7)
    return start <= date < end


def _day(text: str) -> tuple[Day | None, tuple[int, int]]:
    """The date of the line and where it stands; a weekday only where there is no date."""
    starts = [found.start() for found in _WORD.finditer(text)]
    days = [(it[0], (start, it[1])) for start in starts if (it := read_day(text, start))]
    return min(days, key=lambda it: it[0].weekday is not None, default=(None, (0, 0)))


def _ahead(day: Day, reference: dt.date) -> dt.date | None:
    if day.weekday is None:
        return day.nearest(reference)
    return reference + dt.timedelta(days=(day.weekday - reference.weekday()) % 7)


def _time(found: re.Match[str]) -> tuple[int, int]:
    if found["noon"] or found["midnight"]:
        return (_NOON if found["noon"] else 0), 0
    hour = int(_one_of(found, "hour"))
    half = (found["half"] or found["half2"] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    return hour, int(_one_of(found, "minute"))


def _one_of(found: re.Match[str], name: str) -> str:
    """The group of this name, whichever of the forms had it; "0" for none."""
    parts = found.groupdict()
    return next((it for key, it in parts.items() if it and key.startswith(name)), "0")
