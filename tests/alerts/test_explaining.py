"""A rule tried on a story says which clause held where, and why another didn't."""

import pytest
from hypothesis import given, settings

from schemas.alert import Sentence
from schemas.clause import Clause
from schemas.enrichment import Enrichment, Entity, EntityType, Evidence, Mention, Quote, Topic
from schemas.events import EnrichedStory
from schemas.ninjs import Body, Story, Text
from stream.alerts.explaining import Told, explain, marks_in
from stream.alerts.query import parse
from stream.alerts.sentences import LONGEST, Sentences
from tests.alerts.made import CLAUSES, stories
from tests.alerts.naive import holds
from tests.schemas import samples

HEADLINE = "Oduya orders ferries"
BODY = (
    "LIMASSOL, Cyprus - Brassica Lines will buy 12 ferries, Mara Oduya said. Unions plan a strike."
    '\n\n"We sail in June," the chief executive said. The strikes would hit ports.'
)


def mention(text: str) -> Mention:
    start = BODY.index(text)
    return Mention(start=start, end=start + len(text), text=text)


def event(headline: str = HEADLINE, body: str = BODY) -> EnrichedStory:
    said = mention("We sail in June")
    oduya = Entity(
        id="person:mara-oduya",
        type=EntityType.PERSON,
        name="Mara Oduya",
        role="chief executive",
        relevance=0.4,
        confidence=0.9,
        mentions=[Mention(start=0, end=5, text="Oduya", field="headline"), mention("Mara Oduya")],
    )
    cyprus = Entity(
        id="geonames:146669",
        type=EntityType.PLACE,
        name="Cyprus",
        relevance=0.2,
        confidence=0.9,
        ids={"iso3166_1": "CY", "geonames": "146669"},
        mentions=[mention("Cyprus")],
    )
    return EnrichedStory(
        story=Story(
            uri="urn:halden:1",
            urgency=4,
            headlines=[Text(value=headline)],
            bodies=[Body(value=body)],
        ),
        wire=samples.wire(),
        enrichment=Enrichment(
            entities=[oduya, cyprus],
            topics=[
                Topic(
                    code="medtop:20000639",
                    name="diplomacy",
                    level=3,
                    confidence=0.6,
                    evidence=[Evidence(by="lexicon", words=["strikes"])],
                )
            ],
            quotes=[
                Quote(
                    text=said.text,
                    start=said.start,
                    end=said.end,
                    direct=True,
                    speaker="the chief executive",
                    speaker_id=oduya.id,
                    confidence=0.9,
                )
            ],
            language="en",
        ),
    )


def told(query: str) -> Told:
    return explain(parse(query).clause, event())


def shown(query: str) -> list[str]:
    """The words that are highlighted, sentence by sentence, divided by bars."""
    story = event().story
    found = Sentences(story.headline, story.body).around(marks_in(told(query)))
    return ["|".join(it.text[start:end] for start, end in it.highlights) for it in found]


@pytest.mark.parametrize(
    ("query", "highlights"),
    [
        ("strike", ["strike", "strikes"]),
        ('"chief executive"', ["chief executive"]),
        ('"executive sail"~6', ["sail|executive"]),
        ("person:Oduya", ["Oduya", "Mara Oduya"]),
        ("within:CY", ["Cyprus"]),
        ("quote:Oduya[says:sail]", ["We sail in June"]),
        ("topic:diplomacy", ["strikes"]),
        ("ferry OR nothing", ["ferries", "ferries"]),
        ("strike NOT rail", ["strike", "strikes"]),
        ("signal:correction", []),
        ('sail AND "sail in"', ["sail in"]),
    ],
)
def test_the_sentences_that_matched_come_with_highlights(query: str, highlights: list[str]) -> None:
    assert shown(query) == highlights


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("rail", "not in the story"),
        ("headline:strike", "not in the headline"),
        ('"strike ports"', "not one after the other"),
        ('"strike ferries"~2', "the words are there, but not so near"),
        ("person:Calder", "not named; there are Mara Oduya"),
        ("org:Oduya", "Mara Oduya is found as person"),
        ("person:Oduya[relevance>=0.5]", "Mara Oduya has relevance 0.4"),
        ("person:Oduya[role:minister]", "Mara Oduya has the role 'chief executive'"),
        ("within:CY[headline]", "Cyprus isn't in the headline"),
        ("within:EE", "not named; there are Cyprus"),
        ("topic:earthquake", "the topics are diplomacy (0.6)"),
        ("quote:Oduya[says:harbour]", "quoted are the chief executive"),
        ("source:Trend", "the source is Halden"),
        ("language:fr", "the language is en"),
        ("urgency<=2", "the urgency is 4"),
        ("signal:kill", "the signal is correction"),
        ("time:13:00-14:00[zone:Europe/Tallinn]", "it arrived on Tue at 15:00 (Europe/Tallinn)"),
        ("strike rail", "1 of 2 hold, all must"),
        ("rail OR train", "none of them holds"),
        ("NOT strike", "1 of 1 hold, none may"),
    ],
)
def test_what_does_not_hold_says_why(query: str, why: str) -> None:
    found = told(query)
    assert not found.holds
    assert found.why == why


@settings(deadline=None, max_examples=100, derandomize=True)
@given(CLAUSES, stories())
def test_a_rule_explained_holds_exactly_where_it_matches(
    clause: Clause, story: EnrichedStory
) -> None:
    found = explain(clause, story)
    assert found.holds is holds(clause, story)
    for mark in marks_in(found):
        text = story.story.headline if mark.field == "headline" else story.story.body
        assert mark.field in {"headline", "body"}
        assert 0 <= mark.start <= mark.end <= max(len(text), 40)


def test_a_sentence_without_end_is_shown_around_its_highlight() -> None:
    body = "word " * 2_000 + "strike " + "word " * 2_000
    made = event(body=body)
    marks = marks_in(explain(parse("body:strike").clause, made))
    (found,) = Sentences("", body).around(marks)
    assert isinstance(found, Sentence)
    assert len(found.text) <= LONGEST
    assert [found.text[a:b] for a, b in found.highlights] == ["strike"]
    assert body[found.start : found.end] == found.text


def test_no_more_sentences_are_shown_than_may_be() -> None:
    body = "\n\n".join(["A strike began."] * 50)
    found = Sentences("", body).around(marks_in(explain(parse("strike").clause, event(body=body))))
    assert [it.text for it in found] == ["A strike began."] * 5


def test_a_code_is_the_same_in_small_letters() -> None:
    told = explain(parse("entity:iso3166_1:cy").clause, event())
    assert told.holds
    assert [mark.start for mark in marks_in(told)] == [BODY.index("Cyprus")]
