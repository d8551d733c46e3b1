"""A watched name is found as people write it, and not where words only look like it."""

import pytest

from schemas.enrichment import EntityType
from stream.enrich.watch import Matcher, Watched


def found(name: str, text: str, *, case: bool | None = None) -> list[str]:
    entry = Watched("X-1", EntityType.ORGANISATION, (name,), case)
    return [text[hit.start : hit.end] for hit in Matcher([entry]).find(text)]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Orsted Freight", "Orsted Freight"),
        ("Orsted Freight", "ORSTED FREIGHT"),
        ("Orsted Freight", "Ørsted Freight"),
        ("Orsted Freight", "Orsted-Freight"),
        ("Orsted Freight", "Orsted\nFreight"),
        ("Orsted Freight", "Orsted\u00a0Freight"),
        ("Orsted Freight", "OrstedFreight"),
        ("Wal-Mart", "Walmart"),
        ("Wal-Mart", "Wal Mart"),
        ("Walmart", "Wal-Mart"),
        ("McDonald's", "McDonald\u2019s"),
        ("McDonald's", "McDonalds"),
        ("AC Milan", "A.C. Milan"),
        ("Brasserie Müller", "Brasserie Mueller"),
        ("Brasserie Müller", "Brasserie Mu\u0308ller"),
        ("Marks & Spencer", "Marks and Spencer"),
        ("St. Gallen", "St Gallen"),
        ("Booking.com", "Booking.com"),
        ("Tonnage Inc", "Tonnage, Inc"),
        ("Kestrel", "Kestrels"),
        ("Wrench Box", "Wrench Boxes"),
        ("Harbour Company", "Harbour Companies"),
        ("WHO", "W.H.O."),
        ("EV", "EVs"),
        ("eBay", "EBAY"),
        ("rice", "Rice"),
        ("Kestrel", "Kes\u00adtrel"),
        ("Газпром", "Газпромом"),
        ("Лада Ветрова", "Ладе Ветровой"),
        ("Северная Верфь", "Северной верфи"),
        ("أرامكو", "وأرامكو"),
        ("北方船廠", "北方船廠"),
        ("삼성전자", "삼성전자"),
    ],
)
def test_it_is_found_as_people_write_it(name: str, written: str) -> None:
    assert found(name, f"On Monday ({written}) was named.") == [written]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kestrel", "a kestrel above the field"),
        ("Kestrel", "Kestrelton is a village"),
        ("Kestrel", "the McKestrel brothers"),
        ("WHO", "those who came. Who came?"),
        ("WA", "IT WAS RAINING"),
        ("The Rapist", "the therapist spoke. Therapist Mann spoke"),
        ("Norway", "nor way nor Way"),
        ("Disney+", "a Disney film"),
        ("Tonnage Price", "of Tonnage. Price rises followed"),
        ("Tonnage Price", "of Tonnage, Price and others"),
        ("Tonnage Price", "of Tonnage\n\nPrice rises"),
        ("Acme S", "Acme's plan"),
        ("Boss", "Bos and Bo"),
        ("ソニー", "ソニーミュージック"),
        ("Мир", "Миронов"),
    ],
)
def test_words_that_only_look_like_it_are_not_it(name: str, text: str) -> None:
    assert found(name, text) == []


@pytest.mark.parametrize(
    ("case", "hits"),
    [(True, ["Tide"]), (False, ["Tide", "TIDE", "tide"]), (None, ["Tide", "TIDE"])],
)
def test_the_list_may_say_how_much_capitals_matter(*, case: bool | None, hits: list[str]) -> None:
    assert found("Tide", "Tide TIDE tide", case=case) == hits


def test_a_possessive_and_a_compound_are_the_names_own_place() -> None:
    text = "Kestrel's fleet, the Kestrel-led group, Kestrel\u2019s"
    assert found("Kestrel", text) == ["Kestrel"] * 3


def test_particles_that_follow_without_a_space_are_left_out() -> None:
    assert found("삼성전자", "어제 삼성전자는 발표했다") == ["삼성전자"]
    assert found("北方船廠", "昨天在北方船廠公司") == ["北方船廠"]


def test_of_names_that_overlap_the_longest_is_found() -> None:
    names = ("Kestrel", "Kestrel Lines", "Kestrel Lines Holding", "Lines Holding")
    matcher = Matcher(Watched(it, EntityType.ORGANISATION, (it,)) for it in names)
    text = "Kestrel Lines Holding and Kestrel Linesman and Kestrel Lines"
    hits = matcher.find(text)
    assert [text[it.start : it.end] for it in hits] == [
        "Kestrel Lines Holding",
        "Kestrel",
        "Kestrel Lines",
    ]


def test_a_name_as_it_is_written_comes_before_another_whose_plural_it_is() -> None:
    matcher = Matcher(Watched(it, EntityType.PRODUCT, (it,)) for it in ("Tide", "Tides"))
    assert [(it.entries, it.exact) for it in matcher.find("Tides, Tide")] == [
        ((1,), True),
        ((0,), True),
    ]


def test_a_name_far_into_a_long_text_is_found_across_every_window() -> None:
    for words in range(1995, 2005):
        text = "word " * words + "Kestrel Lines sailed. " + "word " * 3000 + "Kestrel Lines"
        assert found("Kestrel Lines", text) == ["Kestrel Lines"] * 2
