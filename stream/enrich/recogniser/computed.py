"""A spaCy pipeline that only recognises names, computed in numpy with spaCy's own weights."""

import numpy as np
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc

from stream.enrich.recogniser.embedding import Embedding
from stream.enrich.recogniser.encoder import Encoder
from stream.enrich.recogniser.found import Found
from stream.enrich.recogniser.layers import Floats, Linear
from stream.enrich.recogniser.moves import Moves


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
        doc = self._nlp.make_doc(text)
        return self.names(doc) if len(doc) else []

    def words(self, doc: Doc) -> Floats:
        """(words, width): what the moves judge by."""
        return self._narrow(self._encoder(self._embedding(doc)))

    def names(self, doc: Doc) -> list[Found]:
        """The names in a document of at least one word."""
        spaces = doc.to_array(IS_SPACE).astype(np.bool_)
        return [
            Found(doc[it.start].idx, _end(doc, it.end), it.label, it.probability)
            for it in self._moves.names(self.words(doc), spaces)
        ]


def _end(doc: Doc, after: int) -> int:
    word = doc[after - 1]
    return int(word.idx) + len(word)
