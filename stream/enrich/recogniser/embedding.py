"""Words to rows of numbers, each word once: they depend on the word alone, and news repeats words.

A row is computed in blocks of always the same size, so that it is the same to the last bit whatever
words it is computed with: a story's names mustn't depend on the stories before it.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, PREFIX, SHAPE, SUFFIX
from spacy.tokens import Doc
from spacy.vectors import Vectors

from stream.enrich.recogniser.layers import AnyModel, Floats, MaxoutNorm

COLUMNS = (NORM, PREFIX, SUFFIX, SHAPE)
"""What the models hash of a word."""

MOST_ROWS = 32_768
"""Words kept, 12 MB at 96 numbers each. A window of text has at most 20,000."""

_BLOCK = 32

Ids = NDArray[np.uint64]


class Embedding:
    """The rows of a document's words, (words, width)."""

    def __init__(
        self, hashed: AnyModel, mixed: MaxoutNorm, width: int, vectors: "WordVectors | None"
    ) -> None:
        """`hashed` is thinc's layer from ids to rows, `mixed` what makes `width` numbers of all."""
        self._hashed: Callable[[Ids], Floats] = hashed.predict
        self._mixed = mixed
        self._vectors = vectors
        self._rows: Floats = np.zeros((MOST_ROWS, width), np.float32)
        # By the word as written and its norm, which the tokenizer sets for some.
        self._places: dict[tuple[int, int], int] = {}

    def __call__(self, doc: Doc) -> Floats:
        """One row for each word."""
        ids: Ids = doc.to_array([ORTH, *COLUMNS]).astype(np.uint64, copy=False)
        if len(ids) > MOST_ROWS:
            return self._blocks(ids)
        words = list(zip(ids[:, 0].tolist(), ids[:, 1].tolist(), strict=True))
        places = list(map(self._places.get, words))
        if None in places:
            self._learn(ids, words)
            places = [self._places[word] for word in words]
        return self._rows[np.array(places, np.intp)]

    def _learn(self, ids: Ids, words: list[tuple[int, int]]) -> None:
        if len(self._places) + len(words) > MOST_ROWS:
            self._places.clear()
        new = {word: at for at, word in enumerate(words) if word not in self._places}
        first = len(self._places)
        self._rows[first : first + len(new)] = self._blocks(ids[list(new.values())])
        self._places.update(zip(new, range(first, first + len(new)), strict=True))

    def _blocks(self, ids: Ids) -> Floats:
        """Rows of words in blocks of one size; the last is filled up and cut."""
        blocks = [ids[start : start + _BLOCK] for start in range(0, len(ids), _BLOCK)]
        whole = (
            np.concatenate([it, np.zeros((_BLOCK - len(it), it.shape[1]), it.dtype)])
            for it in blocks
        )
        return np.concatenate([self._computed(it) for it in whole])[: len(ids)]

    def _computed(self, ids: Ids) -> Floats:
        parts = [self._hashed(np.ascontiguousarray(ids[:, 1:]))]
        if self._vectors:
            parts.append(self._vectors(ids[:, 0]))
        return self._mixed(np.concatenate(parts, axis=1))


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
