import pytest

from schemas.enrichment import Quote
from stream.enrich.quotes import find_quotes
from tests.enrich.quotes.people import cast

NAMES = {
    "Ada_Byron": "person",
    "Tomas_Varga": "person",
    "Water_Ministry": "organisation",
    "Halden_Pharma": "organisation",
    "Kenya": "place",
    "Peru": "place",
}


def quotes(text: str) -> list[Quote]:
    found = find_quotes(text, cast(text, **NAMES))
    assert all(text[it.start : it.end] == it.text for it in found)
    return found


def one(text: str) -> tuple[str, str | None, bool]:
    (found,) = quotes(text)
    return found.text, found.speaker, found.direct


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ('"We will rebuild," Ada Byron said.', "We will rebuild,", "Ada Byron"),
        ("\u201cWe will rebuild,\u201d said Ada Byron.", "We will rebuild,", "Ada Byron"),
        ("\u00abWe will rebuild,\u00bb Ada Byron told reporters.", "We will rebuild,", "Ada Byron"),
        ("\u2018We will rebuild,\u2019 Ada Byron said.", "We will rebuild,", "Ada Byron"),
        ('Ada Byron said: "We will rebuild."', "We will rebuild.", "Ada Byron"),
        ('"We will rebuild," Ada Byron, 36, a miner, said.', "We will rebuild,", "Ada Byron"),
        ('"We will rebuild," said the mayor, Ada Byron.', "We will rebuild,", "Ada Byron"),
        ('"We will rebuild," the town\'s mayor, Ada Byron, said.', "We will rebuild,", "Ada Byron"),
        (
            '"We will rebuild," a spokesman for the Water Ministry said.',
            "We will rebuild,",
            "Water Ministry",
        ),
        ('"We will rebuild," residents said.', "We will rebuild,", None),
        ('"We will rebuild," Byron\'s lawyer said.', "We will rebuild,", None),
        ('"We will rebuild," officials in Kenya said.', "We will rebuild,", None),
        ('Ada Byron called the bill "a gift to thieves".', "a gift to thieves", "Ada Byron"),
    ],
)
def test_words_between_marks_are_whose_attribution_says_so(
    text: str, words: str, speaker: str | None
) -> None:
    assert one(text) == (words, speaker, True)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ada Byron said that the dam would hold.", "the dam would hold", "Ada Byron"),
        ("Ada Byron said the dam would hold.", "the dam would hold", "Ada Byron"),
        ("The dam would hold, Ada Byron said on Friday.", "The dam would hold", "Ada Byron"),
        ("The dam would hold, said Ada Byron, a miner.", "The dam would hold", "Ada Byron"),
        ("According to Ada Byron, the dam would hold.", "the dam would hold", "Ada Byron"),
        ("The dam would hold, according to Ada Byron.", "The dam would hold", "Ada Byron"),
        ("Ada Byron told reporters that the dam would hold.", "the dam would hold", "Ada Byron"),
        (
            "Ada Byron said in a statement that the dam would hold.",
            "the dam would hold",
            "Ada Byron",
        ),
        ("Kenya said on Monday it would repair the dam.", "it would repair the dam", "Kenya"),
        ("Kenya's government said it would repair the dam.", "it would repair the dam", "Kenya"),
        ("Police said the dam would hold.", "the dam would hold", None),
        ("Ada Byron asked whether the dam would hold.", "whether the dam would hold", "Ada Byron"),
        ("Kenya and Peru said they would pay for it.", "they would pay for it", "Kenya"),
    ],
)
def test_a_reported_clause_stands_without_its_attribution(
    text: str, words: str, speaker: str | None
) -> None:
    assert one(text) == (words, speaker, False)


