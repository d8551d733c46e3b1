from importlib import resources

import numpy as np
import pytest

from schemas.enrichment import EntityType
from stream.enrich.model import load
from stream.enrich.names.finder import find
from stream.enrich.names.reader import Reader
from stream.enrich.names.retag import READS, retagged
from stream.enrich.names.spans import Passage, Span
from stream.enrich.readers import english_tagger
from stream.enrich.tagger.lexicon import token
from stream.enrich.tagger.weights import Weights, learned
from tests.enrich.conftest import Enrich
from tests.enrich.finds import named


def span(text: str, name: str, kind: str, *by: str, sure: float | None = None) -> Span:
    start = text.index(name)
    return Span(start, start + len(name), EntityType(kind), frozenset(by), sure)


def read(text: str, ruled: list[Span], tagged: list[Span]) -> list[tuple[str, str]]:
    passage = Passage("body", text)
    found = retagged(passage, ruled, tagged, about_sport=False)
    return [(passage.of(it), it.type.value) for it in found]


def test_the_file_holds_figures_alone() -> None:
    file = resources.files("stream.enrich.tagger").joinpath("data", "weights.npz")
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        words = [name for name, it in arrays.items() if it.dtype.kind not in "fu"]
        assert words == ["model"]
        assert str(arrays["model"]) == "en_core_web_md 3.7.1"


def test_it_reads_after_the_model_that_it_was_taught_with_and_no_other() -> None:
    tagger = english_tagger()
    assert tagger is not None
    assert Reader(load("md"), "en", tagger).tagger is tagger
    assert Reader(load("sm"), "en", tagger).tagger is None


def test_more_said_is_never_less_sure() -> None:
    weights = learned()
    assert weights is not None
    sure = weights.calibrated([it / 50 for it in range(51)])
    assert sure == sorted(sure)
    assert 0 <= sure[0] < sure[-1] <= 1


def test_keys_that_were_never_learned_weigh_nothing() -> None:
    weights = learned()
    assert weights is not None
    unknown = weights.keys ^ np.uint64(1)
    assert not weights.rows(unknown[~np.isin(unknown, weights.keys)]).any()
    assert weights.rows(weights.keys).tolist() == list(range(1, len(weights.keys) + 1))
    again = Weights.of(weights.arrays())
    assert again.rows(weights.keys[:9]).tolist() == list(range(1, 10))


def test_confidence_and_evidence_say_that_it_spoke(enrich: Enrich) -> None:
    story = enrich("Ada Wintergreen said on Monday that Lakeside Holdings Ltd would close in May.")
    for name in ("Ada Wintergreen", "Lakeside Holdings Ltd"):
        found = named(story, name)
        assert "tagger" in {it.by for it in found.evidence}
        assert 0 < found.confidence < 1


def test_listed_bodies_and_office_holders_stand_whatever_it_reads() -> None:
    text = "Ada Byron of the World Bank met the Lakeside Trust."
    ruled = [
        span(text, "Ada Byron", "person", "officeholder"),
        span(text, "World Bank", "organisation", "listed"),
        span(text, "Lakeside Trust", "place", "model"),
    ]
    assert read(text, ruled, []) == [("Ada Byron", "person"), ("World Bank", "organisation")]
    tagged = [span(text, "Lakeside Trust", "organisation", "tagger", sure=0.8)]
    assert read(text, ruled, tagged)[-1] == ("Lakeside Trust", "organisation")


def test_titles_articles_and_halves_of_names_are_mended() -> None:
    text = "Lawyer Ada Byron met Bat-Erdene at the Lakeside Trust."
    tagged = [
        span(text, "Lawyer Ada Byron", "person", "tagger"),
        span(text, "Erdene", "person", "tagger"),
        span(text, "the Lakeside Trust", "organisation", "tagger"),
    ]
    names = [name for name, _ in read(text, [], tagged)]
    assert names == ["Ada Byron", "Bat-Erdene", "Lakeside Trust"]


def test_beyond_what_it_reads_the_rules_word_stands() -> None:
    text = "Ada Byron slept. " + "x " * (READS // 2) + "Ada Lovelace woke."
    ruled = [
        span(text, "Ada Byron", "person", "model"),
        span(text, "Ada Lovelace", "person", "model"),
    ]
    assert read(text, ruled, []) == [("Ada Lovelace", "person")]


def test_a_story_without_a_word_has_no_names() -> None:
    reader = Reader(load("md"), "en", english_tagger())
    assert find(reader, "", "") == []
    assert find(reader, "...", "\n\n \n") == []


@pytest.mark.parametrize("word", ["Baku", "eBay", "U.N."])
def test_a_word_with_a_capital_may_be_named(word: str) -> None:
    assert token(word).named


@pytest.mark.parametrize("word", ["of", "\n\n", "and", "-"])
def test_a_word_without_one_may_only_join(word: str) -> None:
    found = token(word)
    assert not found.named
    assert found.joins is not found.breaks
