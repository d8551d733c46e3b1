"""A place's name that names something else: part of a longer name, a person, a team."""

import pytest

from tests.enrich.conftest import Enrich
from tests.enrich.finds import names, texts


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "The Battle of Petersburg lasted nine months, a guide in the old fort said.",
            "Petersburg",
        ),
        (
            "A Sheffield Wednesday scarf with blood on it was found in the car, he said.",
            "Sheffield",
        ),
        ("She sold cheap Brussels sprouts to the ministry for a year, a court heard.", "Brussels"),
        ('He wrote "Last Train to Lhasa" on a boat in the year of the great flood.', "Lhasa"),
        ("The Hollywood Reporter first wrote about the plan to sell all the films.", "Hollywood"),
    ],
)
def test_part_of_a_longer_name_is_no_place(enrich: Enrich, text: str, place: str) -> None:
    assert place not in names(enrich(text), "place")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The shop opened in Detroit Monday and sold tin to all who came by.", "Detroit"),
        ("Ministers met Texas Governor Ada Byron about the price of tin on Friday.", "Texas"),
        ("Ada Byron of Springfield, Illinois, sold tin to the ministry for a year.", "Springfield"),
        (
            "Farmers from East London sold tin to the ministry for years, it was said.",
            "East London",
        ),
    ],
)
def test_titles_days_and_directions_leave_it_a_place(enrich: Enrich, text: str, place: str) -> None:
    assert place in " ".join(names(enrich(text), "place"))


def test_a_lone_surname_is_the_person_where_nothing_says_place(enrich: Enrich) -> None:
    story = enrich(
        "The minister, Patrick Hamilton, resigned on Monday. Hamilton had quarrelled with the"
        " president. He will go back to Perth, where Hamilton was born."
    )
    assert texts(story, "Patrick Hamilton") == ["Patrick Hamilton", "Hamilton", "Hamilton"]


def test_the_place_of_that_name_stays_one(enrich: Enrich) -> None:
    story = enrich(
        "The minister, Carmen Valencia, resigned on Monday. Valencia had studied law in"
        " Valencia, Spain, and had worked there for a year."
    )
    assert "Valencia" in names(story, "place")
    assert "Carmen Valencia" in names(story, "person")


def test_a_team_called_by_its_city_is_an_organisation(enrich: Enrich) -> None:
    story = enrich(
        "Luka Byron scored 38 points as Denver beat Utah 117-109 on Tuesday. Denver visit"
        " Chicago on Friday. The league said the coach was fined after a match in Denver."
    )
    assert {"Denver", "Utah", "Chicago"} <= set(names(story, "organisation"))
    assert names(story, "place") == ["Denver"]


def test_what_one_team_is_its_neighbour_in_a_list_is_too(enrich: Enrich) -> None:
    story = enrich(
        "The striker scored twice as Wolves lost to Norwich and Ipswich in two league matches"
        " of the season."
    )
    assert {"Norwich", "Ipswich"} <= set(names(story, "organisation"))


def test_a_national_side_stays_its_country(enrich: Enrich) -> None:
    story = enrich("France beat Fiji 29-27 in the rugby match on Saturday, with two late tries.")
    assert {"France", "Fiji"} <= set(names(story, "place"))


def test_cities_that_vote_do_not_play(enrich: Enrich) -> None:
    story = enrich(
        "The council in Hamilton voted 8-5 to defy Wellington over fluoride, the mayor said. An"
        " official from Auckland will visit Wellington on Monday to talk about the vote."
    )
    assert {"Hamilton", "Wellington", "Auckland"} <= set(names(story, "place"))


def test_a_date_after_a_place_makes_it_no_games(enrich: Enrich) -> None:
    story = enrich("Late trade in sugar\nNAIROBI 2026-08-30\nKenya sold no sugar on Friday.")
    assert "Nairobi" in names(story, "place")
