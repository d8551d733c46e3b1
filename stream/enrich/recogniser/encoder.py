"""Rows of words to rows of words in their context: layers that each see a word's neighbours."""

from collections.abc import Sequence

import numpy as np

from stream.enrich.recogniser.layers import Floats, MaxoutNorm


class Encoder:
    """As spaCy's `MaxoutWindowEncoder` with a window of one word to each side."""

    def __init__(self, layers: Sequence[MaxoutNorm], padding: int) -> None:
        """`padding` rows of zeros stand before and after a document."""
        self._layers = tuple(layers)
        self._padding = padding

    def __call__(self, words: Floats) -> Floats:
        """(words, width) in and out."""
        count, width = words.shape
        pad = self._padding
        # A further row at each end is what lies beyond: always zeros.
        rows: Floats = np.zeros((count + 2 * pad + 2, width), np.float32)
        rows[pad + 1 : pad + 1 + count] = words
        windows: Floats = np.empty((count + 2 * pad, 3 * width), np.float32)
        for layer in self._layers:
            windows[:, :width] = rows[:-2]
            windows[:, width : 2 * width] = rows[1:-1]
            windows[:, 2 * width :] = rows[2:]
            rows[1:-1] += layer(windows)
        return rows[pad + 1 : pad + 1 + count]
