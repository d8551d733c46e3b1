"""Annotated stories as the tagger learns from them: candidates, and the labels they may have."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench.learning import Examples
from bench.quality_sets import CONLL, own
from stream.cli.evaluate import dateline_of
from stream.enrich.names.looks import sheets
from stream.enrich.names.reader import Reader
from stream.enrich.tagger.chain import COUNT, LABELS, Array
from stream.enrich.tagger.inputs import Inputs, inputs
from stream.enrich.tagger.sheets import Sheet
from stream.evaluation import conll
from stream.evaluation.gold import Annotated

OTHER = "other"
TYPES = {**conll.TYPES, "MISC": OTHER}
NUMBERS = {label: at for at, label in enumerate(LABELS)}


@dataclass(frozen=True)
class Story:
    """A story, read once."""

    annotated: Annotated
    sheets: Sequence[Sheet]
    inputs: Inputs
    allowed: Array


def annotated() -> Iterator[tuple[str, Annotated]]:
    """Every story with all its names marked, and the set that it is of."""
    if CONLL.is_file():
        with CONLL.open(encoding="utf-8") as lines:
            yield from (("testa", it) for it in conll.read(str(CONLL), lines, TYPES))
    yield from (("named", it) for it in own("named", "dev"))


def read(reader: Reader, story: Annotated) -> Story:
    """Read it as a worker would, up to where the tagger comes."""
    read_ = sheets(reader, story.headline, story.body, dateline_of(story))
    found = inputs(read_)
    return Story(story, read_, found, _allowed(story, read_, found))


def _allowed(story: Annotated, read_: Sequence[Sheet], found: Inputs) -> Array:
    """Where a set doesn't mark names of other things, what isn't marked may be one."""
    others = any(it.type == OTHER for it in story.spans or ()) or "eng.testa" in story.id
    labels = [_labels(story, sheet) for sheet in read_]
    allowed = np.zeros((len(found), COUNT), dtype=bool)
    at = 0
    for run in found.runs:
        for token in range(run.first, run.end):
            label = labels[run.sheet][token]
            if token == run.first and label[0] == "I":
                label = f"B{label[1:]}"
            allowed[at, NUMBERS[label]] = True
            if label == "O" and not others:
                allowed[at, NUMBERS[f"B-{OTHER}"]] = allowed[at, NUMBERS[f"I-{OTHER}"]] = True
            at += 1
    return allowed


def _labels(story: Annotated, sheet: Sheet) -> list[str]:
    starts = sheet.words.starts
    labels = ["O"] * len(starts)
    for span in story.spans or ():
        field, start, end = span.place
        if field != sheet.passage.field or start < sheet.passage.opening:
            continue
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        labels[first:last] = [f"I-{span.type}"] * (last - first)
        if first < last:
            labels[first] = f"B-{span.type}"
    return labels


def examples(stories: Sequence[Story], vectors: Sequence[Array]) -> Examples:
    """Those of all stories, with these vectors for each."""
    return Examples(
        keys=np.concatenate([it.inputs.keys for it in stories]),
        vectors=np.concatenate(list(vectors)),
        allowed=np.concatenate([it.allowed for it in stories]),
        lengths=np.array([len(run) for it in stories for run in it.inputs.runs]),
    )
