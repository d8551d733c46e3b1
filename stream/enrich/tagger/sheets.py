"""A passage as the tagger sees it: its tokens, the rules' spans on them, its lines.

A sheet holds a number for every token in each of its columns (`uint64`, as `lexicon.number` makes
them).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.words import Words
from stream.enrich.tagger.lexicon import Token, number, place, token

NAMED = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_MOST_LOOKED_UP = 4
_MOST_COUNTED = 4
_SHARE_OF_CAPITALS = 0.6
_FEW_IN_SMALL = 0.25
_LONG_LINE = 25
OUTSIDE = number("outside")
"""In every column before the first token and after the last."""

Column = np.ndarray[tuple[int], np.dtype[np.uint64]]


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
        self.tokens = [token(it) for it in self.words.texts]

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
    def lexical(self) -> tuple[Column, Column, Column, Column, Column]:
        """Class, shape, ending, beginning and place of each token."""
        rows = [it[:5] for it in self.tokens]
        kind, form, end, begin, where = np.array(rows, dtype=np.uint64).reshape(-1, 5).T
        return kind, form, end, begin, where

    def of_spans(self) -> Iterator[Column]:
        """Of the rules' span on a token: who says so, what the gazetteer has, around it, length."""
        count = len(self)
        none = number("-")
        columns = [[none] * count for _ in range(5)]
        by, where, before, after, size = columns
        for it in self.stretches:
            kind, first, end = it.span.type.value, it.first, it.end
            length = min(end - first, _MOST_COUNTED)
            name = self.passage.of(it.span) if end - first <= _MOST_LOOKED_UP else ""
            said = number(f"{kind}:{'+'.join(sorted(it.span.by))}")
            known = number(kind + place(name))
            left = self.tokens[first - 1].kind if first else OUTSIDE
            right = self.tokens[end].kind if end < count else OUTSIDE
            for at in range(first, end):
                part = "end" if at == end - 1 else "start" if at == first else "middle"
                by[at], where[at], before[at], after[at] = said, known, left, right
                size[at] = number(f"{kind}{length}{part}")
        return (np.array(it, dtype=np.uint64) for it in columns)

    @cached_property
    def lines(self) -> list[str]:
        """The kind of the line that each token stands in: prose, caps, or table."""
        found: list[str] = []
        line: list[Token] = []
        for it in self.tokens:
            line.append(it)
            if it.breaks:
                found += [_kind_of_line(line)] * len(line)
                line = []
        return found + [_kind_of_line(line)] * len(line)

    @cached_property
    def candidates(self) -> list[bool]:
        """The tokens that may be part of a name; all others aren't."""
        found = [it.named for it in self.tokens]
        for at in self.words.marked:
            found[at] = True
        for it in self.stretches:
            found[it.first : it.end] = [True] * (it.end - it.first)
        for at in range(1, len(found)):
            if self.tokens[at].figure and found[at - 1]:
                found[at] = True
        _bridge(self.tokens, found)
        return found


def _kind_of_line(line: list[Token]) -> str:
    words = [it for it in line if it.lowered.upper() != it.lowered]
    figures = sum(it.figure for it in line)
    small = sum(not it.named for it in words)
    if words and small < (1 - _SHARE_OF_CAPITALS) * len(words) and _in_capitals(words):
        return "caps"
    if figures < _FEW_IN_SMALL * len(line) and small >= _FEW_IN_SMALL * len(words):
        return "prose"
    return "long table" if len(line) > _LONG_LINE else "table"


_CAPITALS = frozenset(map(number, ("X", "XX", "XXX", "XXXX", "X.", "X.X.")))


def _in_capitals(words: list[Token]) -> bool:
    return sum(it.form in _CAPITALS for it in words) > _SHARE_OF_CAPITALS * len(words)


def _bridge(tokens: list[Token], found: list[bool]) -> None:
    """Take in up to three joining words between two candidates: "Bank *of* England"."""
    at, count = 1, len(found)
    while at < count:
        if found[at] or not found[at - 1] or not tokens[at].joins:
            at += 1
            continue
        end = at
        while end < min(at + 3, count) and not found[end] and tokens[end].joins:
            end += 1
        if end < count and found[end]:
            found[at:end] = [True] * (end - at)
        at = end + 1
