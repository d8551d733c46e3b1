"""Words to rows of numbers, each word once: they depend on the word alone, and news repeats words.

A row is computed in blocks of always the same size, so that it is the same to the last bit whatever
words it is computed with: a story's names mustn't depend on the stories before it.
"""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, NORM, ORTH, PREFIX, SHAPE, SUFFIX
from spacy.vectors import Vectors

from stream.enrich.recogniser.layers import AnyModel, Floats, MaxoutNorm

COLUMNS = (NORM, PREFIX, SUFFIX, SHAPE)
"""What the models hash of a word."""

READ = [ORTH, *COLUMNS, IS_SPACE]
"""What is read of a word here."""

MOST_ROWS = 32_768
"""Words kept, 12 MB at 96 numbers each. A window of text has at most 20,000."""

_BLOCK = 32

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
        """Rows of words, and which are blank, without keeping them.

        In blocks of one size; the last is filled up and cut.
        """
        blocks = [ids[start : start + _BLOCK] for start in range(0, len(ids), _BLOCK)]
        whole = (
            np.concatenate([it, np.zeros((_BLOCK - len(it), it.shape[1]), it.dtype)])
            for it in blocks
        )
        rows = [self._computed(it) for it in whole] or [self.rows[:0]]
        return np.concatenate(rows)[: len(ids)], ids[:, -1].astype(np.bool_)

    def _computed(self, ids: Ids) -> Floats:
        columns = ids[:, 1 : 1 + len(COLUMNS)].T
        parts = [hashed(column) for hashed, column in zip(self._hashed, columns, strict=True)]
        if self._vectors:
            parts.append(self._vectors(ids[:, 0]))
        return self._mixed(np.concatenate(parts, axis=1))


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
        self._weights: Floats = np.ascontiguousarray(np.asarray(weights, np.float32).T)

    def __call__(self, orths: Ids) -> Floats:
        """A row a word; zeros for words without a vector."""
        rows = self._vectors.find(keys=orths)
        found: Floats = np.asarray(self._vectors.data[rows], np.float32) @ self._weights
        found[rows < 0] = 0
        return found
