"""Reads a story's candidates twice.

The second time it knows what the first made of each word elsewhere in the story.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Span
from stream.enrich.tagger.chain import COUNT, KINDS, LABELS, Array, grid, likeliest, likelihoods
from stream.enrich.tagger.inputs import Inputs, Run, inputs
from stream.enrich.tagger.sheets import Sheet
from stream.enrich.tagger.weights import Layer, Weights

TAGGER = "tagger"
TYPES = {
    "person": EntityType.PERSON,
    "organisation": EntityType.ORGANISATION,
    "place": EntityType.PLACE,
}
"""Of the other kind there is nothing to say but that it is none of these."""
_SCALE = 2.0
_MANY = 4


class Tagger:
    """The second reader, with what it has learned."""

    def __init__(self, weights: Weights) -> None:
        """Hold the weights."""
        self.weights = weights

    def tag(self, sheets: Sequence[Sheet]) -> list[list[Span]]:
        """The names of each passage, in order, with how sure it is of each."""
        found: list[list[Span]] = [[] for _ in sheets]
        story = inputs(sheets)
        if not story.runs:
            return found
        rows = self.weights.rows(story.keys)
        first, _ = read_with(self.weights.first, rows, story.vectors, story.runs)
        second, chain = read_with(self.weights.second, rows, with_first(story, first), story.runs)
        for run, start in zip(story.runs, _starts(story.runs), strict=True):
            part = slice(start, start + len(run))
            for span in self._spans(sheets[run.sheet], run, chain[part], second[part]):
                found[run.sheet].append(span)
        return found

    def _spans(self, sheet: Sheet, run: Run, chain: Array, likely: Array) -> Iterator[Span]:
        for first, end, kind in spans_of(chain.tolist()):
            if kind not in TYPES:
                continue
            sure = certainty(first, end, kind, likely)
            last = run.first + end - 1
            stop = sheet.words.starts[last] + len(sheet.words.texts[last])
            start = sheet.words.starts[run.first + first]
            calibrated = self.weights.calibrated(sure)
            yield Span(start, stop, TYPES[kind], frozenset({TAGGER}), calibrated)


def read_with(
    layer: Layer, rows: Array, vectors: Array, runs: Sequence[Run]
) -> tuple[Array, Array]:
    """How likely each label of each candidate is, and the likeliest chain."""
    cells, where = grid(layer.scores(rows, vectors), [len(run) for run in runs])
    likely, _, _ = likelihoods(cells, layer.links)
    chain = likeliest(cells, layer.links)
    return likely.reshape(-1, COUNT)[where], chain.reshape(-1)[where]


def with_first(story: Inputs, likely: Array) -> Array:
    """The vectors, with what the first reading made of a candidate and of its word elsewhere."""
    sums: defaultdict[str, Array] = defaultdict(lambda: np.zeros(COUNT))
    times = Counter(story.words)
    for word, row in zip(story.words, likely, strict=True):
        sums[word] += row
    more = np.zeros((len(story), 3 * COUNT + 1))
    more[:, :COUNT] = likely
    for at, word in enumerate(story.words):
        others = times[word] - 1
        if word and others:
            mean = (sums[word] - likely[at]) / others
            more[at, COUNT : 2 * COUNT] = mean
            more[at, 2 * COUNT : -1] = mean * min(others, _MANY) / _MANY
            more[at, -1] = 1
    return np.hstack([story.vectors, _SCALE * more])


def spans_of(chain: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """First and end of every name in a chain of labels, and its kind."""
    first = None
    for at, label in enumerate([*chain, 0]):
        if first is not None and LABELS[label][0] != "I":
            yield first, at, LABELS[chain[first]][2:]
            first = None
        if LABELS[label][0] == "B":
            first = at


def certainty(first: int, end: int, kind: str, likely: Array) -> float:
    """The least certain of a name's tokens, and of its end."""
    begin = 1 + 2 * KINDS.index(kind)
    least = min(likely[first, begin], *likely[first + 1 : end, begin + 1], 1.0)
    ends = 1.0 - likely[end, begin + 1] if end < len(likely) else 1.0
    return float(min(least, ends))


def _starts(runs: Sequence[Run]) -> list[int]:
    return list(accumulate((len(run) for run in runs[:-1]), initial=0))
