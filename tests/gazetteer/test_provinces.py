"""Provinces: codes of their own countries, each once; those called like a city ask for more."""

import re
from collections import Counter

import pytest

from stream.gazetteer import city, country_by_code, provinces, provinces_named, region_of, regions


def test_every_code_is_of_a_country_and_stands_once() -> None:
    every = (*regions(), *provinces())
    for it in every:
        assert re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", it.iso3166_2)
        assert country_by_code(it.country) is not None
        assert it.geonames
    for key in ("iso3166_2", "geonames"):
        counted = Counter(getattr(it, key) for it in every)
        assert [code for code, count in counted.items() if count > 1] == []


def test_regions_and_provinces_share_no_country() -> None:
    assert not {it.country for it in regions()} & {it.country for it in provinces()}


@pytest.mark.parametrize(
    ("name", "code", "chief"),
    [
        ("Lombardy", "IT-25", "Milan"),
        ("Sichuan", "CN-SC", "Chengdu"),
        ("Bavaria", "DE-BY", "Munich"),
    ],
)
def test_cities_lie_in_them(name: str, code: str, chief: str) -> None:
    named = [it for it in provinces_named(name, stated=False) if it.name == name]
    found = named[0] if named else next(it for it in regions() if it.name == name)
    assert found.iso3166_2 == code
    within = city(chief, region=found)
    assert within is not None
    assert within.country == code[:2]


def test_a_province_called_like_a_city_is_found_where_the_text_says_so() -> None:
    assert provinces_named("Puebla", stated=False) == ()
    assert [it.iso3166_2 for it in provinces_named("Puebla", stated=True)] == ["MX-PUE"]
    assert len(provinces_named("Amazonas", stated=True)) > 1
    assert region_of("MX", "21") is None
