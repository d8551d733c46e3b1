"""Words that spaCy met are let go, so that memory stays flat."""

import pytest
from spacy.language import Language

from stream.enrich.model import load
from stream.enrich.names import reader as module
from stream.enrich.names.reader import Reader
from stream.enrich.names.spans import Passage

A_ZONE = 2_000


def made_up(first: int) -> Passage:
    """A hundred words that nobody has seen."""
    return Passage("body", " ".join(f"wub{number}zee" for number in range(first, first + 100)))


def most_words(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many more words spaCy knows at most, while it reads 9,900 new ones after the first."""
    monkeypatch.setattr(module, "LEARNED", A_ZONE)
    monkeypatch.setattr(module, "ZONE", A_ZONE)
    reader = Reader(nlp)
    reader.read([made_up(0)], frozenset())
    learned = len(nlp.vocab.strings)
    most = 0
    for first in range(100, 10_000, 100):
        reader.read([made_up(first)], frozenset())
        most = max(most, len(nlp.vocab.strings))
    assert "wub942zee" not in nlp.vocab.strings
    return most - learned


def test_memory_stays_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load("sm")
    assert most_words(nlp, monkeypatch) < 1_000
    assert "wub42zee" not in nlp.vocab.strings


def test_memory_stays_flat_after_the_first_stories_where_spacy_runs_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nlp = load("sm")
    nlp.add_pipe("sentencizer")
    assert most_words(nlp, monkeypatch) < 1_000
    assert "wub42zee" in nlp.vocab.strings
