"""Quiet hours: when they end, and what passes."""

from datetime import datetime, timedelta

from schemas.alert import Match
from schemas.clause import TimeTest
from schemas.rule import QuietHours
from stream.alerts.reading import in_time


def quiet_until(quiet: QuietHours, at: datetime) -> datetime | None:
    """When the quiet hours end in which a moment lies; None where it lies in none."""
    test = TimeTest(start=quiet.start, end=quiet.end, zone=quiet.zone, days=quiet.days)
    if not in_time(test, at):
        return None
    moment = at.replace(second=0, microsecond=0)
    for _ in range(24 * 60 + 1):
        moment += timedelta(minutes=1)
        if not in_time(test, moment):
            return moment
    return moment


def passes(quiet: QuietHours, it: Match) -> bool:
    """Whether the story is urgent enough; one of which nobody said how urgent it is isn't."""
    urgency = it.story.urgency
    return urgency is not None and 0 < urgency <= quiet.urgency
