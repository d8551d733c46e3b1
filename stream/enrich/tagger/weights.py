"""What was learned: two layers of weights, the keys that they are for, and how sure is how sure.

`data/weights.npz` holds figures alone. `make names-model` writes it (`bench/names_model.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib import resources

import numpy as np

from stream.enrich.tagger.chain import COUNT, Array, Links

FILE = "weights.npz"
BITS = 20
"""Of a key, its first bits say where in the table it is. No two keys that are kept share them."""
_BLOCK = 2_000
"""Candidates weighed at once: 4 MB."""


@dataclass(frozen=True)
class Layer:
    """Weights of one reading. Labels are in the last axis but for `hidden`."""

    keys: Array
    """By key; the first row, for keys that nobody knows, is zero."""
    vectors: Array
    hidden: Array
    bias: Array
    out: Array
    follow: Array
    start: Array

    def scores(self, rows: Array, vectors: Array) -> Array:
        """Of every candidate for every label, before its neighbours are asked."""
        found = np.empty((len(rows), COUNT))
        for at in range(0, len(rows), _BLOCK):
            part = slice(at, at + _BLOCK)
            found[part] = self.keys.take(rows[part], axis=0).sum(axis=1)
        unseen = np.maximum(vectors @ self.hidden + self.bias, 0)
        scores: Array = found + vectors @ self.vectors + unseen @ self.out
        return scores

    @cached_property
    def links(self) -> Links:
        """How labels follow one another."""
        return Links.of(self.follow, self.start)


class Weights:
    """Both layers, for one model of spaCy's."""

    def __init__(self, model: str, keys: Array, first: Layer, second: Layer, sure: Array) -> None:
        """`keys` are those that the layers' rows from the second on are for.

        `sure` has two rows: what the layers say, in order, and how often that was right.
        """
        self.model, self.keys, self.first, self.second, self.sure = model, keys, first, second, sure
        self._known = np.concatenate([np.zeros(1, np.uint64), keys])
        self._table = np.zeros(1 << BITS, dtype=np.int32)
        self._table[place(keys)] = np.arange(1, len(keys) + 1)

    def rows(self, keys: Array) -> Array:
        """Which of the layers' rows each key has: 0 where it was never learned."""
        found = self._table[place(keys)]
        return np.where(self._known[found] == keys, found, 0)

    def calibrated(self, said: Sequence[float]) -> list[float]:
        """How often it was right when the layers said so."""
        found: list[float] = np.interp(said, self.sure[0], self.sure[1]).tolist()
        return found

    def arrays(self) -> dict[str, Array]:
        """As the file has them."""
        found: dict[str, Array] = {"model": np.array(self.model), "key": self.keys}
        found["sure"] = self.sure
        for name, layer in (("first", self.first), ("second", self.second)):
            found |= {f"{name}_{it.name}": getattr(layer, it.name) for it in fields(Layer)}
        return found

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> "Weights":
        """From what the file has."""
        first, second = (
            Layer(**{it.name: arrays[f"{name}_{it.name}"] for it in fields(Layer)})
            for name in ("first", "second")
        )
        return cls(str(arrays["model"]), arrays["key"], first, second, arrays["sure"])


def place(keys: Array) -> Array:
    """Where in the table a key is."""
    return (keys >> np.uint64(64 - BITS)).astype(np.intp)


@cache
def learned() -> Weights | None:
    """The weights of this installation."""
    file = resources.files("stream.enrich.tagger").joinpath("data", FILE)
    if not file.is_file():
        return None
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return Weights.of(dict(arrays))


def names() -> Iterator[str]:
    """The names of a layer's parts."""
    return (it.name for it in fields(Layer))
