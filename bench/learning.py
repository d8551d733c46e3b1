"""Learns the tagger's weights: the chain's likelihood, step by step (Adam; Kingma and Ba, 2015)."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from stream.enrich.tagger.chain import (
    COUNT,
    LABELS,
    MAY_FOLLOW,
    MAY_START,
    Array,
    Links,
    grid,
    likelihoods,
)
from stream.enrich.tagger.weights import BITS, Layer

HIDDEN = 32
EPOCHS = 10
BATCH = 200
RATE = 0.008
DECAY, DECAY_OF_VECTORS = 0.02, 0.05
DROPPED = 0.4
"""The share of a candidate's keys and figures that each step goes without."""
FEWEST = 3
"""A key that fewer candidates have isn't learned."""
_LEAST = 1e-30


@dataclass
class Examples:
    """Candidates of many stories, run after run, with the labels that they may have."""

    keys: Array
    vectors: Array
    allowed: Array
    """By candidate and label: one, or two where the annotation doesn't tell."""
    lengths: Array
    rows: Array = field(init=False)


def keys_of(keys: Array) -> Array:
    """The keys worth learning, no two in one place of the table: of those, the more frequent."""
    found, counts = np.unique(keys, return_counts=True)
    taken: dict[int, tuple[int, int]] = {}
    for key, count in zip(found.tolist(), counts.tolist(), strict=True):
        at = key >> (64 - BITS)
        if count >= FEWEST and count > taken.get(at, (0, 0))[0]:
            taken[at] = (count, key)
    return np.array(sorted(key for _, key in taken.values()), dtype=np.uint64)


class Learner:
    """One layer's weights under way."""

    def __init__(self, keys: int, vectors: int, seed: int) -> None:
        """`keys` and `vectors` are how many there are of each."""
        self._random = np.random.default_rng(seed)
        hidden = self._random.normal(0, 1 / np.sqrt(vectors), (vectors, HIDDEN))
        self.parts: dict[str, Array] = {
            "keys": np.zeros((keys + 1, COUNT)),
            "vectors": np.zeros((vectors, COUNT)),
            "hidden": hidden,
            "bias": np.zeros(HIDDEN),
            "out": np.zeros((HIDDEN, COUNT)),
            "follow": np.zeros((COUNT, COUNT)),
            "start": np.zeros(COUNT),
        }
        self._mean = {name: np.zeros_like(it) for name, it in self.parts.items()}
        self._square = {name: np.zeros_like(it) for name, it in self.parts.items()}
        self._steps = 0

    @property
    def layer(self) -> Layer:
        """As the tagger reads with it."""
        return Layer(**{name: it.astype(np.float32) for name, it in self.parts.items()})

    def learn(self, examples: Examples, rows: Array) -> "Learner":
        """All epochs."""
        count = len(examples.lengths)
        starts = np.concatenate([[0], np.cumsum(examples.lengths)])
        total = EPOCHS * -(-count // BATCH)
        for _ in range(EPOCHS):
            order = self._random.permutation(count)
            for at in range(0, count, BATCH):
                runs = order[at : at + BATCH]
                where = np.concatenate([np.arange(starts[it], starts[it + 1]) for it in runs])
                rate = RATE * (1 - self._steps / total) + 1e-4
                gradients = self._gradients(examples, rows, where, examples.lengths[runs])
                self._step(gradients, rate, len(runs))
        return self

    def _gradients(
        self, examples: Examples, rows: Array, where: Array, lengths: Array
    ) -> dict[str, Array]:
        row, vector = rows[where], examples.vectors[where]
        row = np.where(self._random.random(row.shape) < DROPPED, 0, row)
        kept = self._random.random(vector.shape) >= DROPPED
        vector = vector * kept / (1 - DROPPED)
        parts = self.parts
        seen = np.maximum(vector @ parts["hidden"] + parts["bias"], 0)
        scores = parts["keys"][row].sum(axis=1) + vector @ parts["vectors"] + seen @ parts["out"]
        links = Links.of(parts["follow"], parts["start"])
        said, follows, starts = _expected(scores, lengths, links)
        allowed = np.where(examples.allowed[where], 0.0, -60.0)
        right, follows_right, starts_right = _expected(scores + allowed, lengths, links)
        off = said - right
        back = (off @ parts["out"].T) * (seen > 0)
        return {
            "keys": _by_row(row, off, len(parts["keys"])),
            "vectors": vector.T @ off,
            "hidden": vector.T @ back,
            "bias": back.sum(axis=0),
            "out": seen.T @ off,
            "follow": (follows - follows_right) * MAY_FOLLOW,
            "start": (starts - starts_right) * MAY_START,
        }

    def _step(self, gradients: dict[str, Array], rate: float, runs: int) -> None:
        self._steps += 1
        for name, total in gradients.items():
            gradient = total / runs
            mean = self._mean[name] = 0.9 * self._mean[name] + 0.1 * gradient
            square = self._square[name] = 0.99 * self._square[name] + 0.01 * gradient**2
            mean, square = mean / (1 - 0.9**self._steps), square / (1 - 0.99**self._steps)
            decay = DECAY if name in {"keys", "follow", "start", "bias"} else DECAY_OF_VECTORS
            step = rate * mean / (np.sqrt(square) + 1e-6)
            self.parts[name] = self.parts[name] * (1 - rate * decay) - step
        self.parts["keys"][0] = 0


def _by_row(rows: Array, off: Array, count: int) -> Array:
    flat, each = rows.ravel(), rows.shape[1]
    columns = [
        np.bincount(flat, weights=np.repeat(off[:, label], each), minlength=count)
        for label in range(COUNT)
    ]
    return np.stack(columns, axis=1)


def _expected(scores: Array, lengths: Array, links: Links) -> tuple[Array, Array, Array]:
    """How often each label is expected at each candidate; each pair of labels; each first label."""
    cells, where = grid(scores, lengths.tolist())
    likely, forward, backward = likelihoods(cells, links)
    pairs = np.zeros((COUNT, COUNT))
    for at in range(1, cells.factors.shape[1]):
        n = cells.reach[at]
        later = cells.factors[:n, at] * backward[:n, at]
        both = forward[:n, at - 1, :, None] * links.follow * later[:, None, :]
        pairs += (both / (both.sum(axis=(1, 2), keepdims=True) + _LEAST)).sum(axis=0)
    return likely.reshape(-1, COUNT)[where], pairs, likely[:, 0].sum(axis=0)


def labels_counted(allowed: Array) -> Counter[str]:
    """How often each label is the only one that a candidate may have."""
    only = allowed.sum(axis=1) == 1
    return Counter(LABELS[at] for at in allowed[only].argmax(axis=1))
