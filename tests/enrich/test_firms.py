"""Names that nobody has seen, of companies and bodies by the words beside them."""

import pytest

from schemas.enrichment import EntityType
from stream.enrich.names.firms import as_firms
from stream.enrich.names.groups import Sighting
from stream.enrich.names.spans import Passage, Span

P, ORG, L = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE


def types(text: str, *names: tuple[str, EntityType]) -> list[str]:
    """What each mention of these names is in the end, in the order of the text."""
    passage = Passage("body", text)
    spans = []
    for name, kind in names:
        at = text.find(name)
        while at >= 0:
            if not any(it.start <= at < it.end for it in spans):
                spans.append(Span(at, at + len(name), kind, frozenset({"model"})))
            at = text.find(name, at + 1)
    spans.sort(key=lambda it: it.start)
    return [it.span.type.value for it in as_firms([Sighting(passage, it) for it in spans])]


@pytest.mark.parametrize(
    "text",
    [
        "Shares in Quorval fell on Monday.",
        "The furniture retailer Quorval said so.",
        "They asked Quorval, a German charity, for help.",
        "It was built by Quorval, owned by two brothers.",
        "Quorval shareholders will vote in May.",
        "Quorval's shares rose 4%.",
    ],
)
@pytest.mark.parametrize("kind", [P, L])
def test_the_words_beside_a_name_say_that_it_is_a_company(text: str, kind: EntityType) -> None:
    assert types(text, ("Quorval", kind)) == ["organisation"]


@pytest.mark.parametrize(
    "text",
    [
        "Quorval was seen in the street.",
        "The company's president, Quorval, left.",
        "They live in Quorval, a town with a bank.",
        "Quorval, the party leader, left.",
    ],
)
@pytest.mark.parametrize("kind", [P, L])
def test_other_words_don_t(text: str, kind: EntityType) -> None:
    assert types(text, ("Quorval", kind)) == [kind.value]


@pytest.mark.parametrize("full", ["Quorval AB", "Quorval Bank", "Quorval Holdings", "Bank Quorval"])
def test_a_company_s_short_name_is_the_company(full: str) -> None:
    text = f"{full} said so. Later Quorval added more, and Quorval shares slipped."
    assert types(text, (full, ORG), ("Quorval", L)) == ["organisation"] * 3


def test_a_place_of_that_name_stays_one() -> None:
    text = "Quorval AB said so. It was founded in Quorval and Quorval airport is near."
    assert types(text, ("Quorval AB", ORG), ("Quorval", L)) == ["organisation", "place", "place"]


def test_a_founder_of_that_name_stays_a_person() -> None:
    text = "Quorval AB said so. Anna Quorval founded it. Quorval said that she was glad."
    found = types(text, ("Quorval AB", ORG), ("Anna Quorval", P), ("Quorval", P))
    assert found == ["organisation", "person", "person"]


def test_capitals_that_no_list_of_places_has_are_a_body() -> None:
    text = "The mission in Congo, UNQARO, said so. He flew to UNQARO."
    assert types(text, ("UNQARO", L)) == ["organisation", "place"]
