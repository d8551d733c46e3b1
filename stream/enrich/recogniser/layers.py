"""The layers that the models are built of, written out in numpy.

Weights are laid out so that each step is one pass over memory. What comes out is what thinc's
`linear`, `maxout` and `layernorm` give, up to rounding.
"""

from typing import Any, NamedTuple

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
    """(rows, inputs and one) to (rows, outputs).

    The one that follows the inputs in every row weighs the bias, which then takes no extra pass.
    """

    def __init__(self, maxout: AnyModel, norm: AnyModel) -> None:
        """Take the weights of two layers of thinc's, `maxout` and `layernorm`."""
        weights = weight(maxout, "W")
        self.outputs, self.pieces, self.inputs = weights.shape
        # Pieces become blocks of columns: the best of three is then found whole rows at a time.
        blocks = weights.transpose(1, 0, 2).reshape(-1, self.inputs)
        bias = weight(maxout, "b").T.reshape(1, -1)
        self.weights: Floats = np.concatenate([blocks.T, bias])
        """(inputs and one, outputs x pieces), the bias last."""
        self._gain: Floats = weight(norm, "G")
        self._shift: Floats = weight(norm, "b")

    def __call__(self, rows: Floats, room: "Room") -> Floats:
        """The layer's output, a part of `room`."""
        every, best = room.every[: len(rows)], room.best[: len(rows)]
        np.matmul(rows, self.weights, out=every)
        return self.finish(every, best)

    def finish(self, every: Floats, best: Floats) -> Floats:
        """The output from the products of rows and `weights`; it lies in `best`."""
        width = self.outputs
        pieces = [every[:, at : at + width] for at in range(0, every.shape[1], width)]
        np.maximum(pieces[0], pieces[-1], out=best)
        for it in pieces[1:-1]:
            np.maximum(best, it, out=best)
        self._normalise(best)
        return best

    def _normalise(self, rows: Floats) -> None:
        count = np.float32(1 / rows.shape[1])
        mean = np.add.reduce(rows, axis=1, keepdims=True)
        mean *= count
        rows -= mean
        variance: Floats = np.einsum("ij,ij->i", rows, rows)
        variance *= count
        variance += _SMALLEST_VARIANCE
        np.sqrt(variance, out=variance)
        np.divide(np.float32(1), variance, out=variance)
        rows *= variance[:, None]
        rows *= self._gain
        rows += self._shift


class Room(NamedTuple):
    """Memory that a layer works in."""

    every: Floats
    """(rows, outputs x pieces)"""
    best: Floats
    """(rows, outputs)"""

    @classmethod
    def of(cls, rows: int, layer: MaxoutNorm) -> "Room":
        """Room for so many rows."""
        every: Floats = np.empty((rows, layer.outputs * layer.pieces), np.float32)
        return cls(every, np.empty((rows, layer.outputs), np.float32))
