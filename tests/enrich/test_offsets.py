"""The contract's promise, `value[start:end] == text`, on whatever comes; the fixture checks it."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stream.enrich.names.reader import WINDOW, readable, windows
from tests.enrich.conftest import Enrich
from tests.enrich.finds import texts

PIECES = st.sampled_from(
    [
        "Foreign Minister ",
        "Rodrigo Quispe",
        " of the Republic of Peru ",
        "Ursula von ",
        "der Leyen",
        "the European Union (EU)",
        "G20 summit",
        "12th Harbour Forum",
        "LIMA, Peru",
        "\n\n",
        "\n",
        "'s ",
        " 🌊🇵🇪 ",
        "\U0001d518\U0001d52b\U0001d526on ",
        "İSTANBUL ",
        "ẞ",
        "\u00a0",
        "\ufffd",
        " (",
        ") ",
        "“",
        ", ",
        "Ministry of Energy and Water",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=14).map("".join)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=TEXTS, headline=TEXTS)
def test_every_mention_is_the_text_at_its_place(enrich: Enrich, body: str, headline: str) -> None:
    story = enrich(body, headline.replace("\n", " "))
    for entity in story.enrichment.entities:
        assert 0 <= entity.relevance <= 1
        assert 0 <= entity.confidence <= 1
        taken = [(it.field, it.start, it.end) for it in entity.mentions]
        assert len(set(taken)) == len(taken)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=TEXTS)
def test_no_two_mentions_overlap_and_ids_are_unique(enrich: Enrich, body: str) -> None:
    entities = enrich(body).enrichment.entities
    spans = sorted((it.start, it.end) for entity in entities for it in entity.mentions)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert len({entity.id for entity in entities}) == len(entities)


def test_offsets_count_code_points_after_astral_characters(enrich: Enrich) -> None:
    body = (
        "🌊🌊🌊 Flood waters rose in Kenya on Monday, the government of the country said in a note."
    )
    story = enrich(body, "🌊 Kenya braces for floods")
    mentions = next(it for it in story.enrichment.entities if it.name == "Kenya").mentions
    assert [(it.field, it.start) for it in mentions] == [("headline", 2), ("body", 25)]


@given(st.text(max_size=300))
def test_making_a_text_readable_keeps_its_length(text: str) -> None:
    assert len(readable(text)) == len(text)


@given(st.text(alphabet="ab \n", max_size=400), st.integers(min_value=1, max_value=40))
def test_windows_cover_the_text_in_order_and_stay_in_bounds(text: str, size: int) -> None:
    cut = list(windows(text, size=size))
    assert all(0 < end - start <= size for start, end in cut)
    assert all(before[1] == after[0] for before, after in pairwise(cut))
    rest = text[cut[-1][1] :] if cut else text
    assert rest.strip() == ""


def test_windows_end_at_paragraphs() -> None:
    text = "one two\n\nthree four\n\nfive"
    assert [text[start:end] for start, end in windows(text, size=22)] == [
        "one two\n\nthree four\n\n",
        "five",
    ]


def test_a_story_of_several_windows_has_right_offsets_to_its_end(enrich: Enrich) -> None:
    filler = "The river rose again and the town waited for the rain to stop, as it had before.\n\n"
    body = filler * (2 * WINDOW // len(filler)) + "Rodrigo Quispe flew to Kenya on Monday."
    story = enrich(body)
    assert texts(story, "Rodrigo Quispe") == ["Rodrigo Quispe"]
    assert story.enrichment.entities[0].mentions[0].start > 2 * WINDOW - len(filler)
