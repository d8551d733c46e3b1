"""A spaCy pipeline that only recognises names, computed in numpy with spaCy's own weights."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc

from stream.enrich.recogniser.embedding import Embedding
from stream.enrich.recogniser.encoder import Encoder
from stream.enrich.recogniser.found import Found
from stream.enrich.recogniser.layers import Floats, Linear
from stream.enrich.recogniser.moves import Moves, Step


class Seen(NamedTuple):
    """A text as the model sees it."""

    text: str
    names: list[Found]
    doc: Doc
    steps: list[Step]
    """The names, in words."""
    rows: Floats
    """(words, width): words in their context."""


class Computed:
    """Words to rows, rows in context, moves."""

    def __init__(
        self, nlp: Language, embedding: Embedding, encoder: Encoder, narrow: Linear, moves: Moves
    ) -> None:
        """`narrow` brings the rows to the width that the moves take."""
        self._nlp = nlp
        self._embedding = embedding
        self._encoder = encoder
        self._narrow = narrow
        self._moves = moves

    def __call__(self, text: str) -> list[Found]:
        """The names in a text, in its order, none within another."""
        return self.read(text).names

    def read(self, text: str) -> Seen:
        """The names in a text, its words, and what they look like in their context."""
        doc = self._nlp.make_doc(text)
        rows = self.rows(doc)
        steps = self._moves.names(self._narrow(rows), spaces(doc)) if len(doc) else []
        return Seen(text, [_found(doc, it) for it in steps], doc, steps, rows)

    def rows(self, doc: Doc) -> Floats:
        """(words, width): words in their context."""
        return self._encoder(self._embedding(doc))

    def words(self, doc: Doc) -> Floats:
        """(words, narrower width): what the moves judge by."""
        return self._narrow(self.rows(doc))


def spaces(doc: Doc) -> NDArray[np.bool_]:
    """Which words are none, but spaces and line breaks."""
    return doc.to_array(IS_SPACE).astype(np.bool_)


def _found(doc: Doc, step: Step) -> Found:
    last = doc[step.end - 1]
    end = int(last.idx) + len(last)
    return Found(doc[step.start].idx, end, step.label, step.probability)
