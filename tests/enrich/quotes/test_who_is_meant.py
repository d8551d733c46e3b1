"""Whom words for somebody mean, and what is left out because nobody can tell."""

import pytest

from tests.enrich.quotes.test_ways_of_reporting import quotes, said

TALKS = "After talks with Tomas Varga, the mayor came. The mayor, Ada Byron, left."
TALKS += " The mayor said the dam would hold."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Ada Byron said the dam was old. "It leaks," the 24-year-old said.', "Ada Byron"),
        ('Ada Byron said the dam was old. "It leaks," the Swede said.', "Ada Byron"),
        ('Ada Byron said the dam was old. "It leaks," the striker said.', "Ada Byron"),
        ("Kenya has no dam. Its foreign ministry said one would be built.", "Kenya"),
        ("Italian drug maker Halden Pharma lost a plant, the company said.", "Halden Pharma"),
        ("A spokesman for Halden Pharma came. The spokesman said it leaked.", "Halden Pharma"),
        (TALKS, "Ada Byron"),
        ("The regulator, the Water Ministry, met. The regulator said it leaked.", "Water Ministry"),
        ("State radio quoted Ada Byron as saying that the dam was old.", "Ada Byron"),
        ('"It leaks," state radio quoted Tomas Varga as saying.', "Tomas Varga"),
        ("Translia said the dam would hold.", "Translia"),
        ("The Nikkei business daily said the dam would hold.", "Nikkei"),
        ("The Kenya Journal-Herald said the dam would hold.", "Kenya Journal-Herald"),
        ("Kenya's military government lost the dam, saying it leaked.", "Kenya"),
        ('It was her 11th win for Ada Byron. "It leaks," the 24-year-old said.', "Ada Byron"),
        ("Tomas Varga told reporters that Ada Byron was right.", "Tomas Varga"),
        ("Halden Pharma bought a dam from Kenya, the companies said.", "Halden Pharma"),
        ("A driver, who gave his name as Mykola, said it leaked. He said it was old.", "Mykola"),
        ('"It leaks," said one juror, who gave her name only as Tanya.', "Tanya"),
        ("A court heard a suit filed by resident Ada Byron, who has said it leaked.", "Ada Byron"),
        ("Cricket Kenya said the dam would hold.", "Cricket Kenya"),
        ("Varga's lawyer, Ada Byron of Kenya, said the dam would hold.", "Ada Byron"),
        ("Ada Byron told Kenya, the dam's owner, that it leaked.", "Ada Byron"),
        ('It is a flood that Ada Byron said was "lost".', "Ada Byron"),
        ("It was bought by Halden Pharma, which said the dam would hold.", "Halden Pharma"),
        ("Kenya rose, according to Ada Byron, head of the dam, who said it held.", "Ada Byron"),
        ("And Ada Byron, nicknamed Varga, said the dam would hold. Tomas Varga left.", "Ada Byron"),
        ('Ada Byron said no. "It is old."\n\n"It leaks, and leaks," he said.', "Ada Byron"),
        ('Ada Byron, who met Tomas Varga, called it "old". He said it leaked.', "Ada Byron"),
        ("Ada Byron said it leaked, but she added that it was old.", "Ada Byron"),
        ('"Does it leak?" asked the mayor, Ada Byron.', "Ada Byron"),
        (
            "The dam was old, a flaw he said was known. Ada Byron agreed that it leaked.",
            "Ada Byron",
        ),
    ],
)
def test_who_is_meant(text: str, speaker: str) -> None:
    assert quotes(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Both sides said the dam was old.",
        "The Halden Pharma report said it leaked.",
        "Kenya's largest union said it leaked.",
        "It leaked when an aide of hers, according to officials, handed it over.",
        "Halden Pharma met. A spokeswoman for the party said it leaked.",
        "It rained. Its foreign ministry said one would be built.",
        'Ada Byron read a memo in which one of them wrote, "It leaks."',
        "Ada Byron pledged to rebuild the dam, which would be drained.",
        "Kenya has no dam. Algerian radio said it leaked.",
        "The Kenya winner said it leaked.",
        "Reports claimed it leaked.",
        "The dam, owned by Halden Pharma, is old. The country's oil company said it leaked.",
        "Halden Pharma added 21 and then had 12 more.",
        "In a poll for mobile firm Halden Pharma they said it leaked.",
    ],
)
def test_nobody_is_quoted_where_it_may_be_somebody_else(text: str) -> None:
    assert [it for it in quotes(text) if it.text != "the dam was old"] == []


