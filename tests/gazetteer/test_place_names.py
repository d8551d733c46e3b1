"""Places by name: what a dateline or a story may call them, and what it may not."""

import pytest

from stream.gazetteer import (
    capital_of,
    chief_cities,
    city,
    countries,
    country,
    country_by_code,
    demonym,
    fold,
    is_capital,
    namesakes,
    region,
    regions_named,
    towns,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Azerbaijan", "AZ"),
        ("Republic of Azerbaijan", "AZ"),
        ("U.S.", "US"),
        ("Britain", "GB"),
        ("SOUTH KOREA", "KR"),
        ("the Netherlands", "NL"),
    ],
)
def test_a_country_is_found_by_every_usual_name(name: str, code: str) -> None:
    found = country(name)
    assert found is not None
    assert found.iso2 == code


@pytest.mark.parametrize("name", ["Atlantis", "", "AZ", "Baku"])
def test_what_is_no_country_is_none(name: str) -> None:
    assert country(name) is None


def test_codes_lead_back_to_their_countries() -> None:
    for land in countries():
        assert country_by_code(land.iso2) is land
        assert country_by_code(land.iso3) is land


@pytest.mark.parametrize("name", ["São Paulo", "SAO PAULO", "sao paulo", "Sao-Paulo"])
def test_accents_case_and_hyphens_make_no_difference(name: str) -> None:
    found = city(name)
    assert found is not None
    assert found.country == "BR"
    assert fold(name) == "sao paulo"


def test_what_follows_a_city_binds() -> None:
    pakistan = city("Hyderabad", country="PK")
    india = city("Hyderabad", country="IN")
    assert pakistan is not None
    assert india is not None
    assert pakistan.geonames != india.geonames
    assert city("Hyderabad", country="NO") is None


def test_the_storys_own_countries_tip_the_balance() -> None:
    near = city("Hyderabad", near=frozenset({"PK"}))
    assert near is not None
    assert near.country == "PK"


def test_a_capital_is_not_outweighed_by_a_namesake_nearby() -> None:
    found = city("London", near=frozenset({"CA"}))
    assert found is not None
    assert is_capital(found)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Mass.", "US-MA"), ("Ontario", "CA-ON"), ("TX", "US-TX"), ("Wales", "GB-WLS")],
)
def test_a_region_is_found_as_datelines_write_it(name: str, code: str) -> None:
    found = region(name)
    assert found is not None
    assert found.iso3166_2 == code


def test_a_name_of_several_regions_needs_its_country() -> None:
    assert len(regions_named("Punjab")) > 1
    assert region("Punjab") is None
    found = region("Punjab", "PK")
    assert found is not None
    assert found.country == "PK"


def test_a_demonym_needs_its_capital_letter_and_one_country() -> None:
    poland = demonym("Polish")
    assert poland is not None
    assert poland.iso2 == "PL"
    assert demonym("polish") is None
    assert demonym("Korean") is None


def test_capitals_name_their_countries() -> None:
    found = capital_of("Baku")
    assert found is not None
    assert found.iso2 == "AZ"


def test_namesakes_come_with_the_people_that_speak_for_them() -> None:
    found = namesakes("Hyderabad")
    assert [it.country for it, _ in found] == ["IN", "PK"]
    assert [it.country for it, _ in namesakes("Hyderabad", "PK")] == ["PK"]
    assert namesakes("Nowhere at all") == []


def test_another_name_speaks_for_a_fifth_of_the_people() -> None:
    beijing, people = namesakes("Peking")[0]
    assert people == pytest.approx(beijing.population / 5, abs=2)


def test_towns_are_found_by_their_own_name_alone() -> None:
    assert [it.country for it in towns("St. Moritz")] == ["CH"]
    assert len({it.geonames for it in towns("Newman")}) > 1
    assert towns("Nowhere at all") == ()
    assert towns("") == ()
    assert towns("Khor Fakkan") == ()
    assert [it.name for it in towns("Khor Fakkan", also=True)] == ["Khawr Fakkān"]
    assert city("Leavenworth", region=region("Washington")) in towns("Leavenworth")


def test_chief_cities_are_the_largest_of_a_country_or_region() -> None:
    assert chief_cities("PK")[:2] == ("Lahore", "Karachi")
    assert (
        chief_cities("US", "GA")
        == ("Atlanta", "Columbus", "Augusta", "Macon")[: len(chief_cities("US", "GA"))]
    )
    assert chief_cities("XX") == ()


@pytest.mark.parametrize(
    ("name", "geonames"), [("Qamishli", "173377"), ("Hodeidah", "79415"), ("Nassiriya", "98854")]
)
def test_a_city_is_found_without_its_arabic_article(name: str, geonames: str) -> None:
    found = city(name)
    assert found is not None
    assert found.geonames == geonames


def test_a_town_is_found_by_the_beginning_of_its_name() -> None:
    assert [it.geonames for it in towns("Krems", also=True)] == ["2773549"]
