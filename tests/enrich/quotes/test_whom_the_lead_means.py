"""Who spoke in the lead without a name: the one whom the next paragraph names, or another."""

import pytest

from tests.enrich.quotes.test_ways_of_reporting import said


def test_the_lead_has_whoever_begins_the_next_paragraph() -> None:
    lead = "The former water minister told a court that it leaked.\n\n"
    assert said(lead + "Ada Byron, who left in May, said it was old.")[0][1] == "Ada Byron"


@pytest.mark.parametrize(
    ("who", "next_one"),
    [
        ("A coach", "Ada Byron, of the fans' club,"),
        ("A coach", "Ada Byron"),
        ("The coach", "Ada Byron, of the fans' club,"),
        ("The coach", "Ada Byron of the fans' club"),
        ("The coach", "Ada Byron, the fans' veteran,"),
    ],
)
def test_the_lead_has_nobody_who_is_told_of_as_another(who: str, next_one: str) -> None:
    lead = f"{who} said on Monday that it had been old for years.\n\n"
    found = said(f"{lead}{next_one} said it was sad.")
    assert [speaker for _, speaker in found] == ["Ada Byron"]
    assert found[0][0] == "it was sad"


def test_witnesses_and_a_group_are_not_the_next_body() -> None:
    lead = "The dam broke on Monday, witnesses and a rights group said.\n\n"
    assert said(lead + "The Water Ministry said it was old.")[0][1] is None
