"""The layers that the models are built of, written out in numpy.

Weights are laid out so that each step is one pass over memory. What comes out is what thinc's
`linear`, `maxout` and `layernorm` give, up to rounding.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

AnyModel = Model[Any, Any]
Floats = NDArray[np.float32]

_SMALLEST_VARIANCE = np.float32(1e-8)
"""thinc adds it before it divides."""


def weight(layer: AnyModel, name: str) -> Floats:
    """A copy of one of a layer's weights."""
    return np.array(layer.get_param(name), np.float32)


class Linear:
    """(rows, inputs) to (rows, outputs)."""

    def __init__(self, linear: AnyModel) -> None:
        """Take the weights of a layer of thinc's, `linear`."""
        self._weights = np.ascontiguousarray(weight(linear, "W").T)
        self._bias = weight(linear, "b")

    def __call__(self, rows: Floats) -> Floats:
        """The layer's output."""
        out: Floats = rows @ self._weights
        out += self._bias
        return out


class MaxoutNorm:
    """(rows, inputs) to (rows, outputs)."""

    def __init__(self, maxout: AnyModel, norm: AnyModel) -> None:
        """Take the weights of two layers of thinc's, `maxout` and `layernorm`."""
        weights = weight(maxout, "W")
        self._outputs, self._pieces, inputs = weights.shape
        # Pieces become blocks of columns: the best of three is then found whole rows at a time.
        blocks = weights.transpose(1, 0, 2).reshape(-1, inputs)
        self._weights: Floats = np.ascontiguousarray(blocks.T)
        self._bias: Floats = weight(maxout, "b").T.reshape(-1)
        self._gain: Floats = weight(norm, "G")
        self._shift: Floats = weight(norm, "b")

    def __call__(self, rows: Floats) -> Floats:
        """The layer's output."""
        every = rows @ self._weights
        every += self._bias
        width = self._outputs
        best: Floats = every[:, :width]
        for piece in range(1, self._pieces):
            best = np.maximum(best, every[:, piece * width : (piece + 1) * width])
        return self._normalised(best)

    def _normalised(self, rows: Floats) -> Floats:
        count = np.float32(1 / rows.shape[1])
        centred: Floats = rows - (rows.sum(axis=1, keepdims=True) * count)
        variance = np.einsum("ij,ij->i", centred, centred)
        variance *= count
        variance += _SMALLEST_VARIANCE
        centred *= (np.float32(1) / np.sqrt(variance))[:, None]
        centred *= self._gain
        centred += self._shift
        return centred
