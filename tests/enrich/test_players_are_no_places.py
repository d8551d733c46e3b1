"""Surnames of players, and counties, that towns elsewhere are called by."""

import pytest

from schemas.enrichment import EntityType
from tests.enrich.conftest import Enrich
from tests.enrich.finds import names
from tests.enrich.test_places_settled_by_what_is_near import ids_of

LINE_UP = "Rovers: Almeida, Lauritz, Campbell, Perry (Young 72), Konchev, Pireira, Hreidarsson."


def test_players_of_a_line_up_are_no_towns(enrich: Enrich) -> None:
    story = enrich(f"Rovers won 2-1 in Leeds on Saturday.\n\n{LINE_UP}")
    assert ids_of(story, "Campbell") in ([], [None])
    assert ids_of(story, "Perry") in ([], [None])
    assert "Leeds" in names(story, EntityType.PLACE)


def test_a_list_of_towns_is_one_of_towns(enrich: Enrich) -> None:
    text = "The airline will fly to Lyon, Toulouse, Perth, Dublin, Oslo and Turin, it said."
    story = enrich(text)
    assert {"Lyon", "Toulouse", "Dublin", "Oslo"} <= set(names(story, EntityType.PLACE))


@pytest.mark.parametrize("county", ["Norfolk", "Suffolk", "Essex"])
def test_a_county_is_not_the_town_that_bears_its_name_abroad(enrich: Enrich, county: str) -> None:
    text = f"Police in Leeds and Scotland said a lorry from {county} hit a bridge in the UK."
    assert ids_of(enrich(text), county) in ([], [None])


def test_the_town_is_meant_where_the_story_is_of_its_country(enrich: Enrich) -> None:
    text = "NORFOLK, Virginia, March 3 (Reuters) - A carrier left Norfolk for Britain on Monday."
    assert "4776222" in ids_of(enrich(text), "Norfolk")
