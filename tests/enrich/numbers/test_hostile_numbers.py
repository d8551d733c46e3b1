import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stream.enrich.dates import find_dates
from stream.enrich.numbers import find_numbers

WORDS = """
$ \u20ac \u00a3 Rs. 1 12 1,200 1.5 0 000 99999999999999999999999 million bn lakh % percent to -
\u2013 and one two hundred a half dozen killed people May 31 Friday 2004 m k COP \u00b2 \u0663
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=24).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_numbers_are_the_text_at_their_place_and_dont_overlap(text: str) -> None:
    end = 0
    for it in find_numbers(text):
        assert text[it.start : it.end] == it.text
        assert it.start >= end
        end = it.end


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_dates_dont_overlap(text: str) -> None:
    end = 0
    for it in find_dates(text):
        assert end <= it.start < it.end <= len(text)
        end = it.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1.1",
        "1-",
        "$1",
        "one ",
        "a half ",
        "million ",
        "1 m",
        "May 1, ",
        "1 May ",
        "12 ",
    ],
)
def test_a_long_run_of_one_thing_is_read_to_its_end(piece: str) -> None:
    """The tests' own time limit ends this where the work grows faster than the text."""
    text = piece * (400_000 // len(piece))
    assert all(text[it.start : it.end] == it.text for it in find_numbers(text))
    assert all(it.end <= len(text) for it in find_dates(text))
