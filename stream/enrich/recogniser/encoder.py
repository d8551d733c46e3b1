"""Rows of words to rows of words in their context: layers that each see a word's neighbours."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.lib.stride_tricks import as_strided

from stream.enrich.neighbours import together
from stream.enrich.recogniser.layers import Floats, MaxoutNorm, Room

_KEPT = 1_024
"""Rows for which there is room between texts, some 3 MB: new memory for each costs more, and what
is larger than a processor's cache more still, a third of the time at 3,000 rows."""


class Encoder:
    """As spaCy's `MaxoutWindowEncoder` with a window of one word to each side."""

    def __init__(self, layers: Sequence[MaxoutNorm], padding: int) -> None:
        """`padding` rows of zeros stand before, between and after texts, one a layer at least."""
        self._layers = tuple(layers)
        self._padding = padding
        self._room = Room.of(_KEPT, layers[0])
        self._windows = self._ones(_KEPT)

    def __call__(self, texts: Sequence[Floats]) -> Floats:
        """(words, width) of each text in; those of all texts, one after another, out."""
        return np.concatenate(
            [part for some in self._groups(texts) for part in self._encoded(some)]
        )

    def _groups(self, texts: Sequence[Floats]) -> Iterator[Sequence[Floats]]:
        """Neighbours for which there is room, or one that is too long by itself."""
        sizes = [len(it) + self._padding for it in texts]
        for it in together(sizes, _KEPT - self._padding):
            yield texts[it.start : it.stop]

    def _encoded(self, texts: Sequence[Floats]) -> list[Floats]:
        """Of texts that go through all layers together."""
        pad = self._padding
        count = sum(map(len, texts)) + pad * (len(texts) + 1)
        width = texts[0].shape[1]
        # A further row at each end is what lies beyond: always zeros.
        rows: Floats = np.zeros((count + 2, width), np.float32)
        parts = []
        at = 1
        for it in texts:
            at += pad
            parts.append(rows[at : at + len(it)])
            parts[-1][:] = it
            at += len(it)
        self._through(rows)
        return parts

    def _through(self, rows: Floats) -> None:
        """All layers, in place."""
        count = len(rows) - 2
        kept = count <= _KEPT
        room = self._room if kept else Room.of(count, self._layers[0])
        inputs = self._windows[:count] if kept else self._ones(count)
        windows = inputs[:, :-1]
        # Three rows that follow one another lie in memory as one row of the windows has them.
        neighbours = as_strided(rows, windows.shape, rows.strides)
        within = rows[1:-1]
        for layer in self._layers:
            np.copyto(windows, neighbours)
            within += layer(inputs, room)

    def _ones(self, rows: int) -> Floats:
        return np.ones((rows, self._layers[0].inputs + 1), np.float32)
