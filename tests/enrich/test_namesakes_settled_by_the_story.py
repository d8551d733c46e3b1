"""Which place of several of one name is meant: what follows, the region, the other places."""

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
