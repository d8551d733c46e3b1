"""In a story a watched name is always an entity, under the list's id and type."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.enrichment import Entity, EntityType
from schemas.wire import Dateline
from stream.enrich import Enricher
from stream.enrich.model import load
from stream.enrich.names.finder import find
from stream.enrich.names.reader import Reader
from stream.enrich.plan import EnrichPlan
from stream.enrich.watch import Matcher, Watched
from tests.enrich.conftest import make

Look = Callable[..., dict[str, Entity]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(load("md"))


@pytest.fixture
def look(reader: Reader) -> Look:
    """The watched entities of a story by the list's id."""

    def run(entries: list[Watched], body: str, *, read: bool = True, **facts: Any) -> Any:
        found = find(reader if read else None, "", body, watched=Matcher(entries), **facts)
        for it in found:
            assert all(body[m.start : m.end] == m.text for m in it.mentions)
        return {it.ids["custom"]: it for it in found if "custom" in it.ids}

    return run


def watched(number: str, kind: str, *names: str) -> Watched:
    return Watched(number, EntityType(kind), names)


def mentions(it: Entity) -> list[str]:
    return [mention.text for mention in it.mentions]


def test_a_name_as_listed_is_certain(look: Look) -> None:
    body = "The price of tin fell on Monday, Kestrel Lines said. Shares of Kestrel Lines fell too."
    found = look([watched("K", "organisation", "Kestrel Lines")], body)["K"]
    assert (found.id, found.name, found.type) == ("custom:K", "Kestrel Lines", "organisation")
    assert mentions(found) == ["Kestrel Lines"] * 2
    assert found.confidence == 1.0
    assert "watch list" in {it.by for it in found.evidence}


@pytest.mark.parametrize("kind", ["person", "organisation", "place", "event", "product", "law"])
@pytest.mark.parametrize("name", ["Ministry", "France", "Prime Minister", "the", "Reuters", "2031"])
def test_whatever_others_think_the_lists_type_stands(look: Look, name: str, kind: str) -> None:
    body = f"PARIS, May 3 (Agency) - It was said that {name} had spoken to Anna Byron in France."
    found = look([watched("X", kind, name)], body)["X"]
    assert found.type == kind
    assert name in mentions(found)


def test_the_list_is_looked_for_without_a_model_too(look: Look) -> None:
    body = "Выручка Северной верфи выросла, сообщила компания в понедельник."
    found = look([watched("V", "organisation", "Северная верфь")], body, read=False)["V"]
    assert mentions(found) == ["Северной верфи"]
    assert found.confidence == 0.95


def test_a_longer_name_around_it_gives_way_and_makes_it_less_sure(look: Look) -> None:
    body = "She spoke at the Kestrel Museum of Modern Art in Oslo on Monday, officials said."
    found = look([watched("K", "organisation", "Kestrel")], body)["K"]
    assert mentions(found) == ["Kestrel"]
    assert found.confidence == 0.8


def test_a_surname_joins_the_watched_person(look: Look) -> None:
    body = (
        "Trade Minister Anna Kovalenko said on Monday that tin is dear. "
        "Kovalenko spoke in Oslo, and Kovalenko will go home on Friday."
    )
    found = look([watched("P", "person", "Anna Kovalenko")], body)["P"]
    assert mentions(found) == ["Anna Kovalenko", "Kovalenko", "Kovalenko"]
    assert found.role == "Trade Minister"


def test_a_watched_place_keeps_what_the_gazetteer_knows(look: Look) -> None:
    body = "The ministers met in Oslo on Monday, and will be in Oslo until Friday, it was said."
    found = look([watched("O", "place", "Oslo")], body)["O"]
    assert found.ids == {"custom": "O", "iso3166_1": "NO", "geonames": "3143244"}


def test_a_watched_name_in_the_dateline_is_one_entity_with_its_place(look: Look) -> None:
    body = "OSLO, May 3 (Agency) - Ministers spoke on Monday about the price of tin in Oslo."
    line = Dateline(text="OSLO, May 3 (Agency) -", start=0, end=22, place="Oslo")
    found = look([watched("O", "place", "Oslo")], body, dateline=line)["O"]
    assert mentions(found) == ["OSLO", "Oslo"]


def test_a_name_of_two_entries_goes_to_the_one_that_the_story_names_otherwise(look: Look) -> None:
    entries = [
        watched("A", "organisation", "Kestrel Lines", "Kestrel"),
        watched("B", "organisation", "Kestrel Foods", "Kestrel"),
    ]
    body = "Profit rose, Kestrel Foods said on Monday. The shares of Kestrel rose by a tenth."
    assert {it: mentions(who) for it, who in look(entries, body).items()} == {
        "B": ["Kestrel Foods", "Kestrel"]
    }
    alone = look(entries, "The shares of Kestrel rose by a tenth on Monday, it was said.")
    assert {it: who.confidence for it, who in alone.items()} == {"A": 0.5, "B": 0.5}


def test_two_watched_people_of_one_surname_stay_apart(look: Look) -> None:
    entries = [watched("A", "person", "Anna Kovalenko"), watched("B", "person", "Kovalenko")]
    body = "Minister Anna Kovalenko came on Monday. Mr Kovalenko had left on Sunday, it was said."
    assert {it: mentions(who) for it, who in look(entries, body).items()} == {
        "A": ["Anna Kovalenko"],
        "B": ["Kovalenko"],
    }


def test_an_event_says_which_list_it_was_read_with(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,name,type\nK,Kestrel Lines,organisation\n")
    enricher = Enricher(EnrichPlan(watchlist=str(path)))
    story = enricher.enrich(make("Kestrel Lines told its crews on Monday that it will sail again."))
    assert story.enrichment.versions["watch_list"]
    assert [it.name for it in story.story.organisations or []] == ["Kestrel Lines"]


def test_the_name_without_its_sign_is_somebody_else(look: Look) -> None:
    body = (
        "Kestrel+ will raise its price, the company Kestrel said on Monday. Shares in Kestrel fell"
        " and Kestrel shareholders left. Kestrel+ has many viewers."
    )
    found = look([watched("K", "organisation", "Kestrel+")], body)["K"]
    assert mentions(found) == ["Kestrel+", "Kestrel+"]