@pytest.mark.parametrize(
    "text",
    [
        'The film "The Silver Harbour" opened in Peru.',
        'The so-called "war room" was closed on Monday.',
        "Ada Byron has not said whether the dam would hold.",
        "Ada Byron was told that the dam would hold.",
        "Ada Byron denied wrongdoing and confirmed the sale.",
        "Halden Pharma announced a review of its ferries.",
        "The importance of the dam was also stressed.",
        "Ada Byron met Tomas Varga in Peru, Agency reports.",
        "Ada Byron will say that the dam holds.",
        "The claims that the dam would hold are old.",
    ],
)
def test_what_nobody_is_reported_to_say_is_no_quote(text: str) -> None:
    assert quotes(text) == []


def test_a_quote_that_goes_on_after_its_attribution_keeps_its_speaker() -> None:
    found = quotes('"We will rebuild," Ada Byron said. "It will take a year."')
    assert [(it.text, it.speaker) for it in found] == [
        ("We will rebuild,", "Ada Byron"),
        ("It will take a year.", "Ada Byron"),
    ]


def test_a_quote_of_several_paragraphs_has_one_speaker() -> None:
    found = quotes(
        'Ada Byron told a crowd:\n\n"The river came at night.\n\n"It took the bridge.\n\n'
        '"We will build another."\n\nPeru sent tents.'
    )
    assert [it.text for it in found] == [
        "The river came at night.",
        "It took the bridge.",
        "We will build another.",
    ]
    assert {it.speaker for it in found} == {"Ada Byron"}


def test_words_quoted_in_a_reported_clause_are_a_quote_of_their_own() -> None:
    found = quotes('Ada Byron said the dam was "a gift to thieves".')
    assert [(it.direct, it.text) for it in found] == [
        (False, 'the dam was "a gift to thieves"'),
        (True, "a gift to thieves"),
    ]
    assert {it.speaker for it in found} == {"Ada Byron"}


def test_two_clauses_joined_by_and_that_are_two() -> None:
    found = quotes("Ada Byron said the dam would hold and that nobody had been hurt.")
    assert [it.text for it in found] == ["the dam would hold", "nobody had been hurt"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Byron visited Peru. She said the dam would hold.", "Ada Byron"),
        ("The mayor, Ada Byron, visited Peru. The mayor said the dam would hold.", "Ada Byron"),
        ("Ada Byron met Tomas Varga. Varga said the dam would hold.", "Tomas Varga"),
        ("Halden Pharma makes insulin. The company said the dam would hold.", "Halden Pharma"),
        ("The Water Ministry has a plan. It said the dam would hold.", "Water Ministry"),
        ("Kenya, which has no dam, paid, and its government said the dam would hold.", "Kenya"),
        ("Mr. Tomas Varga met Ms. Ada Byron. She said the dam would hold.", "Ada Byron"),
    ],
)
def test_a_speaker_without_a_name_is_resolved(text: str, speaker: str) -> None:
    assert quotes(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The mayors, Ada Byron and Tomas Varga, came. The spokesman said the dam would hold.",
        "It rained. He said the dam would hold.",
        "The company said the dam would hold.",
        "Nobody said the dam would hold.",
        "The letter said the dam would hold.",
    ],
)
def test_what_somebody_says_whom_nobody_can_tell_is_left_out(text: str) -> None:
    assert not quotes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors said the dam would hold.",
        "Israeli officials said the dam would hold.",
        "A nurse at the dam said it would hold.",
        "His lawyer said the dam would hold.",
        "Kenya's foreign minister left. The opposition said the dam would hold.",
        "A U.S. official came. The official said the dam would hold.",
        "The army said the dam would hold.",
    ],
)
def test_who_has_no_name_in_the_story_has_none(text: str) -> None:
    assert quotes(text)[-1].speaker is None


def test_whom_it_was_told_belongs_to_the_verb() -> None:
    (found,) = quotes('"We will rebuild," Ada Byron told reporters.')
    assert found.verb == "told reporters"


def test_a_speaker_is_an_entity_of_the_story() -> None:
    (found,) = quotes("Ada Byron said the dam would hold.")
    assert found.speaker_id == "person:ada-byron"
