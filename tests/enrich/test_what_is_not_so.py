"""Acts that a story takes back, denies or means otherwise are none; looks back; second speakers."""

import datetime as dt

import pytest

from stream.enrich.dates.calendar import day
from tests.enrich.conftest import Enrich
from tests.enrich.finds import named


@pytest.mark.parametrize(
    "body",
    [
        "The Quorval Press erroneously reported that Owen Pell murdered Anna Pell at gunpoint.",
        "Police wrongly said that soldiers shot dead Owen Pell in an attack on Monday.",
        "Nobody killed Tom Hale in the attack, the gunmen said.",
        "Alba Kerr was nearly killed by gunmen on Monday.",
        "No soldiers were killed in the attack near Odesa.",
        "Reports that Alba Kerr signed the treaty are false.",
        "A typhoon struck Cebu on Monday and the union struck Boeing.",
    ],
)
def test_what_is_not_so_is_no_act(enrich: Enrich, body: str) -> None:
    assert enrich(body).enrichment.events == []


@pytest.mark.parametrize(
    ("body", "act"),
    [
        ("Nearly 200 people were killed by gunmen in Odesa on Monday.", "killed"),
        ("A missile struck Odesa on Monday, and soldiers fled.", "attacked"),
    ],
)
def test_what_is_so_is_one(enrich: Enrich, body: str, act: str) -> None:
    assert act in {it.act for it in enrich(body).enrichment.events}


def test_a_second_speaker_has_his_own_words(enrich: Enrich) -> None:
    story = enrich('Ann Fell said she was angry, while Tom Hale said that "time is up".')
    said = {it.text: it.speaker for it in story.enrichment.quotes}
    assert said["she was angry"] == "Ann Fell"
    assert said["time is up"] == "Tom Hale"


def test_a_figure_in_a_clause_is_not_cut(enrich: Enrich) -> None:
    story = enrich("According to Harald Brekke, the cuts will cost 12,000 jobs in the north.")
    (quote,) = story.enrichment.quotes
    assert quote.text == "the cuts will cost 12,000 jobs in the north"


@pytest.mark.parametrize(
    ("body", "verb"),
    [
        ('"That was never a penalty," Phil Dunne fumed on Monday.', "fumed"),
        ('Phil Dunne accused the rebels of "playing for time" on Monday.', "accused"),
    ],
)
def test_verbs_that_only_quotes_have(enrich: Enrich, body: str, verb: str) -> None:
    (quote,) = enrich(body).enrichment.quotes
    assert (quote.speaker, (quote.verb or "").split()[0]) == ("Phil Dunne", verb)


def test_a_second_place_of_the_dateline_is_the_city(enrich: Enrich) -> None:
    body = "KYIV/WASHINGTON, Nov 3 (Reuters) - Talks went on between the envoys all night."
    dateline = {"text": body[:34], "place": "Kyiv", "country": "Ukraine"}
    place = named(enrich(body, dateline=dateline), "Washington")
    assert place.ids["geonames"] == "4140963"


@pytest.mark.parametrize(
    ("month", "number", "found"),
    [(11, 20, "2030-11-20"), (10, 10, "2030-10-10"), (5, 20, "2031-05-20"), (4, 1, "2031-04-01")],
)
def test_days_without_a_year_are_behind_unless_near(month: int, number: int, found: str) -> None:
    assert day(None, month, number, dt.date(2031, 5, 3)) == found


def test_both_ends_of_a_range_have_its_scale(enrich: Enrich) -> None:
    story = enrich("The firm will pay $5-$7 million to the families of the miners, it said.")
    assert [it.value for it in story.enrichment.numbers] == [5_000_000, 7_000_000]


def test_both_ends_of_a_range_of_people_count(enrich: Enrich) -> None:
    story = enrich("About 30,000-40,000 people fled the town on Monday after the dam broke.")
    found = [(it.value, it.counts) for it in story.enrichment.numbers]
    assert found == [(30_000, "person"), (40_000, "person")]


def test_figures_of_names_count_nothing(enrich: Enrich) -> None:
    story = enrich("G20 leaders met while the airline ordered A320 planes and B52 bombers.")
    assert story.enrichment.numbers == []


def test_english_full_of_names_is_english(enrich: Enrich) -> None:
    story = enrich(
        "Gunmen shot dead Yusuf al-Karim in Mosul, Nineveh governor Abdul-Rahman Jibouri told Al"
        " Iraqiya. Karim led Harakat al-Nujaba."
    )
    assert story.enrichment.language == "en"
