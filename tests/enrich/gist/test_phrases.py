import pytest

from tests.enrich.gist.stories import gist_of


def found(body: str, headline: str = "", names: tuple[str, ...] = ()) -> list[str]:
    return [it.text for it in gist_of(body, headline, names).phrases]


@pytest.mark.parametrize(
    ("body", "phrase"),
    [
        ("The two sides signed a water-sharing plan.", "water-sharing plan"),
        ("They spoke of energy security and the mine threat.", "energy security"),
        ("They spoke of energy security and the mine threat.", "mine threat"),
        ("The ferry operator had been fined twice.", "ferry operator"),
        ("Doctors treated the injured workers.", "injured workers"),
        ("The district's water supply was cut.", "water supply"),
        ("The company plans the largest wind farm in Peru.", "wind farm"),
        ("Police detained protesters near the grain terminal.", "protesters"),
        ("Troops will guard schools in the valley.", "schools"),
        ("It was the harshest winter for sheep farmers.", "sheep farmers"),
    ],
)
def test_a_phrase_is_a_noun_with_the_words_that_belong_to_it(body: str, phrase: str) -> None:
    assert phrase in found(body, names=("Peru",))


@pytest.mark.parametrize(
    ("body", "never"),
    [
        ("The Maltese foreign minister left last month.", ("foreign", "last month", "month")),
        ("The district's ruling stands.", ("district", "district's")),
        ("It cost 40 million dollars on Monday.", ("dollars", "Monday", "million dollars")),
        ("Kenya plans a railway.", ("plans",)),
        ("They will plan a railway to the sea.", ("plan",)),
        ("The ministers said that they had agreed.", ("said", "agreed")),
        ("She quickly left the difficult, economic talks.", ("quickly", "economic", "difficult")),
        ("Rescuers found Ada Byron in the ravine.", ("Ada Byron", "Ada", "Byron")),
    ],
)
def test_no_leftovers_are_phrases(body: str, never: tuple[str, ...]) -> None:
    assert not set(found(body, names=("Maltese", "Kenya"))) & set(never)


STORY = (
    "A peace treaty was signed in the valley.\n\n"
    "Shepherds had waited for the peace treaty for years. The peace treaties of the past failed, "
    "and shepherds lost their flocks. A brass band played while children ate apricot cake."
)


def test_inflections_are_one_phrase_counted_where_it_first_stands() -> None:
    first = gist_of(STORY).phrases[0]
    assert (first.text, first.count, first.field) == ("peace treaty", 3, "body")
    assert STORY[first.start : first.end] == first.text
    assert first.start == STORY.index("peace treaty")


def test_what_the_headline_says_comes_first() -> None:
    assert found(STORY, "Apricot cake for all")[:2] == ["peace treaty", "apricot cake"]
    assert found(STORY)[:2] != ["peace treaty", "apricot cake"]


def test_a_phrase_within_another_is_not_listed_beside_it() -> None:
    listed = found(STORY)
    assert "treaty" not in listed
    assert len(set(listed)) == len(listed)


def test_there_are_at_most_ten() -> None:
    goods = (
        "copper",
        "wheat",
        "cotton",
        "rubber",
        "timber",
        "pepper",
        "sugar",
        "silk",
        "tin",
        "iron",
        "salt",
    )
    body = " ".join(f"The {it} trader met the {it} miller." for it in goods)
    assert len(gist_of(body).phrases) == 10


def test_a_flash_without_a_body_has_the_phrases_of_its_headline() -> None:
    (phrase,) = gist_of("", "Dam bursts in valley").phrases[:1]
    assert (phrase.field, phrase.text) == ("headline", "Dam")


def test_a_line_that_a_wire_broke_is_one_phrase_with_its_own_offsets() -> None:
    body = "Engineers inspected the nuclear\nreactor for cracks."
    texts = {body[it.start : it.end] for it in gist_of(body).phrases}
    assert "nuclear\nreactor" in texts
    assert "nuclear reactor" in found(body)
