"""Reads a story's candidates twice.

The second time it knows what the first made of each word elsewhere in the story.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Span
from stream.enrich.tagger.chain import (
    COUNT,
    KINDS,
    LABELS,
    Array,
    Grid,
    grid,
    likeliest,
    likelihoods,
)
from stream.enrich.tagger.inputs import Inputs, Run, inputs
from stream.enrich.tagger.sheets import Sheet
from stream.enrich.tagger.weights import Layer, Weights

TAGGER = "tagger"
_BY = frozenset({TAGGER})
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
        """The names of each passage of a story, in order, with how sure it is of each."""
        return self.tag_all([sheets])[0]

    def tag_all(self, stories: Sequence[Sequence[Sheet]]) -> list[list[list[Span]]]:
        """As `tag`, of several stories; each is read as if there were no other, in less time."""
        found: list[list[list[Span]]] = [[[] for _ in sheets] for sheets in stories]
        asked = [inputs(it) for it in stories]
        told = [at for at, it in enumerate(asked) if it.runs]
        if not told:
            return found
        chains, likely = self._read([asked[at] for at in told])
        names = [
            (at, name)
            for at, chain, sure in zip(told, chains, likely, strict=True)
            for name in _names(stories[at], asked[at].runs, chain, sure)
        ]
        calibrated = self.weights.calibrated([it.sure for _, it in names])
        for (at, it), sure in zip(names, calibrated, strict=True):
            span = Span(it.start, it.end, TYPES[it.kind], _BY, sure)
            found[at][it.sheet].append(span)
        return found

    def _read(self, stories: Sequence[Inputs]) -> tuple[list[list[int]], list[list[list[float]]]]:
        """Of each story's candidates the chain of labels, and how likely each label is."""
        first, second = self.weights.first, self.weights.second
        runs = [run for it in stories for run in it.runs]
        rows = self.weights.rows(np.concatenate([it.keys for it in stories]))
        vectors = np.concatenate([it.vectors for it in stories])
        parts = [slice(*it) for it in pairwise(accumulate(map(len, stories), initial=0))]
        once = read_with(first, rows, vectors, runs)
        more = [with_first(it, once[part]) for it, part in zip(stories, parts, strict=True)]
        cells, where = _cells(second, rows, np.concatenate(more), runs)
        chain = likeliest(cells, second.links).reshape(-1)[where]
        likely = _likely(cells, where, second)
        return [chain[it].tolist() for it in parts], [likely[it].tolist() for it in parts]


class _Name(NamedTuple):
    sheet: int
    start: int
    end: int
    kind: str
    sure: float


def _names(
    sheets: Sequence[Sheet],
    runs: Sequence[Run],
    chain: Sequence[int],
    likely: Sequence[Sequence[float]],
) -> Iterator[_Name]:
    """The names that the runs' chains of labels, one after another, tell."""
    begin = 0
    for run in runs:
        words = sheets[run.sheet].words
        part = slice(begin, begin + len(run))
        begin = part.stop
        for first, end, kind in spans_of(chain[part]):
            if kind in TYPES:
                last = run.first + end - 1
                start, stop = words.starts[run.first + first], words.starts[last]
                sure = certainty(first, end, kind, likely[part])
                yield _Name(run.sheet, start, stop + len(words.texts[last]), kind, sure)


def read_with(layer: Layer, rows: Array, vectors: Array, runs: Sequence[Run]) -> Array:
    """How likely each label of each candidate is."""
    return _likely(*_cells(layer, rows, vectors, runs), layer)


def _cells(layer: Layer, rows: Array, vectors: Array, runs: Sequence[Run]) -> tuple[Grid, Array]:
    return grid(layer.scores(rows, vectors), [len(run) for run in runs])


def _likely(cells: Grid, where: Array, layer: Layer) -> Array:
    likely, _, _ = likelihoods(cells, layer.links)
    flat: Array = likely.reshape(-1, COUNT)[where]
    return flat


def with_first(story: Inputs, likely: Array) -> Array:
    """The vectors, with what the first reading made of a candidate and of its word elsewhere."""
    numbers: dict[str, int] = {}
    which = np.array([numbers.setdefault(word, len(numbers)) for word in story.words])
    sums = np.zeros((len(numbers), COUNT))
    np.add.at(sums, which, likely)
    others = (np.bincount(which) - 1)[which]
    known = np.flatnonzero((which != numbers.get("", -1)) & (others > 0))
    mean = (sums[which[known]] - likely[known]) / others[known, None]
    more = np.zeros((len(story), 3 * COUNT + 1))
    more[:, :COUNT] = likely
    more[known, COUNT : 2 * COUNT] = mean
    more[known, 2 * COUNT : -1] = mean * np.minimum(others[known, None], _MANY) / _MANY
    more[known, -1] = 1
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


def certainty(first: int, end: int, kind: str, likely: Sequence[Sequence[float]]) -> float:
    """The least certain of a name's tokens, and of its end."""
    begin = 1 + 2 * KINDS.index(kind)
    least = min(likely[first][begin], *(it[begin + 1] for it in likely[first + 1 : end]), 1.0)
    ends = 1.0 - likely[end][begin + 1] if end < len(likely) else 1.0
    return min(least, ends)
