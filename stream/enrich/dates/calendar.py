"""The day, month or year that words mean, seen from the day of the story.

News looks back: "on Friday" is the last Friday, the story's own day included, unless the words
before it look ahead ("will meet on Friday"). A day without a year is the nearest such day.
"""

import datetime as dt

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_WEEK = 7
_YEAR = 12
_AHEAD = 3
_AROUND = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_SHIFTS = {"last": -1, "this": 0, "next": 1}


def weekday(seen_from: dt.date, name: str, which: str, *, ahead: bool) -> dt.date:
    """The day of this name; `which` is "last", "next" or ""."""
    back = (seen_from.weekday() - WEEKDAYS[name.lower()]) % _WEEK
    if which == "last":
        return seen_from - dt.timedelta(back or _WEEK)
    if which == "next":
        return seen_from + dt.timedelta(_WEEK - back)
    return seen_from + dt.timedelta((_WEEK - back) % _WEEK if ahead else -back)


def near(seen_from: dt.date, word: str) -> dt.date:
    """Yesterday, today, tonight or tomorrow."""
    return seen_from + dt.timedelta(_AROUND[word.lower()])


def day(year: int | None, month: int, number: int, seen_from: dt.date | None) -> str | None:
    """The ISO date; None where there is none.

    Without a year the nearest such day, where one ahead counts as three times as far: news looks
    back.
    """
    years = [year] if year else _years(seen_from)
    dates = [found for it in years if (found := _date(it, month, number))]
    if not dates:
        return None
    return min(dates, key=lambda it: _distance(it, seen_from or it)).isoformat()


def _distance(day_: dt.date, seen_from: dt.date) -> int:
    days = (day_ - seen_from).days
    return days * _AHEAD if days > 0 else -days


def month(number: int, seen_from: dt.date, *, ahead: bool) -> str:
    """The ISO month: the last of this name, or the next where the words look ahead."""
    year = seen_from.year
    if not ahead and number > seen_from.month:
        year -= 1
    if ahead and number < seen_from.month:
        year += 1
    return f"{year:04}-{number:02}"


def shifted(seen_from: dt.date, which: str, unit: str) -> str | None:
    """The ISO year or month of "last year", "next month"."""
    by = _SHIFTS[which.lower()]
    if unit.lower() == "year":
        return f"{seen_from.year + by:04}"
    months = seen_from.year * _YEAR + seen_from.month - 1 + by
    return f"{months // _YEAR:04}-{months % _YEAR + 1:02}"


def _years(seen_from: dt.date | None) -> list[int]:
    if seen_from is None:
        return []
    return [seen_from.year + by for by in (-1, 0, 1)]


def _date(year: int, month_number: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month_number, number)
    except ValueError:
        return None
