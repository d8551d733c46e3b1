"""Ids of listed companies: the right one or none. `stories.tsv` was judged before the code ran."""

from pathlib import Path

import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.finds import named

STORIES = Path(__file__).parent / "stories.tsv"


def test_no_wrong_ticker_and_four_in_five_of_the_right_ones(enrich: Enrich) -> None:
    right = wanted = 0
    wrong: list[tuple[str, set[str]]] = []
    for line in STORIES.read_text(encoding="utf-8").splitlines()[1:]:
        text, _, tickers = line.partition("\t")
        judged = set(tickers.split())
        entities = enrich(text).enrichment.entities
        found = {it.ids["ticker"] for it in entities if "ticker" in it.ids}
        right += len(found & judged)
        wanted += len(judged)
        if found - judged:
            wrong.append((text, found - judged))
    assert wrong == []
    assert right >= 0.8 * wanted > 0


@pytest.mark.parametrize("name", ["Siemens", "Siemens AG"])
def test_a_company_has_its_isin_with_and_without_its_legal_form(enrich: Enrich, name: str) -> None:
    story = enrich(f"{name} raised its forecast on Friday, a statement from {name} said.")
    found = named(story, name)
    assert found.ids == {"isin": "DE0007236101", "ticker": "SIE.DE"}
    assert found.id == "organisation:siemens"


def test_the_ticker_in_brackets_says_that_the_company_is_meant(enrich: Enrich) -> None:
    story = enrich("Apple (AAPL.O) has asked a judge in Turin to wait, two people there said.")
    assert named(story, "Apple").ids["isin"] == "US0378331005"


def test_a_stadium_named_after_a_company_is_not_the_company(enrich: Enrich) -> None:
    story = enrich("The choir sang at the Allianz Arena in Munich on Friday, before 300 people.")
    assert all("isin" not in it.ids for it in story.enrichment.entities)


def test_a_place_that_does_business_is_the_company_of_that_name(enrich: Enrich) -> None:
    story = enrich("Orange said on Friday that revenue had risen. Customers in Spain paid more.")
    assert all(it.ids.get("geonames") != "5379513" for it in story.enrichment.entities)
