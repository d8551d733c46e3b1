"""Texts to words, as spaCy's tokenizer cuts them: each stretch between spaces once.

News repeats them, and spaCy itself remembers few: none in a memory zone, and none that come after
an abbreviation or a contraction in the same text. Strings are kept here, so they outlive the zones.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX
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
_SIZE = np.dtype(np.intp).itemsize
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
        new = self._new(parts)
        if max(map(len, new), default=0) <= LONGEST:
            self._learn(new, parts)
            return [self._cut(part) for part in parts]
        # A text with a word that isn't to be kept, such as an address, costs the others nothing.
        odd = [max(map(len, part), default=0) > LONGEST for part in parts]
        usual = [part for part, it in zip(parts, odd, strict=True) if not it]
        self._learn(self._new(usual), usual)
        return [
            self._at_once(text) if it else self._cut(part)
            for text, part, it in zip(texts, parts, odd, strict=True)
        ]

    def _new(self, parts: Iterable[list[str]]) -> Collection[str]:
        """The stretches that nobody has learned yet, each once."""
        return dict.fromkeys([it for part in parts for it in part if it not in self._kept])

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

    def _learn(self, new: Collection[str], parts: Iterable[list[str]]) -> None:
        kept = self._kept
        words = sum(map(len, new))  # at most
        if len(kept) + len(new) > MOST_STRETCHES or words > self._embedding.left:
            kept.clear()
            self._embedding.clear()
            new = self._new(parts)
        if new:
            kept.update(self._stretches(new))

    def _stretches(self, new: Iterable[str]) -> Iterator[tuple[str, _Stretch]]:
        written: list[str] = []
        spaces: list[str] = []
        for it in new:
            (spaces if it.isspace() else written).append(it)
        for group in (written, *([it] for it in spaces)):
            yield from zip(group, self._words(group), strict=True)

    def _words(self, lines: Sequence[str]) -> Iterator[_Stretch]:
        """The words of stretches, cut as the lines of one text; one of spaces comes alone.

        A text of its own for each takes as long as cutting three words. spaCy cuts what stands
        between spaces for itself, and none of its rules reaches across a line's end.
        """
        cut = list(map(_without_its_space, lines))
        doc = self._nlp.make_doc("\n".join(cut))
        found = doc.to_array([*READ, IDX]).astype(np.uint64, copy=False)
        texts, starts = [it.text for it in doc], found[:, -1].tolist()
        begins = list(accumulate((len(it) + 1 for it in cut), initial=0))
        first = np.searchsorted(found[:, -1], np.array(begins, np.uint64)).tolist()
        first[-1] = len(doc) + 1
        # Where a line follows, the word before it is the line's end.
        words = np.delete(found[:, :-1], [it - 1 for it in first[1:-1]], axis=0)
        places = np.array(self._embedding.places(words), np.intp).tobytes()
        for number, line in enumerate(lines):
            part = slice(first[number], first[number + 1] - 1)
            ends = [*starts[part], begins[number] + len(line)]
            yield _Stretch(
                tuple(texts[part]),
                tuple(end - start for start, end in pairwise(ends)),
                places[_SIZE * (part.start - number) : _SIZE * (part.stop - number)],
            )


def _ids(doc: Doc) -> Ids:
    return doc.to_array(READ).astype(np.uint64, copy=False)


def _without_its_space(stretch: str) -> str:
    return stretch if stretch.isspace() else stretch.removesuffix(" ")
