"""Embargoes in words are read or refused, never guessed, and a headline is none."""

import datetime as dt

import pytest

from stream.wire import Code
from stream.wire.formats.embargo import is_embargo, until
from tests.wire.reading import one, refusal

DAY = dt.date(2025, 4, 25)


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("EMBARGOED UNTIL 6 a.m. EDT, Sunday, April 27", "2025-04-27T06:00:00-04:00"),
        ("EMBARGO: 12:01 a.m. EDT, Monday, April 28", "2025-04-28T00:01:00-04:00"),
        ("Embargo 0600 GMT May 2", "2025-05-02T06:00:00+00:00"),
        ("Not for publication before 2300 GMT, Saturday", "2025-04-26T23:00:00+00:00"),
        ("FOR RELEASE: MAY 1, 2025", "2025-05-01T00:00:00+00:00"),
        ("For use Sunday, April 27, and thereafter", "2025-04-27T00:00:00+00:00"),
        ("Sperrfrist: 27. April 2025, 18.00 Uhr", "2025-04-27T18:00:00+00:00"),
        ("Embargoed until noon GMT 3 May", "2025-05-03T12:00:00+00:00"),
        ("EMBARGOED UNTIL 2025-04-27T06:00:00Z", "2025-04-27T06:00:00+00:00"),
    ],
)
def test_an_embargo_ends_when_its_line_says(line: str, when: str) -> None:
    assert is_embargo(line)
    found = until(line, DAY)
    assert found is not None
    assert found.when == dt.datetime.fromisoformat(when)


@pytest.mark.parametrize(
    "line", ["EMBARGOED", "Embargoed until further notice", "EMBARGO: 2300 GMT", "EMBARGO: 31 Feb"]
)
def test_what_cant_be_read_is_refused(line: str) -> None:
    assert refusal(f"{line}\n\nOSLO, April 25 (NTB) - Ferries stop.").code == Code.BAD_FIELD


@pytest.mark.parametrize(
    "line", ["Embargo on oil hits 5 ports", "For release in 5 cities", "FOR IMMEDIATE RELEASE"]
)
def test_a_headline_is_no_embargo(line: str) -> None:
    item = one(f"{line}\n\nOSLO, April 25 (NTB) - Ferries stop.")
    assert item.story.embargoed_until is None
