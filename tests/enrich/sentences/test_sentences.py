import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream.enrich.sentences.lines import unwrapped
from stream.enrich.sentences.splitter import paragraphs, sentences


def split(text: str) -> list[str]:
    return [
        text[it.start : it.end]
        for paragraph in paragraphs(text)
        for it in sentences(text, paragraph)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Mr. Byron met Gov. Ada Moss. They ate.", ["Mr. Byron met Gov. Ada Moss.", "They ate."]),
        ("J. K. Moss spoke. It rained.", ["J. K. Moss spoke.", "It rained."]),
        ("He left the U.S. The train was late.", ["He left the U.S.", "The train was late."]),
        ("The U.S. Senate voted.", ["The U.S. Senate voted."]),
        ("He came on Sept. 5 and left.", ["He came on Sept. 5 and left."]),
        ("Moss Inc. shares fell 3.5 percent.", ["Moss Inc. shares fell 3.5 percent."]),
        (
            "Why? \u201cNo one knows.\u201d It ended.",
            ["Why?", "\u201cNo one knows.\u201d", "It ended."],
        ),
        ("One paragraph\n\nAnother one", ["One paragraph", "Another one"]),
        ("Points:\n- first\n- second", ["Points:", "first", "second"]),
        ("It\nrained all day. It\nstopped.", ["It\nrained all day.", "It\nstopped."]),
        ("At 9 a.m. he rose.", ["At 9 a.m. he rose."]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet="aB.?! \n\"\u201c\u201d'-", max_size=200))
def test_sentences_cover_the_words_in_order(text: str) -> None:
    end = 0
    for paragraph in paragraphs(text):
        for it in sentences(text, paragraph):
            assert end <= it.start < it.end <= len(text)
            end = it.end


@given(st.text(alphabet="a \n", max_size=100))
def test_unwrapping_keeps_every_offset(text: str) -> None:
    assert len(unwrapped(text)) == len(text)


def test_a_long_text_of_stops_is_split_to_its_end() -> None:
    assert len(split("Mr. A. " * 30_000)) >= 1
