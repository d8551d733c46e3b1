"""A passage as the tagger sees it: its tokens, the rules' spans on them, its lines.

A sheet holds a number for every token in each of its columns (`uint64`, as `lexicon.number` makes
them).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.words import Words
from stream.enrich.tagger.lexicon import NUMBERS, Token, number, place, token

NAMED = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_MOST_LOOKED_UP = 4
_MOST_COUNTED = 4
_SHARE_OF_CAPITALS = 0.6
_FEW_IN_SMALL = 0.25
_LONG_LINE = 25
_MOST_JOINING = 3
OUTSIDE = number("outside")
"""In every column before the first token and after the last."""
AROUND = 2
"""Tokens before the first and after the last that a candidate may look at."""
_NONE = number("-")
_OUT = "O"
_FIRST, _LATER = number("first"), number("later")

Columns = np.ndarray[tuple[int, int], np.dtype[np.uint64]]
"""(tokens, `Column`)"""


class Column(IntEnum):
    """What there is a number of for each token."""

    # By itself, as `lexicon.Token.numbers` has them.
    KIND = 0
    FORM = 1
    ENDING = 2
    PLACE = 3
    BEGINNING = 4
    MODEL = 5
    # Of the rules' span on it: which, who says so, what the gazetteer has, the tokens around it,
    # length.
    TAG = 6
    BY = 7
    SPAN_PLACE = 8
    BEFORE = 9
    AFTER = 10
    SIZE = 11
    LINE = 12
    OPENS = 13


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span in tokens, end exclusive."""

    first: int
    end: int
    span: Span


@dataclass
class Sheet:
    """One passage."""

    passage: Passage
    words: Words
    spans: Sequence[Span]
    tokens: list[Token] = field(init=False)

    def __post_init__(self) -> None:
        """Look every token up."""
        self.tokens = list(map(token, self.words.texts))

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The rules' spans, on tokens."""
        return [it for span in self.spans if (it := self._stretch(span))]

    def _stretch(self, span: Span) -> Stretch | None:
        first = bisect_right(self.words.starts, span.start) - 1
        end = bisect_left(self.words.starts, span.end)
        return Stretch(first, end, span) if 0 <= first < end else None

    @cached_property
    def tags(self) -> list[str]:
        """How the rules marked each token: O, B-person, I-person."""
        found = ["O"] * len(self)
        for it in self.stretches:
            found[it.first] = f"B-{it.span.type}"
            found[it.first + 1 : it.end] = [f"I-{it.span.type}"] * (it.end - it.first - 1)
        return found

    @cached_property
    def columns(self) -> Columns:
        """All columns, with `AROUND` rows of `OUTSIDE` before and after those of the tokens."""
        count = len(self)
        found: Columns = np.full((count + 2 * AROUND, len(Column)), OUTSIDE, dtype=np.uint64)
        own = found[AROUND : AROUND + count]
        numbers = b"".join([it.numbers for it in self.tokens])
        own[:, :NUMBERS] = np.frombuffer(numbers, dtype=np.uint64).reshape(-1, NUMBERS)
        own[:, Column.MODEL] = self.words.marks
        own[:, Column.TAG] = number(_OUT)
        own[:, Column.BY : Column.SIZE + 1] = _NONE
        if marked := dict(it for stretch in self.stretches for it in self._of_span(stretch)):
            of_spans = np.array(list(marked.values()), dtype=np.uint64)
            own[list(marked), Column.TAG : Column.SIZE + 1] = of_spans
        for first, end, kind in self._lines():
            own[first:end, Column.LINE] = number(kind)
        own[:, Column.OPENS] = _LATER
        opens = [True, *(it.closes for it in self.tokens)][:count]
        own[np.flatnonzero(opens), Column.OPENS] = _FIRST
        return found

    def _of_span(self, it: Stretch) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Each token of a rules' span, with its numbers from `TAG` to `SIZE`."""
        kind, first, end = it.span.type.value, it.first, it.end
        name = self.passage.of(it.span) if end - first <= _MOST_LOOKED_UP else ""
        left = self.tokens[first - 1].kind if first else OUTSIDE
        right = self.tokens[end].kind if end < len(self) else OUTSIDE
        said = (_said(kind, it.span.by), number(kind + place(name)), left, right)
        length = min(end - first, _MOST_COUNTED)
        for at in range(first, end):
            part = "end" if at == end - 1 else "start" if at == first else "middle"
            tag = number(f"{'I' if at > first else 'B'}-{kind}")
            yield at, (tag, *said, number(f"{kind}{length}{part}"))

    def _lines(self) -> Iterator[tuple[int, int, str]]:
        """First and end of each line, and its kind: prose, caps, or table."""
        first = 0
        for at in (*(at for at, it in enumerate(self.tokens) if it.breaks), len(self) - 1):
            yield first, at + 1, _kind_of_line(self.tokens[first : at + 1])
            first = at + 1

    @cached_property
    def candidates(self) -> list[bool]:
        """The tokens that may be part of a name; all others aren't."""
        found = [it.named for it in self.tokens]
        for at in self.words.marked:
            found[at] = True
        for it in self.stretches:
            found[it.first : it.end] = [True] * (it.end - it.first)
        for at in [at for at, it in enumerate(self.tokens) if it.figure]:
            if at and found[at - 1]:
                found[at] = True
        _bridge(self.tokens, found)
        return found


def _kind_of_line(line: list[Token]) -> str:
    words = [it for it in line if it.cased]
    small = len(words) - sum([it.named for it in words])
    if words and small < (1 - _SHARE_OF_CAPITALS) * len(words) and _in_capitals(words):
        return "caps"
    figures = sum([it.figure for it in line])
    if figures < _FEW_IN_SMALL * len(line) and small >= _FEW_IN_SMALL * len(words):
        return "prose"
    return "long table" if len(line) > _LONG_LINE else "table"


_CAPITALS = frozenset({"X", "XX", "XXX", "XXXX", "X.", "X.X."})


def _in_capitals(words: list[Token]) -> bool:
    forms = frozenset(map(number, _CAPITALS))
    return sum(it.form in forms for it in words) > _SHARE_OF_CAPITALS * len(words)


@lru_cache(1_000)
def _said(kind: str, by: frozenset[str]) -> int:
    return number(f"{kind}:{'+'.join(sorted(by))}")


def _bridge(tokens: list[Token], found: list[bool]) -> None:
    """Take in up to three joining words between two candidates: "Bank *of* England"."""
    for before, after in pairwise([at for at, it in enumerate(found) if it]):
        if 1 < after - before <= _MOST_JOINING + 1:
            between = tokens[before + 1 : after]
            if all(it.joins for it in between):
                found[before + 1 : after] = [True] * len(between)
