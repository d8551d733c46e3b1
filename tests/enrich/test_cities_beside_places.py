"""Cities taken for bodies or people, and what beside them says what they are."""

import pytest

from schemas.enrichment import EntityType
from stream.enrich.names.beside import BESIDE, cities_beside
from stream.enrich.names.compounds import compounds
from stream.enrich.names.groups import Sighting
from stream.enrich.names.headlines import headline_start
from stream.enrich.names.longer import in_longer_name
from stream.enrich.names.reader import MODEL
from stream.enrich.names.spans import WATCH, Passage, Span
from stream.enrich.names.stated import has_article

BODY, PERSON, PLACE = EntityType.ORGANISATION, EntityType.PERSON, EntityType.PLACE


def sightings(text: str, *seen: tuple[str, EntityType], by: str = MODEL) -> list[Sighting]:
    passage = Passage("body", text)
    return [
        Sighting(passage, Span(at, at + len(name), kind, frozenset({by})))
        for name, kind in seen
        if (at := text.index(name)) >= 0
    ]


def places(listed: list[Sighting]) -> list[str]:
    return [it.text for it in cities_beside(listed) if it.span.type is PLACE]


@pytest.mark.parametrize(
    "text",
    [
        "It was felt in Puebla and Toluca, the mayor said.",
        "The quake was felt from Puebla, Toluca and the coast.",
        "Fires closed lines in Puebla in 2021 and Toluca in 2023.",
    ],
)
def test_a_list_joins_cities_with_cities(text: str) -> None:
    listed = sightings(text, ("Puebla", PLACE), ("Toluca", BODY))
    assert places(listed) == ["Puebla", "Toluca"]
    assert BESIDE in cities_beside(listed)[1].span.by


def test_a_city_stands_after_in_and_before_based() -> None:
    assert places(sightings("Bread is cheaper in Toluca now.", ("Toluca", BODY))) == ["Toluca"]
    assert places(sightings("Toluca-based bakers struck.", ("Toluca", BODY))) == ["Toluca"]


def test_a_capital_that_acts_is_a_government() -> None:
    assert places(sightings("Riga widened its ban.", ("Riga", PERSON))) == ["Riga"]
    assert places(sightings("Toluca widened its ban.", ("Toluca", PERSON))) == []


def test_shares_in_a_body_are_no_place() -> None:
    assert places(sightings("She held shares in Toluca for years.", ("Toluca", BODY))) == []


def test_what_somebody_is_called_in_full_stays_theirs() -> None:
    text = "Ana Toluca went home. Bread is cheaper in Toluca, she said."
    passage = Passage("body", text)
    whole, lone = text.index("Ana"), text.rindex("Toluca")
    listed = [
        Sighting(passage, Span(whole, whole + 10, PERSON, frozenset({MODEL}))),
        Sighting(passage, Span(lone, lone + 6, PERSON, frozenset({MODEL}))),
    ]
    assert places(listed) == []


def test_the_customers_own_name_stays_what_it_is() -> None:
    assert places(sightings("Bread is cheaper in Toluca.", ("Toluca", BODY), by=WATCH)) == []


def test_teams_in_a_story_about_sport_stay_teams() -> None:
    text = "The striker and the goalkeeper of Puebla and Toluca won the match in the league season."
    assert places(sightings(text, ("Puebla", PLACE), ("Toluca", BODY))) == ["Puebla"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shares of Oslo-listed firms rose.", ["Oslo"]),
        ("A New York-based fund and a Moscow-born banker met.", ["New York", "Moscow"]),
        ("A Qwxyzt-based fund and a broad-based plan.", []),
    ],
)
def test_compounds_hold_places(text: str, found: list[str]) -> None:
    passage = Passage("body", text)
    assert [passage.of(span) for span in compounds(passage)] == found


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        ("Auditors said Tokyo 2020 had cost too much.", "Tokyo", True),
        ("They met in Tokyo 2020 times.", "Tokyo", False),
        ("Bank of Syria and Beirut reopened.", "Beirut", True),
        ("A missile fell into the Sea of Japan at dawn.", "Japan", True),
        ("They met the Copenhagen criteria.", "Copenhagen", True),
        ("It left the Paris climate agreement.", "Paris", True),
        ("It signed a China agreement.", "China", False),
    ],
)
def test_games_seas_and_treaties_bear_the_names_of_places(
    text: str, name: str, *, part: bool
) -> None:
    at = text.index(name)
    span = Span(at, at + len(name), PLACE, frozenset({MODEL}))
    assert in_longer_name(Sighting(Passage("body", text), span)) is part


def test_a_headline_begins_after_its_sport() -> None:
    assert headline_start("Soccer-Georgia hold Spain") == len("Soccer-")
    assert headline_start("UPDATE 1-Rugby-France win") == len("UPDATE 1-Rugby-")
    assert headline_start("Soccer is back") == 0


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("They pump water from the Platte to farms.", True),
        ("They pump water from the Platte suburbs to farms.", False),
        ("They pump water from Platte to farms.", False),
    ],
)
def test_a_name_with_an_article_is_no_town(text: str, *, part: bool) -> None:
    at = text.index("Platte")
    span = Span(at, at + len("Platte"), PLACE, frozenset({MODEL}))
    assert has_article(Sighting(Passage("body", text), span)) is part
