"""Texts to words, as spaCy's tokenizer cuts them: each stretch between spaces once.

News repeats them, and spaCy itself remembers few: none in a memory zone, and none that come after
an abbreviation or a contraction in the same text. Strings are kept here, so they outlive the zones.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, chain, islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc

from stream.enrich.recogniser.embedding import READ, Embedding, Ids
from stream.enrich.recogniser.layers import Floats

MOST_STRETCHES = 50_000
"""Stretches kept, some 15 MB."""
LONGEST = 60
"""Characters of a stretch that is kept; a text with a longer one is cut as a whole by spaCy."""

# With the one space that ends a word; further ones are a word of their own, as in spaCy.
_STRETCH = re.compile(r"\S+ ?|\s+")


class Cut(NamedTuple):
    """A text's words, one entry each."""

    texts: list[str]
    starts: list[int]
    """Code points from the text's start."""
    rows: Floats
    """(words, width): what the embedding makes of them."""
    blank: NDArray[np.bool_]
    """Which are no words, but spaces and line breaks."""


class _Stretch(NamedTuple):
    """The words of a stretch."""

    texts: tuple[str, ...]
    steps: tuple[int, ...]
    """Code points from each word's start to that of the next, or to the stretch's end."""
    places: bytes
    """Of their rows in the embedding, as an array of numpy's `intp` has them."""


class Cutter:
    """Cuts texts. When its memory or the embedding's is full, both are begun anew."""

    def __init__(self, nlp: Language, embedding: Embedding) -> None:
        """Know no stretch yet. Places in `embedding` are kept here, so nobody else may use it."""
        self._nlp = nlp
        self._embedding = embedding
        self._kept: dict[str, _Stretch] = {}
        # The tokenizers of some languages look at more than a stretch.
        self._by_stretches = type(nlp.tokenizer) is Tokenizer

    def __call__(self, texts: Sequence[str]) -> list[Cut]:
        """The words of each text."""
        if not self._by_stretches or sum(map(len, texts)) > len(self._embedding.rows):
            return [self._at_once(it) for it in texts]
        parts = [_STRETCH.findall(it) for it in texts]
        stretches = [it for part in parts for it in part]
        new = dict.fromkeys([it for it in stretches if it not in self._kept])
        if max(map(len, new), default=0) > LONGEST:
            return [self._at_once(it) for it in texts]
        self._learn(new, stretches)
        return [self._cut(part) for part in parts]

    def _cut(self, stretches: list[str]) -> Cut:
        found = map(self._kept.__getitem__, stretches)
        texts, steps, listed = zip(*found, strict=True) if stretches else ((), (), ())
        places = np.frombuffer(b"".join(listed), np.intp)
        return Cut(
            list(chain.from_iterable(texts)),
            list(accumulate(chain.from_iterable(steps), initial=0))[:-1],
            self._embedding.rows[places],
            self._embedding.blank[places],
        )

    def _at_once(self, text: str) -> Cut:
        doc = self._nlp.make_doc(text)
        rows, blank = self._embedding.once(_ids(doc))
        return Cut([it.text for it in doc], [it.idx for it in doc], rows, blank)

    def _learn(self, new: Collection[str], stretches: list[str]) -> None:
        kept = self._kept
        words = sum(map(len, new))  # at most
        if len(kept) + len(new) > MOST_STRETCHES or words > self._embedding.left:
            kept.clear()
            self._embedding.clear()
            new = dict.fromkeys(stretches)
        if new:
            kept.update(zip(new, self._stretches(new), strict=True))

    def _stretches(self, listed: Collection[str]) -> Iterator[_Stretch]:
        docs = [self._nlp.make_doc(_without_its_space(it)) for it in listed]
        places = iter(self._embedding.places(np.concatenate(list(map(_ids, docs)))))
        for stretch, doc in zip(listed, docs, strict=True):
            ends = [*(it.idx for it in doc), len(stretch)]
            yield _Stretch(
                tuple(it.text for it in doc),
                tuple(end - start for start, end in pairwise(ends)),
                np.array(list(islice(places, len(doc))), np.intp).tobytes(),
            )


def _ids(doc: Doc) -> Ids:
    return doc.to_array(READ).astype(np.uint64, copy=False)


def _without_its_space(stretch: str) -> str:
    return stretch if stretch.isspace() else stretch.removesuffix(" ")
