"""One word, one thing: what the story uses as a place is not somebody too."""

import pytest

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Sighting
from stream.enrich.names.namesakes import lone_words_as_places
from stream.enrich.names.spans import Passage, Span

PLACE, PERSON, BODY = EntityType.PLACE, EntityType.PERSON, EntityType.ORGANISATION


def sighting(text: str, kind: EntityType) -> Sighting:
    return Sighting(Passage("body", text), Span(0, len(text), kind, frozenset({"model"})))


@pytest.mark.parametrize("called", [PERSON, BODY])
def test_a_word_that_is_a_place_elsewhere_in_the_story_is_that_place(called: EntityType) -> None:
    told = lone_words_as_places([sighting("LISBON", PLACE), sighting("Lisbon", called)])
    assert [it.span.type for it in told] == [PLACE, PLACE]


def test_a_surname_that_is_also_a_place_stays_a_person() -> None:
    story = [sighting("Jordan", PLACE), sighting("Ada Jordan", PERSON), sighting("Jordan", PERSON)]
    assert [it.span.type for it in lone_words_as_places(story)] == [PLACE, PERSON, PERSON]


def test_a_body_named_after_a_place_stays_a_body() -> None:
    story = [sighting("Lisbon", PLACE), sighting("Lisbon Rowing Club", BODY)]
    assert [it.span.type for it in lone_words_as_places(story)] == [PLACE, BODY]


def test_a_word_that_is_no_place_in_the_story_stays_what_it_was() -> None:
    assert lone_words_as_places([sighting("Viana", PERSON)])[0].span.type is PERSON
