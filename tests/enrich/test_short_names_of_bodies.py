"""A body's short forms belong to the name that the story has said in full."""

import pytest

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Sighting
from stream.enrich.names.organisations import organisations
from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.trim import trim

ORG = EntityType.ORGANISATION


def bodies(text: str, *names: str) -> list[str]:
    """The bodies of a text in which these names stand, each at its first place."""
    passage = Passage("body", text)
    spans = [
        Span(at, at + len(it), ORG, frozenset({"model"}))
        for it in names
        if (at := text.find(it)) + 1
    ]
    return [it.name for it in organisations([Sighting(passage, it) for it in spans], {})]


def test_the_letters_in_brackets_after_a_name_are_its_short_form() -> None:
    text = "The National Quarry Army (EQN) met Quorval. EQN fighters left."
    assert bodies(text, "National Quarry Army", "EQN") == ["National Quarry Army"]


def test_a_firm_is_called_by_what_its_name_begins_with() -> None:
    text = "Shares of Quorval rose. Quorval Labs makes lamps."
    assert bodies(text, "Quorval", "Quorval Labs") == ["Quorval Labs"]


def test_a_firm_with_and_without_its_legal_form_is_one() -> None:
    text = "Quorval Labs fell. Quorval Labs Corp. makes lamps. At Quorval they sang."
    spans = [(0, 12), (19, 37), (text.index("Quorval they"), text.index(" they"))]
    passage = Passage("body", text)
    found = [Span(start, end, ORG, frozenset({"model"})) for start, end in spans]
    groups = organisations([Sighting(passage, it) for it in found], {})
    assert [it.name for it in groups] == ["Quorval Labs Corp."]


@pytest.mark.parametrize(
    ("short", "full"),
    [("Oxford", "Oxford Labs"), ("Siemens", "Siemens Lamp Works"), ("Quorval", "Quorval of Peru")],
)
def test_what_is_known_by_itself_or_only_joined_to_it_stays_another(short: str, full: str) -> None:
    found = bodies(f"A {short} man spoke. {full} makes lamps.", short, full)
    assert len(found) == 2


def test_a_beginning_that_two_firms_share_is_neither() -> None:
    text = "At Quorval they sang. Then came Quorval Labs and Quorval Lamps."
    assert len(bodies(text, "Quorval", "Quorval Labs", "Quorval Lamps")) == 3


def test_a_post_on_x_does_not_begin_the_next_name() -> None:
    text = "She wrote on X. Quorval makes lamps."
    span = Span(text.find("X. "), text.find(" makes"), ORG, frozenset({"model"}))
    trimmed = trim(Passage("body", text), span)
    assert trimmed is not None
    assert text[trimmed.start : trimmed.end] == "Quorval"


def test_letters_after_a_name_go_and_the_rest_of_a_given_name_stays() -> None:
    text = "Ada Byron QC met Han Seung-woo and a Han Bo-led team."
    passage = Passage("body", text)
    spans = [
        Span(text.find(it), text.find(it) + len(it), EntityType.PERSON, frozenset({"model"}))
        for it in ("Ada Byron QC", "Han Seung", "Han Bo")
    ]
    trimmed = [it and passage.of(it) for it in (trim(passage, span) for span in spans)]
    assert trimmed == ["Ada Byron", "Han Seung-woo", "Han Bo"]
