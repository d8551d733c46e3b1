"""From rows of words to names: the moves of spaCy's recogniser, the best at each word.

The recogniser goes through a text word by word. Outside a name it leaves the word out (O), takes it
alone (U) or begins a name with it (B); within a name it goes on (I) or ends it with the word (L).
What it prefers depends on the word, the word that the name began with, and the word before. So
outside a name all words can be judged at once, where spaCy judges one at a time.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stream.enrich.recogniser.layers import Floats

_NEVER = np.float32(-np.inf)
_SHORT = 4
"""Words of a name whose end is sought together with that of all others."""
_BLOCK = 32
"""Words after these among which it is sought at once."""


class Step(NamedTuple):
    """A name, counted in words."""

    start: int
    end: int
    label: str


class Weights(NamedTuple):
    """Of the model's last layers."""

    words: Floats
    """(3, width, hidden x pieces): a word as itself, as a name's first, as the one before."""
    padding: Floats
    """(3, hidden x pieces), where there is no such word."""
    bias: Floats
    """(hidden x pieces)"""
    moves: Floats
    """(hidden, moves)"""
    move_bias: Floats
    """(moves)"""
    pieces: int


class _Known(NamedTuple):
    """A document's words."""

    words: Floats
    """(words, width)"""
    alone: Floats
    """(words, hidden x pieces): as themselves."""


class Moves:
    """Chooses moves."""

    def __init__(self, weights: Weights, names: Sequence[str]) -> None:
        """`names` are those of the moves: "B-ORG", "O"."""
        self._weights = weights
        by_name = {name: number for number, name in enumerate(names)}
        kinds = [name.partition("-")[0] for name in names]
        labels = [name.partition("-")[2] for name in names]
        outside = [
            at
            for at, (kind, label) in enumerate(zip(kinds, labels, strict=True))
            if kind == "O" or (kind in {"B", "U"} and label)
        ]
        self._labels = [labels[at] for at in outside]
        self._begins: NDArray[np.bool_] = np.array([kinds[at] == "B" for at in outside])
        self._names: NDArray[np.bool_] = np.array([kinds[at] != "O" for at in outside])
        self._out = [kinds[at] for at in outside].index("O")
        self._alone: Floats = weights.padding[1] + weights.padding[2] + weights.bias
        self._outside: Floats = np.ascontiguousarray(weights.moves[:, outside])
        self._outside_bias: Floats = weights.move_bias[outside]
        # By move: how much rather a name of its label ends than goes on.
        ends = [by_name.get(f"L-{it}", 0) for it in self._labels]
        goes_on = [by_name.get(f"I-{it}", 0) for it in self._labels]
        self._ends: Floats = (weights.moves[:, ends] - weights.moves[:, goes_on]).T
        self._ends_bias: Floats = weights.move_bias[ends] - weights.move_bias[goes_on]

    def names(
        self, words: Floats, blank: NDArray[np.bool_], lengths: Sequence[int]
    ) -> list[list[Step]]:
        """The names in each text.

        `words` are (words, width), of all texts, which have so many each; `blank` tells which are
        none.
        """
        stops = np.cumsum(lengths)
        found: list[list[Step]] = [[] for _ in lengths]
        if not len(words):
            return found
        alone = words @ self._weights.words[0]
        best = self._best(alone, blank, stops[stops > 0] - 1)
        starts = np.flatnonzero(self._names[best])
        moves = best[starts]
        texts = np.searchsorted(stops, starts, side="right")
        known = _Known(words, alone)
        ends = self._first_ends(known, starts, moves, stops[texts] - 1)
        free = 0
        for at, (start, text) in enumerate(zip(starts.tolist(), texts.tolist(), strict=True)):
            if start >= free:
                move, stop = int(moves[at]), int(stops[text])
                free = ends[at] or self._later_end(known, start, move, stop)
                first = stop - lengths[text]
                found[text].append(Step(start - first, free - first, self._labels[move]))
        return found

    def _best(
        self, alone: Floats, blank: NDArray[np.bool_], last: NDArray[np.intp]
    ) -> NDArray[np.intp]:
        """The best move at each word outside a name; `last` are the texts' last words."""
        scores = self._hidden(alone + self._alone) @ self._outside
        scores += self._outside_bias
        scores[np.ix_(last, self._begins)] = _NEVER  # nothing is left to end it with
        best: NDArray[np.intp] = scores.argmax(axis=1)
        best[blank] = self._out
        return best

    def _first_ends(
        self,
        known: "_Known",
        starts: NDArray[np.intp],
        moves: NDArray[np.intp],
        last: NDArray[np.intp],
    ) -> list[int]:
        """Where the names end that these moves begin, if they are short, else 0.

        All are judged, also those that will turn out to begin within another; `last` are the last
        words of their texts, beyond which nothing goes on.
        """
        found = starts + 1
        longer = np.flatnonzero(self._begins[moves])
        at = np.minimum(starts[longer, None] + np.arange(1, _SHORT), last[longer, None])
        ends = self._ends_with(known, at, starts[longer, None], moves[longer, None])
        ends |= at == last[longer, None]
        found[longer] = np.where(ends.any(axis=1), found[longer] + 1 + ends.argmax(axis=1), 0)
        listed: list[int] = found.tolist()
        return listed

    def _later_end(self, known: "_Known", start: int, move: int, stop: int) -> int:
        """Where a name ends that is longer; `stop` is its text's end."""
        for first in range(start + _SHORT, stop - 1, _BLOCK):
            at = np.arange(first, min(first + _BLOCK, stop - 1))
            ends = self._ends_with(known, at, np.array([start]), np.array([move]))
            if ends.any():
                return first + int(ends.argmax()) + 1
        return stop

    def _ends_with(
        self,
        known: "_Known",
        at: NDArray[np.intp],
        starts: NDArray[np.intp],
        moves: NDArray[np.intp],
    ) -> NDArray[np.bool_]:
        """Whether a name that was begun at `starts` with `moves` ends with the word `at`.

        The three are of shapes that broadcast.
        """
        _, as_first, as_before = self._weights.words
        features = known.alone[at]
        features += (known.words[(at - 1).ravel()] @ as_before).reshape(features.shape)
        firsts = known.words[starts.ravel()] @ as_first
        firsts += self._weights.bias
        features += firsts.reshape(*starts.shape, features.shape[-1])
        scores = np.einsum("...i,...i->...", self._hidden(features), self._ends[moves])
        ends: NDArray[np.bool_] = scores + self._ends_bias[moves] > 0
        return ends

    def _hidden(self, features: Floats) -> Floats:
        """The best piece of each; features are (…, pieces x hidden), with the bias."""
        size = features.shape[-1] // self._weights.pieces
        best: Floats = features[..., :size]
        for at in range(size, features.shape[-1], size):
            best = np.maximum(best, features[..., at : at + size])
        return best
