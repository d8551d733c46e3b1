"""A spaCy pipeline that only recognises names, computed in numpy with spaCy's own weights."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from stream.enrich.recogniser.cutting import Cut, Cutter
from stream.enrich.recogniser.encoder import Encoder
from stream.enrich.recogniser.found import Found
from stream.enrich.recogniser.layers import Floats, Linear
from stream.enrich.recogniser.moves import Moves, Step


class Seen(NamedTuple):
    """A text as the model sees it."""

    names: list[Found]
    cut: Cut
    """Its words."""
    steps: list[Step]
    """The names, in words."""
    rows: Floats
    """(words, width): words in their context."""


class Computed:
    """Words to rows, rows in context, moves."""

    def __init__(self, cutter: Cutter, encoder: Encoder, narrow: Linear, moves: Moves) -> None:
        """`narrow` brings the rows to the width that the moves take."""
        self._cutter = cutter
        self._encoder = encoder
        self._narrow = narrow
        self._moves = moves

    def __call__(self, text: str) -> list[Found]:
        """The names in a text, in its order, none within another."""
        return self.read([text])[0].names

    def read(self, texts: Sequence[str]) -> list[Seen]:
        """The names in each text, its words, and what they look like in their context.

        What is found in one text doesn't depend on the others; together they take less time.
        """
        cuts = self._cutter(texts)
        rows = self._encoder([it.rows for it in cuts])
        lengths = [len(it.rows) for it in cuts]
        blank = np.concatenate([it.blank for it in cuts])
        steps = self._moves.names(self._narrow(rows), blank, lengths)
        parts = [slice(*it) for it in pairwise(accumulate(lengths, initial=0))]
        return [
            Seen([_found(cut, it) for it in named], cut, named, rows[part])
            for cut, named, part in zip(cuts, steps, parts, strict=True)
        ]

    def words(self, text: str) -> Floats:
        """(words, narrower width): what the moves judge by."""
        return self._narrow(self._encoder([it.rows for it in self._cutter([text])]))


def _found(cut: Cut, step: Step) -> Found:
    last = step.end - 1
    end = cut.starts[last] + len(cut.texts[last])
    return Found(cut.starts[step.start], end, step.label)
