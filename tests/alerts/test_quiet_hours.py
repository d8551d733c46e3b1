"""Quiet hours end when a clock where they are shows it, whatever is done to clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.clause import Day, TimeTest
from schemas.rule import QuietHours, Rule
from stream.alerts.compiling import RuleFault, read_json
from stream.alerts.quiet import quiet_until
from stream.alerts.reading import in_time

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@example(datetime(2026, 3, 28, 21, 30, tzinfo=UTC), "Europe/Tallinn", (22, 0), (7, 0), set())
@example(datetime(2026, 10, 24, 21, 30, tzinfo=UTC), "Europe/Tallinn", (22, 0), (3, 30), set())
@given(
    st.integers(0, 525_599).map(lambda it: FIRST + timedelta(minutes=it)),
    st.sampled_from(["Europe/Tallinn", "America/New_York", "Asia/Kolkata", "UTC"]),
    st.tuples(st.integers(0, 23), st.integers(0, 59)),
    st.tuples(st.integers(0, 23), st.integers(0, 59)),
    st.sets(st.sampled_from(list(Day))),
)
def test_quiet_hours_end_at_the_first_minute_that_lies_in_none(
    at: datetime, zone: str, start: tuple[int, int], end: tuple[int, int], days: set[Day]
) -> None:
    assume(start != end)
    begins, ends = (f"{hour:02}:{minute:02}" for hour, minute in (start, end))
    quiet = QuietHours(start=begins, end=ends, zone=zone, days=[*days])
    test = TimeTest(start=begins, end=ends, zone=zone, days=[*days])
    until = quiet_until(quiet, at)
    assert (until is not None) == in_time(test, at)
    if until is not None:
        minute = timedelta(minutes=1)
        first = at.replace(second=0, microsecond=0) + minute
        assert first <= until <= at + timedelta(days=1)
        assert not in_time(test, until)
        inside = (first + it * minute for it in range((until - first) // minute))
        assert all(in_time(test, it) for it in inside)


def test_quiet_hours_of_no_time_are_refused() -> None:
    with pytest.raises(ValidationError, match="that is never"):
        QuietHours(start="22:00", end="22:00")


def test_a_zone_that_nobody_knows_is_refused_and_keeps_nothing_back() -> None:
    quiet = QuietHours(start="00:00", end="23:59", zone="Mars/Base")
    assert quiet_until(quiet, FIRST) is None
    asked = Rule(id="ferries", query="ferry", quiet=quiet)
    # As a worker reads it from the topic.
    with pytest.raises(RuleFault, match="no time zone is called 'Mars/Base'"):
        read_json(asked.to_json())
