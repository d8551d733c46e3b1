"""A story as the gist reads it: words of headline and body, and the body's sentences."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from schemas.enrichment import Mention
from stream.enrich.sentences.lines import unwrapped
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.topics.plain import lower

READS = 100_000
"""Code points of headline and of body; what stands beyond isn't read."""

GAP = "\n\n"
_TOKEN = re.compile(r"[^\W_]+(?:[-'\u2019.&][^\W_]+)*['\u2019]?|[^\w\s]|\n\n")


class Sentence(NamedTuple):
    """A sentence of the body, and which paragraph it stands in, counted from 0."""

    stretch: Stretch
    paragraph: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words and marks of a text in its order, in lower case; `named` says which belong to names.

    Offsets are code points. The gap between paragraphs is a mark too.
    """

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]
    named: bytearray

    @property
    def lead(self) -> int:
        """How many words and marks the first paragraph has."""
        try:
            return self.low.index(GAP)
        except ValueError:
            return len(self.low)

    def within(self, stretch: Stretch) -> list[str]:
        """The words of a stretch."""
        first = bisect_left(self.starts, stretch.start)
        return self.low[first : bisect_right(self.ends, stretch.end, first)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From the first of these words to the end of the last."""
        return self.starts[first], self.ends[last]


@dataclass(frozen=True, slots=True)
class Told:
    """Headline and body, single line ends as spaces; `masked` is the body with quotes hidden."""

    headline: str
    body: str
    masked: str
    sentences: list[Sentence]
    start: int = 0
    """Where the body's text begins, after the dateline."""

    def words(self, names: Iterable[Mention]) -> tuple[Words, Words]:
        """The words of headline and body; `names` are the mentions of all that is named."""
        spans: dict[str, list[tuple[int, int]]] = {"headline": [], "body": []}
        for it in names:
            spans[it.field].append((it.start, it.end))
        flat = unwrapped(self.body[:READS])
        return (
            _words(unwrapped(self.headline[:READS]), 0, spans["headline"]),
            _words(flat, self.start, spans["body"]),
        )


def _words(text: str, start: int, names: list[tuple[int, int]]) -> Words:
    spans = [token.span() for token in _TOKEN.finditer(text, start)]
    lowered = lower(text)
    starts = [at for at, _ in spans]
    ends = [end for _, end in spans]
    named = bytearray(len(spans))
    for first, last in names:
        at, end = bisect_right(ends, first), bisect_left(starts, last)
        named[at:end] = b"\1" * (end - at)
    return Words(text, [lowered[at:end] for at, end in spans], starts, ends, named)
