"""Spans of a passage: where a name stands, what it names, who says so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Literal, NamedTuple

from schemas.enrichment import EntityType

Field = Literal["body", "headline"]

DATELINE = "dateline"
"""Says of a span that the wire room read it."""

WATCH = "watch list"
"""Says of a span that the customer's list has it."""

WORD = re.compile(r"\w+")

_START, _END = itemgetter(0), itemgetter(1)


_GIVEN = frozenset({DATELINE, WATCH})


class Span(NamedTuple):
    """A name in a passage, end exclusive, in code points."""

    start: int
    end: int
    type: EntityType
    by: frozenset[str]
    sure: float | None = None
    """How sure the tagger is, where it read the span: 0-1, calibrated."""

    @property
    def is_given(self) -> bool:
        """Whether the dateline or the watch list has it: nobody's opinion changes what it is."""
        return not self.by.isdisjoint(_GIVEN)

    def at(self, start: int, end: int) -> "Span":
        """The same, elsewhere."""
        return Span(start, end, self.type, self.by, self.sure)

    def as_type(self, kind: EntityType, by: str) -> "Span":
        """The same, of another type, on another's word."""
        return Span(self.start, self.end, kind, self.by | {by}, self.sure)


@dataclass(frozen=True)
class Passage:
    """A field of the story in which offsets count. `opening` is where its dateline ends."""

    field: Field
    text: str
    opening: int = 0

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Every run of letters and digits, with where it stands."""
        found: dict[str, list[int]] = {}
        for match in WORD.finditer(self.text):
            found.setdefault(match[0], []).append(match.start())
        return found

    @cached_property
    def lead_end(self) -> int:
        """Where the first paragraph after the dateline ends."""
        found = self.text.find("\n\n", self.opening)
        return len(self.text) if found < 0 else found

    def of(self, span: Span) -> str:
        """The span's text."""
        return self.text[span.start : span.end]


def in_order(spans: Iterable[Span]) -> list[Span]:
    """By place in the text, the longer first."""
    listed = list(spans)
    if len(listed) > 1:
        listed.sort(key=_END, reverse=True)
        listed.sort(key=_START)
    return listed


def without_overlaps(strong: Iterable[Span], weak: Iterable[Span]) -> list[Span]:
    """All strong spans, and the weak ones that touch none of them; each list free of overlaps."""
    kept, others = in_order(strong), in_order(weak)
    if not kept or not others:
        return kept or others
    return in_order([*kept, *_free(kept, others)])


def _free(taken: list[Span], weak: list[Span]) -> Iterator[Span]:
    """Both in order, so that one walk is enough."""
    at = 0
    for span in weak:
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        if at == len(taken) or taken[at].start >= span.end:
            yield span


def longest_first(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap, the one that starts first, and of those the longest."""
    kept: list[Span] = []
    for span in in_order(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
