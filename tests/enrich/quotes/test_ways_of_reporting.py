"""Ways in which news reports speech, one sentence each."""

import pytest

from schemas.enrichment import Quote
from stream.enrich.quotes import find_quotes
from tests.enrich.quotes.people import cast

NAMES = {
    "Ada_Byron": "person",
    "Tomas_Varga": "person",
    "Water_Ministry": "organisation",
    "Halden_Pharma": "organisation",
    "United_Nations": "organisation",
    "Kenya": "place",
}


def quotes(text: str) -> list[Quote]:
    return find_quotes(text, cast(text, **NAMES))


def said(text: str) -> list[tuple[str, str | None]]:
    """Each quote's words and speaker."""
    return [(it.text, it.speaker) for it in quotes(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Marchers held signs reading "No dam here" and "Water first".', "No dam here"),
        ('Marchers carried a banner saying "No dam here".', "No dam here"),
        ('A crowd outside chanted "No more dams".', "No more dams"),
        ('The diver left a note: "Gone to sea."', "Gone to sea."),
    ],
)
def test_a_sign_and_a_chant_are_quotes_of_nobody(text: str, words: str) -> None:
    assert said(text)[0] == (words, None)


def test_two_signs_are_two_quotes() -> None:
    found = said('Marchers held signs reading "No dam here" and "Water first".')
    assert found == [("No dam here", None), ("Water first", None)]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Ada Byron was quoted as saying the dam would hold.", "the dam would hold"),
        ("Ada Byron denied that the dam would fail.", "the dam would fail"),
        ("Ada Byron pointed out that the dam was new.", "the dam was new"),
        ("Ada Byron told Le Soir Illustré the dam would hold.", "the dam would hold"),
        ("Ada Byron visited Kenya before warning that the dam was old.", "the dam was old"),
        ("Ada Byron said the talks were over, dashing hopes of peace.", "the talks were over"),
        ("Ada Byron said the dam was old and apologised for the flood.", "the dam was old"),
        ("Ada Byron, who said the dam was old, is to leave Kenya.", "the dam was old"),
        ("Ada Byron, president of the club, said the dam was old.", "the dam was old"),
        (
            "Ada Byron, a baker who won and left Kenya, said the dam was old.",
            "the dam was old",
        ),
    ],
)
def test_a_clause_ends_where_the_reporter_or_another_verb_goes_on(text: str, clause: str) -> None:
    assert said(text) == [(clause, "Ada Byron")]


def test_a_clause_goes_on_after_its_attribution() -> None:
    assert said("The dam would hold, Ada Byron said, but the road was lost.") == [
        ("The dam would hold", "Ada Byron"),
        ("the road was lost", "Ada Byron"),
    ]


def test_a_clause_that_ends_in_quoted_words_is_whole() -> None:
    assert said('The town was "not ready," Ada Byron said.') == [
        ('The town was "not ready,"', "Ada Byron"),
        ("not ready,", "Ada Byron"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Ada Byron condemned the bill as "a gift to thieves".', "a gift to thieves"),
        ('Ada Byron put the toll at "more than 40".', "more than 40"),
        ('Ada Byron answered with one word: "Never."', "Never."),
        ("\u2018We call it the \u201cold\u201d dam,\u2019 Ada Byron said.", None),
    ],
)
def test_words_that_are_judged_or_answered_with_are_whose_the_subject_is(
    text: str, words: str | None
) -> None:
    assert said(text) == [(words or "We call it the \u201cold\u201d dam,", "Ada Byron")]


@pytest.mark.parametrize(
    "text",
    [
        "Shares of Halden Pharma added 2.1 percent to a record.",
        "Ada Byron has talked of the importance of the dam.",
    ],
)
def test_a_price_that_adds_a_sum_says_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Ada Byron said the so-called "war room" was closed.',
        'Ada Byron said that storm "Pavel" had passed.',
    ],
)
def test_names_and_what_is_only_called_so_are_no_quotes_of_their_own(text: str) -> None:
    assert [it.direct for it in quotes(text)] == [False]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Halden Pharma's sales doubled in May, it said.", "Halden Pharma"),
        ("Halden Pharma's sales doubled in May, the company said.", "Halden Pharma"),
        ("Halden Pharma sold a plant. A spokesman said the dam would hold.", "Halden Pharma"),
        ("It sued hedge fund Halden Pharma. The fund said the dam would hold.", "Halden Pharma"),
        ("Gen. Ada Byron met Tomas Varga. The general said the dam would hold.", "Ada Byron"),
        ("The journal Dam Science said the dam would hold.", "Dam Science"),
        ("Tomas Varga, a spokesman for Ada Byron, said the dam would hold.", "Tomas Varga"),
        ("The family of one victim, Ada Byron, said the dam would hold.", None),
        ('Ada Byron went home after what she called "a bad year".', "Ada Byron"),
        (
            "Ada Byron left. A nurse at the dam said it would hold. She said it was old.",
            None,
        ),
    ],
)
def test_who_is_meant_is_told_by_the_words_around(text: str, speaker: str | None) -> None:
    assert quotes(text)[-1].speaker == speaker


LEAD = "The dam will be rebuilt, its director said on Monday.\n\n"


def test_whom_the_lead_leaves_unnamed_is_named_by_the_next_paragraph() -> None:
    first, *_ = quotes(LEAD + '"We start in May," Ada Byron said.')
    assert (first.text, first.speaker) == ("The dam will be rebuilt", "Ada Byron")
    assert first.confidence <= 0.8


@pytest.mark.parametrize(
    "rest",
    [
        '"We start in May," Water Ministry said.',
        '"We start in May," the mayor, Ada Byron, said.',
        'It rained.\n\nIt snowed.\n\n"We start in May," Ada Byron said.',
    ],
)
def test_somebody_else_or_somebody_later_is_not_whom_the_lead_meant(rest: str) -> None:
    assert quotes(LEAD + rest)[0].speaker is None


def test_a_paragraph_of_quoted_words_alone_goes_on_with_the_last_speaker() -> None:
    found = said('"We will rebuild," Ada Byron said.\n\n"It will take a year."')
    assert found[-1] == ("It will take a year.", "Ada Byron")


def test_a_quote_that_a_paragraph_leaves_open_goes_on_in_the_next() -> None:
    found = said('Ada Byron said: "We will rebuild.\n\n"It will take a year."')
    assert found == [("We will rebuild.", "Ada Byron"), ("It will take a year.", "Ada Byron")]


def test_whom_a_paragraph_reports_is_quoted_in_the_next() -> None:
    found = said('Ada Byron admitted that she had slept.\n\n"The bed was there. So was I."')
    assert found == [("she had slept", "Ada Byron"), ("The bed was there. So was I.", "Ada Byron")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Byron bowed, repeating a gesture that has often preceded a vote.",
        "Water Ministry declined to comment when asked whether it would pay.",
        "Ada Byron wrote in a find that pushes back the date of the dam.",
    ],
)
def test_a_that_which_is_a_subject_and_a_question_put_to_somebody_report_nothing(text: str) -> None:
    assert said(text) == []


def test_some_who_shout_are_nobody() -> None:
    text = 'Ada Byron left as some shouted "No more dams!" from afar.'
    assert said(text) == [("No more dams!", None)]


def test_a_quote_begins_a_sentence_after_an_abbreviation_too() -> None:
    text = '"We will pay," said Ada Byron of Halden Pharma Co. "It is late."'
    assert said(text)[-1] == ("It is late.", "Ada Byron")
