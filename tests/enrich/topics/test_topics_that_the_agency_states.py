from typing import Any

import pytest

from schemas.events import ParsedStory
from stream.enrich.topics import TopicFinder, agency_topics, lineage, vocabulary
from stream.enrich.topics.finder import MOST_TOPICS
from stream.enrich.topics.stated import MOST, media_topic
from stream.enrich.topics.tables import rows
from tests.enrich.conftest import make

FINDER = TopicFinder()
FOOTBALL = "Norland's striker scored twice in the second half.\n\nThe football club's fans cheered."


def story(*subjects: dict[str, Any], category: str | None = None, body: str = "") -> ParsedStory:
    parsed = make(body or "Nothing much happened.", subjects=list(subjects) or None)
    return parsed.model_copy(update={"wire": parsed.wire.model_copy(update={"category": category})})


def codes(parsed: ParsedStory) -> list[str]:
    return [it.code for it in agency_topics(parsed)]


def found(parsed: ParsedStory, body: str) -> dict[str, float]:
    topics = FINDER.find("", body, agency_topics(parsed))
    return {it.code.removeprefix("medtop:"): it.confidence for it in topics}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("medtop:20000639", "20000639"),
        ("http://cv.iptc.org/newscodes/mediatopic/20000639", "20000639"),
        ("http://cv.iptc.org/newscodes/subjectcode/11002000", "20000639"),
        ("subj:11002000", "20000639"),
        ("sttsubj:11000000", "11000000"),
        ("subj:14000000", "14000000"),
    ],
)
def test_iptcs_codes_are_read_in_every_spelling(written: str, code: str) -> None:
    assert codes(story({"uri": written})) == [code]


def test_a_subject_code_without_counterpart_gives_what_is_above_it() -> None:
    assert media_topic("11002999") == media_topic("11002000") == "20000639"
    assert media_topic("08999999") == "08000000"


@pytest.mark.parametrize("written", ["medtop:20999999", "subj:99000000", "urn:other:12345678"])
def test_what_is_no_code_of_iptcs_says_nothing(written: str) -> None:
    assert codes(story({"uri": written})) == []


@pytest.mark.parametrize(
    ("category", "code"), [("s", "15000000"), ("POL", "11000000"), ("Wetter", "17000000")]
)
def test_the_desks_category_speaks(category: str, code: str) -> None:
    assert codes(story(category=category)) == [code]


@pytest.mark.parametrize("category", ["a", "t", "Top", "HHH", "National"])
def test_a_desk_that_isnt_one_topic_says_nothing(category: str) -> None:
    assert codes(story(category=category)) == []


def test_a_tag_is_known_by_iptcs_name() -> None:
    assert codes(story({"name": "Earthquake", "uri": "http://cv.invented.org/id/7"})) == [
        "20000153"
    ]


def test_what_we_added_ourselves_states_nothing() -> None:
    assert codes(story({"uri": "medtop:20000639", "creator": "wirestream"})) == []


def test_thousands_of_rows_are_not_all_read() -> None:
    every = [{"uri": f"medtop:{code}"} for code in vocabulary()]
    assert len(codes(story(*every))) == MOST


def test_every_row_of_the_tables_is_a_topic() -> None:
    assert all(code in vocabulary() for _, code in rows("subjectcodes.tsv"))
    assert all(vocabulary()[code].name == name for _, _, code, name in rows("categories.tsv"))
    keys = [(scheme, said) for scheme, said, *_ in rows("categories.tsv")]
    assert len(keys) == len(set(keys))
    assert all(said == said.lower() for _, said in keys)


def test_the_agencys_code_is_a_topic_in_any_language_and_says_that_it_is_the_agencys() -> None:
    (topic,) = FINDER.find("", "", agency_topics(story({"uri": "subj:11002000"})))
    assert topic.code == "medtop:20000639"
    assert topic.confidence > 0.9
    assert [(it.by, it.words) for it in topic.evidence] == [("agency's code", ["subj:11002000"])]


def test_words_say_how_deep_within_the_agencys_code() -> None:
    bare = found(story(), FOOTBALL)
    told = found(story({"uri": "medtop:15000000"}), FOOTBALL)
    (first,) = told
    assert first in bare
    assert lineage(first)[-1] == "15000000" != first
    assert told[first] > bare[first]


def test_a_code_below_what_the_words_found_stands_for_both() -> None:
    parsed = story({"uri": "medtop:20000849"})
    first, *_ = FINDER.find(
        "", "The team won the game and the season's title.", agency_topics(parsed)
    )
    assert first.code == "medtop:20000849"
    assert {it.by for it in first.evidence} == {"topic lexicon", "agency's code"}


def test_a_category_lifts_its_topic_but_a_tag_alone_is_none() -> None:
    assert set(found(story(category="s"), "")) == {"15000000"}
    assert found(story({"uri": "N2:SPO"}), "") == {}


def test_there_are_never_more_than_five() -> None:
    rows = [{"uri": f"medtop:{it.code}"} for it in vocabulary().values() if it.level == 1]
    assert len(FINDER.find("", "", agency_topics(story(*rows)))) == MOST_TOPICS
