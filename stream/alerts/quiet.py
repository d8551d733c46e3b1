"""Quiet hours: when they end, and what passes."""

from datetime import UTC, datetime, timedelta

from schemas.alert import Match
from schemas.clause import TimeTest
from schemas.rule import QuietHours
from stream.alerts.codes import is_zone, zone_of
from stream.alerts.reading import in_time

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


def quiet_until(quiet: QuietHours, at: datetime) -> datetime | None:
    """When the quiet hours end in which a moment lies; None where it lies in none.

    A zone that this host doesn't know has no hours: somebody woken is better than nobody told.
    """
    test = TimeTest(start=quiet.start, end=quiet.end, zone=quiet.zone, days=quiet.days)
    if not is_zone(test.zone) or not in_time(test, at):
        return None
    return _by_the_clock(test, at) or _minute_by_minute(test, at)


def _by_the_clock(test: TimeTest, at: datetime) -> datetime | None:
    """When a clock there shows the end next; None where clocks are changed until then."""
    there = at.astimezone(zone_of(test.zone))
    hours, _, minutes = test.end.partition(":")
    end = there.replace(hour=int(hours), minute=int(minutes), second=0, microsecond=0)
    end = end if end > there else end + _DAY
    return end.astimezone(UTC) if end.utcoffset() == there.utcoffset() else None


def _minute_by_minute(test: TimeTest, at: datetime) -> datetime:
    """Milliseconds of work, twice a year."""
    moment = at.replace(second=0, microsecond=0)
    for _ in range(_DAY // _MINUTE + 1):
        moment += _MINUTE
        if not in_time(test, moment):
            break
    return moment


def passes(quiet: QuietHours, it: Match) -> bool:
    """Whether the story is urgent enough; one of which nobody said how urgent it is isn't."""
    urgency = it.story.urgency
    return urgency is not None and 0 < urgency <= quiet.urgency
