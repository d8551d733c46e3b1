import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, names, texts

DOVER = {
    "text": "NASHUA, New Hampshire _",
    "place": "Nashua",
    "region": "New Hampshire",
    "country": "United States",
    "ids": {"iso3166_1": "US", "iso3166_2": "US-NH", "geonames": "5090046"},
}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("between Malta, Tunisia and Egypt", {"Malta": "MT", "Tunisia": "TN", "Egypt": "EG"}),
        ("to Peru, Chile and Bolivia", {"Peru": "PE", "Chile": "CL", "Bolivia": "BO"}),
        ("from Armenia, Georgia and Iran", {"Armenia": "AM", "Georgia": "GE", "Iran": "IR"}),
    ],
)
def test_countries_in_a_row_are_countries(
    enrich: Enrich, words: str, codes: dict[str, str]
) -> None:
    story = enrich(f"The line will carry freight {words}, the ministry said on Monday.")
    assert names(story, "place") == sorted(codes)
    assert {name: named(story, name).ids["iso3166_1"] for name in codes} == codes


def test_the_datelines_country_is_the_one_that_a_list_names(enrich: Enrich) -> None:
    opening = "SLIEMA, Malta, May 3 -"
    story = enrich(
        f"{opening} Ferries between Malta, Tunisia and Italy will run daily, it was said.",
        dateline={"text": opening, "place": "Sliema", "country": "Malta"},
    )
    assert texts(story, "Malta") == ["Malta", "Malta"]
    assert named(story, "Malta").ids["iso3166_1"] == "MT"


def test_a_state_before_its_country_is_the_state(enrich: Enrich) -> None:
    story = enrich("The company will build in Georgia, United States, it said on Monday.")
    assert named(story, "Georgia").ids["iso3166_2"] == "US-GA"


def test_a_city_named_like_a_country_is_the_city_where_its_state_follows(enrich: Enrich) -> None:
    story = enrich("A barn burned in Lebanon, Pennsylvania, on Monday, firefighters said.")
    assert named(story, "Lebanon").ids["iso3166_1"] == "US"


def test_the_dateline_decides_between_namesakes(enrich: Enrich) -> None:
    opening = DOVER["text"]
    body = f"{opening} The river rose in Nashua and Dover on Monday, and schools stayed closed."
    assert named(enrich(body, dateline=DOVER), "Dover").ids["iso3166_1"] == "US"


def test_a_small_town_that_we_know_only_abroad_has_no_id(enrich: Enrich) -> None:
    opening = DOVER["text"]
    body = f"{opening} The river rose in Nashua and Penzance on Monday, and schools stayed closed."
    assert named(enrich(body, dateline=DOVER), "Penzance").ids == {}


@pytest.mark.parametrize(("city", "code"), [("Rotterdam", "NL"), ("Tallinn", "EE")])
def test_a_large_city_abroad_keeps_its_id(enrich: Enrich, city: str, code: str) -> None:
    opening = DOVER["text"]
    body = f"{opening} The pumps came from a yard in {city}, and were late, the mayor said."
    assert named(enrich(body, dateline=DOVER), city).ids["iso3166_1"] == code


def test_a_town_in_a_country_that_the_story_names_keeps_its_id(enrich: Enrich) -> None:
    opening = DOVER["text"]
    body = f"{opening} Crews in Penzance, in the west of the United Kingdom, had sent help."
    assert named(enrich(body, dateline=DOVER), "Penzance").ids["iso3166_1"] == "GB"
