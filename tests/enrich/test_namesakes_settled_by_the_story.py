"""Which place of several of one name is meant: what follows, the region, the other places."""

import pytest

from schemas.events import EnrichedStory
from stream.gazetteer import city, country_by_code
from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, texts

FLORIDA = {
    "text": "MELBOURNE, Fla. -",
    "place": "Melbourne",
    "region": "Florida",
    "country": "United States",
    "ids": {"iso3166_1": "US", "iso3166_2": "US-FL", "geonames": "4163971"},
}


def test_what_follows_binds_more_than_the_dateline(enrich: Enrich) -> None:
    story = enrich(
        "MELBOURNE, Fla. - The mayor will fly to Melbourne, Australia, on Monday, it was said.",
        dateline=FLORIDA,
    )
    ids = {it.ids.get("iso3166_1") for it in story.enrichment.entities if it.name == "Melbourne"}
    assert ids == {"US", "AU"}


def test_the_dot_of_a_short_region_is_part_of_it(enrich: Enrich) -> None:
    story = enrich("MELBOURNE, Fla. - The mayor spoke on Monday about tin.", dateline=FLORIDA)
    assert texts(story, "Florida") == ["Fla."]


def test_a_town_is_in_the_region_that_the_story_names(enrich: Enrich) -> None:
    story = enrich("The ferry company said that Halifax is the largest port of Nova Scotia.")
    assert named(story, "Halifax").ids["iso3166_1"] == "CA"


def test_a_large_city_says_where_namesakes_are(enrich: Enrich) -> None:
    story = enrich(
        "Buses from Auckland arrived late in Hamilton on Monday, the company said in a note."
    )
    assert named(story, "Hamilton").ids["iso3166_1"] == "NZ"


def test_the_article_of_the_hague_is_part_of_its_name(enrich: Enrich) -> None:
    story = enrich("Judges in The Hague spoke on Monday about the price of tin, officials said.")
    assert texts(story, "The Hague") == ["The Hague"]


def test_a_capitals_own_name_is_not_the_larger_city_around_it() -> None:
    india = country_by_code("IN")
    delhi = city("New Delhi")
    assert india is not None
    assert delhi is not None
    assert delhi.name == india.capital


def test_a_shared_name_is_what_the_story_says(enrich: Enrich) -> None:
    east = enrich("Doctors in Kinshasa and Goma said that Congo has three new cases of cholera.")
    west = enrich("Doctors in Brazzaville said that Congo has three new cases of cholera.")
    assert named(east, "Democratic Republic of the Congo").ids["iso3166_1"] == "CD"
    assert named(west, "Republic of the Congo").ids["iso3166_1"] == "CG"


def test_a_shared_name_without_a_word_for_either_has_no_id(enrich: Enrich) -> None:
    story = enrich("The ministry said on Monday that Congo has three new cases of cholera.")
    assert not any(it.ids for it in story.enrichment.entities if it.name == "Congo")


def test_georgia_is_the_state_where_the_story_is_in_its_country(enrich: Enrich) -> None:
    state = enrich("Voters in Ohio, Michigan and Georgia chose new mayors on Tuesday, it was said.")
    land = enrich("Lawmakers in Tbilisi said that Georgia will hold an election on Tuesday.")
    assert named(state, "Georgia").ids["iso3166_2"] == "US-GA"
    assert named(land, "Georgia").ids["iso3166_1"] == "GE"


def test_a_region_that_the_text_calls_one_is_no_city(enrich: Enrich) -> None:
    story = enrich(
        "The slide cut a road in Washington state on Monday. Nobody in Seattle was hurt."
    )
    assert named(story, "Washington").ids["iso3166_2"] == "US-WA"


def test_a_town_is_known_where_the_story_binds_it(enrich: Enrich) -> None:
    bound = enrich("The slide cut off the town of Leavenworth in Washington state on Monday night.")
    assert named(bound, "Leavenworth").ids["geonames"] == "5800683"


def test_a_dateline_may_name_two_places(enrich: Enrich) -> None:
    story = enrich(
        "N'DJAMENA/GENEVA - Doctors said on Monday that they had seen three cases of cholera.",
        dateline={
            "text": "N'DJAMENA/GENEVA -",
            "place": "N'Djamena",
            "ids": {"iso3166_1": "TD", "geonames": "2427123"},
        },
    )
    assert named(story, "Geneva").ids["iso3166_1"] == "CH"


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Venice", None, "IT"),
        ("Venice", "US", "US"),
        ("Odessa", None, "UA"),
        ("Salisbury", None, "GB"),
        ("Salisbury", "ZW", "ZW"),
        ("Tripoli", "LB", "LB"),
        ("London", "CA", "GB"),
        ("Hamilton", "BM", "BM"),
        ("Victoria", "CA", "CA"),
        ("Santiago", "DO", "DO"),
        ("Fez", None, "MA"),
    ],
)
def test_the_renowned_are_meant_unless_the_story_is_elsewhere(
    name: str, near: str | None, country: str
) -> None:
    found = city(name, near=frozenset({near} if near else ()))
    assert found is not None
    assert found.country == country


def ids_of(story: EnrichedStory, text: str) -> list[str | None]:
    return [
        it.ids.get("geonames")
        for it in story.enrichment.entities
        if any(mention.text == text for mention in it.mentions)
    ]


def test_whose_it_is_said_to_be_binds_a_city(enrich: Enrich) -> None:
    story = enrich("A street in Spain's Cordoba will bear the name of Argentina's first printer.")
    assert ids_of(story, "Cordoba") == ["2519240"]
    story = enrich("Shots were heard in the Libyan city of Tripoli, people in Beirut were told.")
    assert ids_of(story, "Tripoli") == ["2210247"]


def test_a_town_in_a_list_of_towns_is_one(enrich: Enrich) -> None:
    story = enrich("Snow fell in North Platte, Kearney and Cozad in Nebraska on Friday night.")
    assert ids_of(story, "Cozad") == ["5066355"]


def test_a_quarter_of_a_town_is_no_other_town(enrich: Enrich) -> None:
    story = enrich("She fell on a staircase in the Roma neighborhood of Mexico City on Friday.")
    assert "3169070" not in ids_of(story, "Roma")


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Prosecutors in the Brazilian state of Paraná said so on Friday.", "Paraná", "BR-PR"),
        ("Nobody was hurt in Ukraine's Donetsk region, officials said.", "Donetsk", "UA-14"),
        ("Two villages in Helmand were searched, Afghan police said.", "Helmand", "AF-HEL"),
        ("Nobody was hurt in Donetsk, Ukraine said on Friday night.", "Donetsk", None),
    ],
)
def test_provinces_have_codes(enrich: Enrich, text: str, name: str, code: str | None) -> None:
    found = [it for it in enrich(text).enrichment.entities if it.mentions[0].text == name]
    assert [it.ids.get("iso3166_2") for it in found] == [code]
