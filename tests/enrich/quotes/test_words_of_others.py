"""Words that fit somebody named before and mean somebody else."""

import pytest

from stream.enrich.quotes import find_quotes
from tests.enrich.quotes.people import cast


def speakers(text: str, **names: str) -> set[str | None]:
    return {it.speaker for it in find_quotes(text, cast(text, **names))}


@pytest.mark.parametrize(
    "text",
    [
        "Chancellor Ada Byron came. The foreign minister said it leaked.",
        "Ada Byron, the education secretary, came. The minister said it leaked.",
        "Finance minister Ada Byron came. The foreign minister said it leaked.",
        "Finance minister Ada Byron came. The prime minister said it leaked.",
        "Kenya captain Ada Byron was fined. The officer said it leaked.",
        "Rowing coach Ada Byron came. The bank manager said it leaked.",
        "Fund manager Ada Byron came. The coach said it leaked.",
        "Attorney General Ada Byron came. The lawyer said it leaked.",
        "Law professor Ada Byron came. The scientist said it leaked.",
        "Senator Ada Byron came. The congressman said it leaked.",
    ],
)
def test_one_office_is_no_other(text: str) -> None:
    assert "Ada Byron" not in speakers(text, Ada_Byron="person")


@pytest.mark.parametrize(
    "text",
    [
        "Foreign minister Ada Byron came. The foreign minister said it leaked.",
        "Foreign minister Ada Byron came. The minister said it leaked.",
        "Rowing coach Ada Byron came. The manager said it leaked.",
        "Defence attorney Ada Byron came. The lawyer said it leaked.",
    ],
)
def test_the_same_office_is(text: str) -> None:
    assert speakers(text, Ada_Byron="person") == {"Ada Byron"}


@pytest.mark.parametrize(
    ("body", "noun"),
    [
        ("Norland Congress", "party"),
        ("Arab League", "party"),
        ("European Union", "union"),
        ("Muslim Brotherhood", "union"),
        ("Royal Mail", "newspaper"),
        ("El Al Israel Airlines", "newspaper"),
        ("Independent Dam Commission", "paper"),
        ("Norland Jets", "airline"),
        ("Norland Air Force", "airline"),
    ],
)
def test_a_word_in_its_name_makes_it_no_body_of_that_kind(body: str, noun: str) -> None:
    text = f"The {body} came. The {noun} said it leaked."
    assert body not in speakers(text, **{body.replace(" ", "_"): "organisation"})


@pytest.mark.parametrize(
    ("body", "noun"),
    [("Daily Mail", "newspaper"), ("Norland Air", "airline"), ("Norland Party", "party")],
)
def test_a_body_called_as_its_kind_is(body: str, noun: str) -> None:
    text = f"The {body} came. The {noun} said it leaked."
    assert speakers(text, **{body.replace(" ", "_"): "organisation"}) == {body}


@pytest.mark.parametrize("name", ["Joan Varga", "Hilary Varga", "Lilian Varga", "Ali Varga"])
def test_names_of_men_and_women_tell_nothing(name: str) -> None:
    for pronoun in ("He", "She"):
        text = f"{name} came. {pronoun} said it leaked. Peru has a dam that Ada Byron built."
        known = {name.replace(" ", "_"): "person", "Ada_Byron": "person"}
        assert speakers(text, **known) == {name}


def test_a_given_name_does_not_exclude_the_only_person() -> None:
    text = "Anna Lund came. He said it leaked."
    assert speakers(text, Anna_Lund="person") == {"Anna Lund"}


def test_a_given_name_chooses_among_several() -> None:
    text = "Tomas Varga and Anna Lund came. She said it leaked."
    assert speakers(text, Tomas_Varga="person", Anna_Lund="person") == {"Anna Lund"}
