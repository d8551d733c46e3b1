import datetime as dt

import pytest

from stream.enrich.dates import find_dates

# a Friday
STORY = dt.date(2031, 5, 2)


@pytest.mark.parametrize(
    ("text", "date", "iso"),
    [
        ("It rained on Friday.", "Friday", "2031-05-02"),
        ("It rained on Thursday.", "Thursday", "2031-05-01"),
        ("It rained on Saturday.", "Saturday", "2031-04-26"),
        ("They will meet on Monday.", "Monday", "2031-05-05"),
        ("He would go, he said on Monday.", "Monday", "2031-04-28"),
        ("It rained last Friday.", "last Friday", "2031-04-25"),
        ("They meet next Monday.", "next Monday", "2031-05-05"),
        ("It rained yesterday.", "yesterday", "2031-05-01"),
        ("They vote tomorrow.", "tomorrow", "2031-05-03"),
        ("It rained on April 25.", "April 25", "2031-04-25"),
        ("It rained on 25 April.", "25 April", "2031-04-25"),
        ("It rained on the 3rd of May 2023.", "3rd of May 2023", "2023-05-03"),
        ("It rained on Dec. 28.", "Dec. 28", "2030-12-28"),
        ("It rained on Friday, April 25, 2031.", "Friday, April 25, 2031", "2031-04-25"),
        ("It rained on 2031-04-25.", "2031-04-25", "2031-04-25"),
        ("It rained in April.", "April", "2031-04"),
        ("It rained in June.", "June", "2030-06"),
        ("It will rain in June.", "June", "2031-06"),
        ("It rained in April 2029.", "April 2029", "2029-04"),
        ("It rained in 2029, too.", "2029", "2029"),
        ("It rained last year.", "last year", "2030"),
        ("It rained last month.", "last month", "2031-04"),
    ],
)
def test_a_date_is_seen_from_the_story_s_day(text: str, date: str, iso: str) -> None:
    (found,) = find_dates(text, STORY)
    assert (text[found.start : found.end], found.iso) == (date, iso)


@pytest.mark.parametrize(
    "text",
    ["He may go.", "May said so.", "They march to the sea.", "on 31 February 2030", "2000 people"],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text, STORY) == []


def test_without_the_story_s_day_only_whole_dates_have_an_iso_form() -> None:
    found = find_dates("On Friday, on April 25 and on April 25, 2031.")
    assert [it.iso for it in found] == [None, None, "2031-04-25"]


def test_what_stands_in_the_dateline_isn_t_read() -> None:
    text = "LIMA, April 25 (Agency) - It rained on April 24."
    assert [text[it.start : it.end] for it in find_dates(text, STORY, 16)] == ["April 24"]
