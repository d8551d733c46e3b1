"""Stories that name two places of one name, and names that are longer than what was read."""

import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.finds import named, texts


def test_only_the_other_place_is_said_to_lie_elsewhere(enrich: Enrich) -> None:
    story = enrich(
        "Smoke rose over Sydney on Monday, police in Halifax said. Ferries left Sydney late.\n\n"
        "Callers asked about Sydney, Australia, the mayor said.",
        headline="Fire in Nova Scotia",
    )
    found = {it.ids["iso3166_1"]: it for it in story.enrichment.entities if it.name == "Sydney"}
    assert [len(found[code].mentions) for code in ("CA", "AU")] == [2, 1]


def test_what_the_opening_says_of_the_headlines_place_is_the_same(enrich: Enrich) -> None:
    story = enrich(
        "A tanker lies off Halifax, Canada, the coast guard said on Monday.",
        headline="Tanker adrift off Halifax",
    )
    assert {
        it.ids.get("iso3166_1") for it in story.enrichment.entities if it.name == "Halifax"
    } == {"CA"}


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("A bus fell into a ravine near Santiago in Dominican Republic.", "Santiago", "DO"),
        ("Windows broke in Los Ángeles in southern Chile, the mayor said.", "Los Ángeles", "CL"),
        ("Trucks waited at Rafah on Monday, doctors in Gaza said of Egypt.", "Rafah", "PS"),
    ],
)  # fmt: skip
def test_the_country_is_what_the_text_says(enrich: Enrich, text: str, name: str, code: str) -> None:
    found = [
        it
        for it in enrich(text).enrichment.entities
        if any(one.text == name for one in it.mentions)
    ]
    assert [it.ids["iso3166_1"] for it in found] == [code]


def test_a_region_is_named_whole(enrich: Enrich) -> None:
    story = enrich("A plane that works in Mato Grosso do Sul fell on Monday, Brazil said.")
    assert texts(story, "Mato Grosso do Sul") == ["Mato Grosso do Sul"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They were caught by the frigate Victoria of the navy of Spain.", "Victoria"),
        ("Buses crossed the Greek region of Macedonia on Monday.", "Macedonia"),
        ("The march ended at the church of San Francisco on Monday.", "San Francisco"),
        ("The plant in Rayong makes the Cordoba pickup, the firm said.", "Cordoba"),
        ("A historian who teaches history at Ibadan wrote the book.", "Ibadan"),
    ],
)
def test_what_is_only_called_so_has_no_id(enrich: Enrich, text: str, name: str) -> None:
    assert named(enrich(text), name).ids == {}


def test_a_country_whose_name_is_joined_by_and_is_one(enrich: Enrich) -> None:
    story = enrich("Guyana and Trinidad and Tobago signed an agreement on Monday on gas.")
    assert named(story, "Trinidad and Tobago").ids["iso3166_1"] == "TT"


def test_a_team_is_sent_through_and_plays_now(enrich: Enrich) -> None:
    story = enrich(
        "Two goals in stoppage time sent Fortaleza through to the last four. Fortaleza now meet "
        "Botafogo in the semifinal, the league said. The striker scored a penalty."
    )
    assert named(story, "Fortaleza").type == "organisation"
