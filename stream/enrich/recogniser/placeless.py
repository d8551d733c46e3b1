"""Products of rows and weights in which a row's place doesn't matter, to the last bit.

A fast matrix product takes rows in groups, and rounds those of a whole group otherwise than those
that are left over: on AVX2 the same row comes out differently as the 5th and as the 7th of 32. How
large a group may be depends on the processor; it is tried out here.
"""

import numpy as np

from stream.enrich.recogniser.layers import Floats

_SIZES = (32, 16, 8, 4)
"""Rows that are multiplied at once, the fastest first; one alone is always the same."""


class Placeless:
    """Multiplies any number of rows by the same weights."""

    def __init__(self, weights: Floats) -> None:
        """`weights`, (inputs, outputs)."""
        self._weights = weights
        self.rows = next((it for it in _SIZES if _is_placeless(weights, it)), 1)
        """Rows that are multiplied at once here."""

    def __call__(self, rows: Floats) -> Floats:
        """(rows, inputs) to (rows, outputs)."""
        count, inputs = rows.shape
        groups = -(-count // self.rows)
        filled: Floats = np.zeros((groups, self.rows, inputs), np.float32)
        filled.reshape(-1, inputs)[:count] = rows
        products: Floats = filled @ self._weights
        return products.reshape(-1, products.shape[-1])[:count]


def _is_placeless(weights: Floats, rows: int) -> bool:
    """Whether so many rows that are the same come out the same."""
    one = np.random.default_rng(0).standard_normal((1, len(weights))).astype(np.float32)
    found = np.repeat(one, rows, axis=0) @ weights
    return bool((found == found[0]).all())
