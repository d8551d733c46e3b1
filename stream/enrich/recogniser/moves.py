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


class Step(NamedTuple):
    """A name, counted in words."""

    start: int
    end: int
    label: str
    probability: float


class Weights(NamedTuple):
    """Of the model's last layers."""

    words: Floats
    """(width, 3 x hidden x pieces): a word as itself, as a name's first, as the last one."""
    padding: Floats
    """(3, hidden x pieces), where there is no such word."""
    bias: Floats
    """(hidden x pieces)"""
    moves: Floats
    """(hidden, moves)"""
    move_bias: Floats
    """(moves)"""
    pieces: int


class Moves:
    """Chooses moves."""

    def __init__(self, weights: Weights, names: Sequence[str]) -> None:
        """`names` are those of the moves: "B-ORG", "O"."""
        self._weights = weights
        self._kinds = [name.partition("-")[0] for name in names]
        self._labels = [name.partition("-")[2] for name in names]
        by_name = {name: number for number, name in enumerate(names)}
        self._within = {
            label: np.array([by_name[f"I-{label}"], by_name[f"L-{label}"]])
            for label in set(self._labels)
            if label and f"I-{label}" in by_name
        }
        outside = [
            kind == "O" or (kind in {"B", "U"} and bool(label))
            for kind, label in zip(self._kinds, self._labels, strict=True)
        ]
        self._outside: NDArray[np.bool_] = np.array(outside)
        self._begins: NDArray[np.bool_] = np.array([kind == "B" for kind in self._kinds])
        self._names: NDArray[np.bool_] = np.array([kind in {"B", "U"} for kind in self._kinds])

    def names(self, words: Floats, spaces: NDArray[np.bool_]) -> list[Step]:
        """The names in a document; `words` are (words, width), `spaces` tells which are none."""
        count = len(words)
        if not count:
            return []
        known = (words @ self._weights.words).reshape(count, 3, -1)
        beliefs = self._beliefs(known, spaces)
        best = beliefs.argmax(axis=1)
        found: list[Step] = []
        free = 0
        for at in np.flatnonzero(self._names[best]).tolist():
            if at >= free:
                move = int(best[at])
                free, sure = self._end(known, at, move)
                sure *= _share(beliefs[at], move)
                found.append(Step(at, free, self._labels[move], sure))
        return found

    def _beliefs(self, known: Floats, spaces: NDArray[np.bool_]) -> Floats:
        """(words, moves): scores outside a name; what isn't allowed is never the best."""
        padding = self._weights.padding
        scores = self._scores(known[:, 0] + padding[1] + padding[2])
        scores[:, ~self._outside] = _NEVER
        scores[-1, self._begins] = _NEVER  # nothing is left to end it with
        if spaces.any():
            scores[np.ix_(spaces, self._names)] = _NEVER
        return scores

    def _end(self, known: Floats, start: int, move: int) -> tuple[int, float]:
        """Where the name that `move` began ends, and how sure its inner moves were."""
        if self._kinds[move] == "U":
            return start + 1, 1.0
        columns = self._within[self._labels[move]]
        weights, bias = self._weights.moves[:, columns], self._weights.move_bias[columns]
        sure = 1.0
        for at in range(start + 1, len(known) - 1):
            hidden = self._hidden(known[at, 0] + known[start, 1] + known[at - 1, 2])
            scores = hidden @ weights + bias
            ends = bool(scores[1] > scores[0])
            sure *= _share(scores, int(ends))
            if ends:
                return at + 1, sure
        return len(known), sure

    def _scores(self, features: Floats) -> Floats:
        return self._hidden(features) @ self._weights.moves + self._weights.move_bias

    def _hidden(self, features: Floats) -> Floats:
        """The best piece of each; features are (…, pieces x hidden)."""
        whole = features + self._weights.bias
        pieces: Floats = whole.reshape(*whole.shape[:-1], self._weights.pieces, -1)
        best: Floats = pieces.max(axis=-2)
        return best


def _share(scores: Floats, chosen: int) -> float:
    return float(1 / np.exp(scores - scores[chosen]).sum())
