"""Countries and states whose name is a city's too: which of the two is meant."""

import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.test_places_settled_by_what_is_near import ids_of


@pytest.mark.parametrize(
    ("place", "iso2", "city", "land"),
    [
        ("Singapore", "SG", "1880252", "1880251"),
        ("Hong Kong", "HK", "1819729", "1819730"),
        ("Luxembourg", "LU", "2960316", "2960313"),
        ("Vatican City", "VA", "6691831", "3164670"),
    ],
)
def test_a_city_state_is_the_country_in_the_dateline_too(
    enrich: Enrich, place: str, iso2: str, city: str, land: str
) -> None:
    ids = {"iso3166_1": iso2, "geonames": city}
    filed = {"text": f"{place.upper()} -", "place": place, "ids": ids}
    story = enrich(f"{place.upper()} - Ministers met in {place} on Friday.", dateline=filed)
    assert ids_of(story, place.upper()) == ids_of(story, place) == [land]


@pytest.mark.parametrize(
    ("place", "iso2", "city", "land"),
    [
        ("Kuwait", "KW", "285787", "285570"),
        ("Djibouti", "DJ", "223817", "223816"),
        ("Mexico", "MX", "3530597", "3996063"),
    ],
)
def test_what_a_capital_of_its_name_files_is_about_the_country(
    enrich: Enrich, place: str, iso2: str, city: str, land: str
) -> None:
    ids = {"iso3166_1": iso2, "geonames": city}
    filed = {"text": f"{place.upper()} -", "place": place, "ids": ids}
    story = enrich(f"{place.upper()} - {place} will not sign, ministers said.", dateline=filed)
    assert ids_of(story, place.upper()) == [city]
    assert ids_of(story, place) == [land]


def test_a_town_that_is_called_like_a_country_elsewhere_stays_the_town(enrich: Enrich) -> None:
    ids = {"iso3166_1": "US", "iso3166_2": "US-OH", "geonames": "4516412"}
    filed = {"text": "LEBANON, Ohio -", "place": "Lebanon", "ids": ids}
    story = enrich(
        "LEBANON, Ohio - Hail fell. Roads in Lebanon were shut, it said.", dateline=filed
    )
    assert ids_of(story, "Lebanon") == ["4516412"]


@pytest.mark.parametrize(
    ("text", "name", "geonames"),
    [
        ("Snow fell in Albany, New York, on Friday, the mayor said.", "New York", "5128638"),
        ("A man from Seattle, Washington, was held on Friday.", "Washington", "5815135"),
        ("Shares fell in Rome, New York and Tokyo on Friday.", "New York", "5128581"),
    ],
)
def test_what_follows_a_town_of_a_state_is_the_state(
    enrich: Enrich, text: str, name: str, geonames: str
) -> None:
    assert ids_of(enrich(text), name) == [geonames]
