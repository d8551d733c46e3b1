"""Names that nobody has seen, of people by the words beside them."""

import pytest

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Sighting
from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.told import as_people_told

ORG, PLACE = EntityType.ORGANISATION, EntityType.PLACE


def types(text: str, name: str, kind: EntityType) -> list[str]:
    passage = Passage("body", text)
    found, at = [], text.find(name)
    while at >= 0:
        found.append(Sighting(passage, Span(at, at + len(name), kind, frozenset({"model"}))))
        at = text.find(name, at + 1)
    return [it.span.type.value for it in as_people_told(found)]


@pytest.mark.parametrize(
    "text",
    [
        "Aino Quorval, 24, lost on Sunday. Later Aino Quorval won.",
        "The crowd cheered Aino Quorval, ranked 74th, and then Aino Quorval left.",
        "Aino Quorval, who lives in Oslo, left. They saw Aino Quorval go.",
        "Aino Quorval's widow wept. Aino Quorval was loved.",
    ],
)
@pytest.mark.parametrize("kind", [ORG, PLACE])
def test_what_is_said_of_people_makes_a_person(text: str, kind: EntityType) -> None:
    assert types(text, "Aino Quorval", kind) == ["person", "person"]


def test_places_don_t_speak_but_bodies_do() -> None:
    assert types("Aino Quorval said so.", "Aino Quorval", PLACE) == ["person"]
    assert types("Aino Quorval said so.", "Aino Quorval", ORG) == ["organisation"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Quorval Bank, who lost a case, said so.", "Quorval Bank", ORG),
        ("Buenos Aires, who lost at home, are out.", "Buenos Aires", PLACE),
        ("United Nations, who had a vote, left.", "United Nations", ORG),
        ("They met in Aino Quorval, 20, on Sunday.", "Aino Quorval", PLACE),
        ("Quorval, 24, lost on Sunday.", "Quorval", PLACE),
    ],
)
def test_known_names_and_places_stay(text: str, name: str, kind: EntityType) -> None:
    assert types(text, name, kind) == [kind.value]
