"""Ids of all countries against a list that two other sources agreed on, where somebody has it."""

from pathlib import Path

import pytest

from stream.gazetteer import Country, country, country_by_code

LIST = Path(__file__).parents[3] / "shared" / "data" / "countries.tsv"
# Western Sahara is the territory here, there the state that claims it; the Netherlands are the
# country in Europe here, there the whole Kingdom.
OTHERWISE = {"EH", "NL"}

pytestmark = pytest.mark.skipif(
    not LIST.exists(), reason="needs countries.tsv beside the checkout, in shared/data"
)


def rows() -> list[dict[str, str]]:
    head, *lines = LIST.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def ours(row: dict[str, str]) -> Country:
    found = country_by_code(row["iso2"])
    assert found is not None, row
    return found


def test_every_country_has_the_same_codes_and_ids() -> None:
    listed = rows()
    assert len(listed) > 240
    for row in listed:
        it = ours(row)
        assert (it.iso3, it.geonames) == (row["iso3"], row["geonames"]), row
        if row["wikidata"] and row["iso2"] not in OTHERWISE:
            assert it.wikidata == row["wikidata"], row


def test_every_country_is_found_by_its_name_there() -> None:
    assert [row["name"] for row in rows() if country(row["name"]) is not ours(row)] == []
