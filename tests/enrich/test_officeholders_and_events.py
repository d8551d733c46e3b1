import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, names, texts


@pytest.mark.parametrize("person", ["Chanda Mwila", "Bat-Erdene Ganbold", "Anneke de Vries"])
def test_a_name_after_an_office_is_a_person(enrich: Enrich, person: str) -> None:
    story = enrich(
        f"Justice Minister of the Republic of Zambia {person} opened the court on Monday.\n\n"
        f"{person} said that the building had cost more than planned."
    )
    assert texts(story, person) == [person, person]
    assert named(story, person).type.value == "person"
    assert named(story, "Zambia").type.value == "place"


def test_a_name_with_particles_is_one_person(enrich: Enrich) -> None:
    story = enrich("Ursula von der Aue spoke in Ghent on Monday. Von der Aue left in the evening.")
    assert texts(story, "Ursula von der Aue") == ["Ursula von der Aue", "Von der Aue"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ghana will attend COP44 in May, it said.", "COP44"),
        ("Ghana will host the G20 summit in May, it said.", "G20"),
        ("Ghana praised Brazil's chairmanship of G77 on Monday.", "G77"),
        ("Ghana will send a team to the 2038 Winter Olympics in May.", "2038 Winter Olympics"),
        ("Ghana will play at the World Cup next year, it said.", "World Cup"),
        ("Ghana opened the 12th Harbour Forum on Monday.", "12th Harbour Forum"),
        ("Leaders met at the Lakeside Economic Summit on Monday.", "Lakeside Economic Summit"),
    ],
)
def test_an_occasion_is_known_by_its_grammar(enrich: Enrich, words: str, name: str) -> None:
    assert names(enrich(words), "event") == [name]


@pytest.mark.parametrize(
    "words",
    [
        "An F16 landed in Accra on Monday, and an A320 followed it.",
        "The summit was long, and the conference was longer, officials said.",
        "They held a press conference on Monday. The Conference was dull.",
        "G20 members disagree, Ghana said on Monday.",
    ],
)
def test_what_only_looks_like_an_occasion_is_none(enrich: Enrich, words: str) -> None:
    assert names(enrich(words), "event") == []


def test_words_that_name_nothing_are_dropped(enrich: Enrich) -> None:
    story = enrich("The Minister met the Council. Policy will change, the Ministry said.")
    assert story.enrichment.entities == []


def test_a_namesake_goes_to_the_country_that_the_story_names(enrich: Enrich) -> None:
    story = enrich("Police in Pakistan said on Monday that a bridge in Hyderabad had fallen.")
    assert named(story, "Hyderabad").ids["iso3166_1"] == "PK"


def test_the_headline_and_the_lead_make_an_entity_relevant(enrich: Enrich) -> None:
    story = enrich(
        "Peru will build a port, it said on Monday.\n\nThe plan was told in Ecuador last year.",
        "Peru to build port",
    )
    assert named(story, "Peru").relevance > named(story, "Ecuador").relevance


def test_model_and_list_together_are_surer_than_the_model_alone(enrich: Enrich) -> None:
    story = enrich("The United Nations and the Lakeside Trust met in Peru on Monday, they said.")
    alone, together = named(story, "Lakeside Trust"), named(story, "United Nations")
    assert alone.confidence < together.confidence
    assert {"model", "listed"} <= {it.by for it in together.evidence}
