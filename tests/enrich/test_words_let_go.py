"""Words of the first stories are kept; words met later are let go, so that memory stays flat."""

import pytest

from stream.enrich.model import load
from stream.enrich.names import reader as module
from stream.enrich.names.reader import Reader
from stream.enrich.names.spans import Passage

A_ZONE = 2_000


def made_up(first: int) -> Passage:
    """A hundred words that nobody has seen."""
    return Passage("body", " ".join(f"wub{number}zee" for number in range(first, first + 100)))


def test_memory_stays_flat_after_the_first_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEARNED", A_ZONE)
    monkeypatch.setattr(module, "ZONE", A_ZONE)
    nlp = load("sm")
    reader = Reader(nlp)
    reader.read(made_up(0), frozenset())
    learned = len(nlp.vocab.strings)
    most = 0
    for first in range(100, 10_000, 100):
        reader.read(made_up(first), frozenset())
        most = max(most, len(nlp.vocab.strings))
    assert "wub42zee" in nlp.vocab.strings
    assert "wub942zee" not in nlp.vocab.strings
    assert most < learned + 1_000
