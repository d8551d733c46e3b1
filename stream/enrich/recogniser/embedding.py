"""Words to rows of numbers, each word once: they depend on the word alone, and news repeats words.

A row is the same to the last bit whatever words it is computed with, and at whatever place among
them: a story's names mustn't depend on the stories before it.
"""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, NORM, ORTH, PREFIX, SHAPE, SUFFIX
from spacy.vectors import Vectors

from stream.enrich.recogniser.layers import AnyModel, Floats, MaxoutNorm
from stream.enrich.recogniser.placeless import Placeless

COLUMNS = (NORM, PREFIX, SUFFIX, SHAPE)
"""What the models hash of a word."""

READ = [ORTH, *COLUMNS, IS_SPACE]
"""What is read of a word here."""

MOST_ROWS = 32_768
"""Words kept, 12 MB at 96 numbers each. A window of text has at most 20,000."""

_AT_ONCE = 1_024
"""Words computed together, some 4 MB."""

Ids = NDArray[np.uint64]
"""(words, as many as `READ`)"""


class Embedding:
    """The rows of words, (words, width)."""

    def __init__(
        self,
        hashed: Sequence[AnyModel],
        mixed: MaxoutNorm,
        width: int,
        vectors: "WordVectors | None",
    ) -> None:
        """`hashed` are thinc's layers from ids to rows, one for each of `COLUMNS`.

        `mixed` makes `width` numbers of all.
        """
        self._hashed = [Hashed(it) for it in hashed]
        self._mixed = mixed
        self._product = Placeless(mixed.weights)
        self._one = np.ones((_AT_ONCE, 1), np.float32)
        self._vectors = vectors
        self.rows: Floats = np.zeros((MOST_ROWS, width), np.float32)
        """By a word's place."""
        self.blank: NDArray[np.bool_] = np.zeros(MOST_ROWS, np.bool_)
        """Whether it is a space or a line break."""
        # By the word as written and its norm, which the tokenizer sets for some.
        self._places: dict[tuple[int, int], int] = {}

    @property
    def left(self) -> int:
        """How many more words can be kept."""
        return len(self.rows) - len(self._places)

    def clear(self) -> None:
        """Forget all words; their places are no longer theirs."""
        self._places.clear()

    def places(self, ids: Ids) -> list[int]:
        """Where the rows of these words are, computed if need be; at most `left` may be new."""
        words = list(zip(ids[:, 0].tolist(), ids[:, 1].tolist(), strict=True))
        places = self._places
        new = {word: at for at, word in enumerate(words) if word not in places}
        if new:
            first = len(places)
            part = slice(first, first + len(new))
            self.rows[part], self.blank[part] = self.once(ids[list(new.values())])
            places.update(zip(new, range(part.start, part.stop), strict=True))
        return [places[word] for word in words]

    def once(self, ids: Ids) -> tuple[Floats, NDArray[np.bool_]]:
        """Rows of words, and which are blank, without keeping them."""
        starts = range(0, len(ids), _AT_ONCE)
        rows = [self._computed(ids[it : it + _AT_ONCE]) for it in starts] or [self.rows[:0]]
        return np.concatenate(rows), ids[:, -1].astype(np.bool_)

    def _computed(self, ids: Ids) -> Floats:
        columns = ids[:, 1 : 1 + len(COLUMNS)].T
        parts = [hashed(column) for hashed, column in zip(self._hashed, columns, strict=True)]
        if self._vectors:
            parts.append(self._vectors(ids[:, 0]))
        parts.append(self._one[: len(ids)])
        every = self._product(np.concatenate(parts, axis=1))
        return self._mixed.finish(every, np.empty((len(ids), self._mixed.outputs), np.float32))


class Hashed:
    """The sum of four rows of a table, chosen by hashes of an id: thinc's `HashEmbed`."""

    def __init__(self, layer: AnyModel) -> None:
        """Take the table and the seed of a layer of thinc's."""
        self._ops: Any = layer.ops
        self._table: Any = layer.get_param("E")
        self._seed: int = layer.attrs["seed"]

    def __call__(self, ids: Ids) -> Floats:
        """A row an id."""
        keys = self._ops.hash(np.ascontiguousarray(ids), self._seed)
        keys %= len(self._table)
        return cast(Floats, self._ops.gather_add(self._table, keys))


class WordVectors:
    """A model's table of word vectors, brought to the width of the rest."""

    def __init__(self, vectors: Vectors, weights: Floats) -> None:
        """`weights`, (width, length of a vector)."""
        self._vectors = vectors
        self._product = Placeless(np.ascontiguousarray(np.asarray(weights, np.float32).T))

    def __call__(self, orths: Ids) -> Floats:
        """A row a word; zeros for words without a vector."""
        rows = self._vectors.find(keys=orths)
        found = self._product(np.asarray(self._vectors.data[rows], np.float32))
        found[rows < 0] = 0
        return found
