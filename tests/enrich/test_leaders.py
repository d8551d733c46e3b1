"""Heads of state and government: one person, however spelled."""

from stream.enrich.names.leaders import leaders
from stream.gazetteer import fold
from tests.enrich.conftest import Enrich
from tests.enrich.finds import named


def test_spellings_are_one_person_with_one_id(enrich: Enrich) -> None:
    one = enrich("The Ukrainian leader, Volodymyr Zelensky, met farmers near Poltava on Monday.")
    two = enrich("The Ukrainian leader, Volodymyr Zelenskiy, met farmers near Poltava on Monday.")
    first, second = named(one, "Volodymyr Zelensky"), named(two, "Volodymyr Zelenskiy")
    assert first.id == second.id == "person:volodymyr-zelenskiy"
    assert first.ids == second.ids == {"wikidata": "Q3874799"}


def test_a_surname_with_the_office_is_the_person_in_full(enrich: Enrich) -> None:
    story = enrich("Farmers met French President Macron in Lyon on Monday. Macron said little.")
    found = named(story, "Emmanuel Macron")
    assert [it.text for it in found.mentions] == ["Macron", "Macron"]
    assert found.role is not None


def test_a_surname_alone_may_be_anybody_s(enrich: Enrich) -> None:
    story = enrich("The baker, a Mr Macron of Lyon, said little. The court fined Macron 40 euros.")
    assert all(it.name != "Emmanuel Macron" for it in story.enrichment.entities)


def test_another_first_name_is_another_person(enrich: Enrich) -> None:
    story = enrich("Farmers met President Melanie Putin of the Chess Club in Lyon on Monday.")
    assert all("wikidata" not in it.ids for it in story.enrichment.entities if it.type == "person")


def test_no_name_stands_for_two_people() -> None:
    names = [fold(name) for it in leaders() for name in {it.name, *it.also}]
    spelled = [(fold(name), it.name) for it in leaders() for name in (it.name, *it.also)]
    assert len(set(spelled)) == len(set(names))