def test_the_striker_who_came_as_a_striker_has_no_name() -> None:
    text = 'A striker came. Ada Byron said the dam was old. "It leaks," the striker said.'
    assert quotes(text)[-1].speaker is None


def test_an_officer_in_the_lead_may_be_whom_the_next_paragraph_names() -> None:
    lead = "The dam is to be closed, a judge ruled on Monday.\n\n"
    assert said(lead + "It will be drained, Ada Byron said.")[0][0] == "It will be drained"
    assert said(lead + "It will be drained, officials said.")[0][0] == "The dam is to be closed"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Ada Byron said the dam was old, a flaw she called "a gift".', "the dam was old"),
        ('Ada Byron said it was "no gift," adding that it leaked.', 'it was "no gift,"'),
        ("Ada Byron said the dam was old, and hinted that it leaked.", "the dam was old"),
        ('The dam was old, she said, "but dry". Ada Byron left.', None),
        ("Halden Pharma, which said it leaked, hit a low.", "it leaked"),
        (
            "Ada Byron told the radio Tomas Varga had left; Varga says it leaked.",
            "Tomas Varga had left",
        ),
        ("The dam, Ada Byron said, was old.", None),
        ("Ada Byron said the dam was old; the road was lost.", "the dam was old"),
        (
            "Ada Byron said the dam cost 3m euros ($3m; 2m pounds) a year.",
            "the dam cost 3m euros ($3m; 2m pounds) a year",
        ),
        ('Ada Byron said the dam was "old", while Tomas Varga left.', 'the dam was "old"'),
        ("Kenya has said the dam is old, and has sued Ada Byron.", "the dam is old"),
        ("Ada Byron said that was old.", "that was old"),
        ("It is a dam that Ada Byron said was old.", None),
    ],
)
def test_where_a_clause_ends(text: str, words: str | None) -> None:
    assert [it.text for it in quotes(text)][:1] == ([words] if words else [])


def test_what_stands_before_she_said_and_after_it_is_hers() -> None:
    text = 'Ada Byron came. The dam was old, she said, "but dry". It leaked, she said; it was full.'
    assert [it.text for it in quotes(text)] == [
        "The dam was old", "but dry", "It leaked", "it was full",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Tomas Varga told the late show on radio five: "It leaks."', "Tomas Varga"),
        ('"It leaks," said Tomas Varga, head of the dam, "but it holds."', "Tomas Varga"),
        ('Tomas Varga said it was "lost" after a flood condemned them to leave.', "Tomas Varga"),
        ('Tomas Varga apologised to those "who came".', "Tomas Varga"),
        ('Tomas Varga spoke of "a good day".', "Tomas Varga"),
        ('"It leaks," Tomas Varga posted on X.', "Tomas Varga"),
        ("In a letter posted on X, Tomas Varga said it leaked.", "Tomas Varga"),
        (
            'Tomas Varga came.\n\n"You see this dam, it leaks and leaks."\n\nIt rained.',
            "Tomas Varga",
        ),
        ('"It leaks and leaks," said Tomas Varga, a baker. "Look."', "Tomas Varga"),
    ],
)
def test_words_beside_a_verb_or_a_paragraph_are_whose_it_is(text: str, speaker: str) -> None:
    assert {it.speaker for it in quotes(text)} == {speaker}


@pytest.mark.parametrize(
    "text",
    ['The clerk read "guilty" to Ada Byron.', 'Halden Pharma said it kept its "buy" rating.'],
)
def test_a_word_that_is_read_or_chosen_is_no_quote(text: str) -> None:
    assert not any(it.direct for it in quotes(text))


@pytest.mark.parametrize(
    "text",
    [
        "Engineers in Kenya say it leaked.",
        '"It leaks," said a nurse who asked not to be named.',
        "Halden Pharma's dam was full, analysts said. They said it leaked.",
        "Tomas Varga, an official, left. An official said it was old. The official said it leaked.",
        "Kenya's air force said it leaked.",
        "Kenya's ruling party said it leaked.",
        "The indictment said it leaked.",
        "Two engineers left. Officials said it was old. One of them said it leaked.",
        "The fire service said it leaked.",
        "The lawyer, Tomas Varga, left. His lawyer said it leaked.",
        "On Monday the army said it leaked.",
        "Late Monday night officials said it leaked.",
        "A Water Ministry official in Kenya said it leaked.",
        'The mayor said it leaked. "It leaks," she said.',
    ],
)
def test_they_have_no_name(text: str) -> None:
    assert {it.speaker for it in quotes(text)} == {None}


def test_what_is_shouted_is_nobody_s() -> None:
    assert said('Ada Byron left to shouts of "No dam!"') == [("No dam!", None)]
