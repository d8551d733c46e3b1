"""A passage's words as the model read them: where they stand, how it marked them, their vectors."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from stream.enrich.recogniser import Seen
from stream.enrich.tagger.lexicon import number

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@dataclass(frozen=True)
class Words:
    """One entry a token, in order."""

    texts: Sequence[str]
    """As read: a place in capitals as "Baku"."""
    starts: Sequence[int]
    """In the passage's own offsets."""
    marks: np.ndarray[tuple[int], np.dtype[np.uint64]]
    """The model's own type with begin or inside, as a number."""
    marked: Sequence[int]
    """Which of them the model takes for part of a name of any kind."""
    vectors: Vectors
    """What the model's own layers make of each in its sentence."""


_NONE = number("model O")
_NAMES = frozenset(
    [
        "PERSON",
        "PER",
        "NORP",
        "FAC",
        "ORG",
        "GPE",
        "LOC",
        "PRODUCT",
        "EVENT",
        "WORK_OF_ART",
        "LAW",
        "LANGUAGE",
        "MISC",
    ]
)
"""The model's types of names; the others are of dates, amounts and numbers."""


def words_of(seen: Seen, start: int) -> Words:
    """Those of a text that begins at this offset of its passage."""
    cut = seen.cut
    marks = np.full(len(cut.texts), _NONE, dtype=np.uint64)
    marked: list[int] = []
    for it in seen.steps:
        marks[it.start] = number(f"model B-{it.label}")
        marks[it.start + 1 : it.end] = number(f"model I-{it.label}")
        if it.label in _NAMES:
            marked += range(it.start, it.end)
    return Words(
        texts=cut.texts,
        starts=[start + it for it in cut.starts] if start else cut.starts,
        marks=marks,
        marked=marked,
        vectors=seen.rows,
    )


def until(words: Words, end: int) -> Words:
    """Those that start before this offset."""
    count = bisect_left(words.starts, end)
    if count == len(words.starts):
        return words
    return Words(
        texts=words.texts[:count],
        starts=words.starts[:count],
        marks=words.marks[:count],
        marked=[at for at in words.marked if at < count],
        vectors=words.vectors[:count],
    )


def joined(parts: Iterable[Words]) -> Words:
    """The words of windows that follow one another, as one."""
    listed = list(parts)
    if len(listed) == 1:
        return listed[0]
    marked: list[int] = []
    count = 0
    for it in listed:
        marked += [count + at for at in it.marked]
        count += len(it.texts)
    if not listed:
        return Words([], [], np.zeros(0, np.uint64), [], np.zeros((0, 0), np.float32))
    return Words(
        texts=[text for it in listed for text in it.texts],
        starts=[start for it in listed for start in it.starts],
        marks=np.concatenate([it.marks for it in listed]),
        marked=marked,
        vectors=np.concatenate([it.vectors for it in listed]),
    )
