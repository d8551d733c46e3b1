"""Words between quotation marks: straight, curly, single or double, guillemets.

A mark that a paragraph doesn't close is closed by the paragraph's end: so wires print a quote of
several paragraphs, each of which opens anew.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stream.enrich.sentences.splitter import Stretch

OPEN, FILL, CLOSE, CLOSE_STOP = "\ue000", "\ue001", "\ue002", "\ue003"
"""What stands in a masked text for the opening mark, the words, the closing mark, and a closing
mark after words that end a sentence."""

CLOSERS = (CLOSE, CLOSE_STOP)

_RESERVED = str.maketrans(dict.fromkeys((OPEN, FILL, CLOSE, CLOSE_STOP), " "))
_DOUBLE = re.compile(
    r"(?P<open>[\u201c\u201e\u00ab]|(?:(?<=[\s(\[\u2014\u2013-])|(?<![\s\S]))\"(?=[^\s\"])|``)"
    r"|(?P<close>[\u201d\u00bb]|''|\")"
)
_SINGLE = re.compile(
    r"(?P<open>(?:(?<=[\s(\[\u2014\u2013])|(?<![\s\S]))[\u2018'](?=[^\s']))"
    r"|(?P<close>(?<=[.,?!\w\u2026])[\u2019'](?:(?=[\s.,;:)\u2014\u2013-])|\Z))"
)
_STOPS = ".?!\u2026"
_FEWEST_WORDS = 2
_ELISION = re.compile(r"[\u2018'](?:\d\ds?|tis|twas|em|til|cause|n)\b", re.IGNORECASE)


class Marked(NamedTuple):
    """Words between marks: `start` and `end` leave the marks out; `closed` says one ends them."""

    start: int
    end: int
    closed: bool

    def words(self, text: str) -> str:
        """The words between the marks."""
        return text[self.start : self.end]


def marked(text: str, paragraph: Stretch) -> list[Marked]:
    """The outer quotes of a paragraph, left to right. A quote inside a quote is part of it."""
    found = list(_pairs(text, paragraph, _DOUBLE))
    if found:
        return found
    return [
        it
        for it in _pairs(text, paragraph, _SINGLE)
        if it.closed and it.words(text).count(" ") >= _FEWEST_WORDS - 1
    ]


def _pairs(text: str, paragraph: Stretch, marks: re.Pattern[str]) -> Iterator[Marked]:
    """Pairs of marks. A second opening mark before a closing one stands inside."""
    start: int | None = None
    depth = 0
    for mark in marks.finditer(text, paragraph.start, paragraph.end):
        if mark["open"] and not (start is not None and mark[0] == '"'):
            if _ELISION.match(text, mark.start()):
                continue
            if start is None:
                start = mark.end()
            elif mark[0] in "\u201e\u00ab":
                depth += 1
        elif start is not None:
            if depth:
                depth -= 1
            else:
                yield Marked(start, mark.start(), closed=True)
                start = None
    if start is not None and start < paragraph.end and start <= paragraph.start + 1:
        yield Marked(start, paragraph.end, closed=False)


def masked(text: str, quotes: Iterable[Marked]) -> str:
    """The text of the same length with quoted words hidden, so that only attributions are read."""
    parts: list[str] = []
    at = 0
    clean = text.translate(_RESERVED)
    for it in quotes:
        if it.start < 1 or it.start - 1 < at:
            continue
        parts.append(clean[at : it.start - 1])
        stop = clean[it.end - 1 : it.end] in _STOPS and it.end > it.start
        close = (CLOSE_STOP if stop else CLOSE) if it.end < len(text) and it.closed else ""
        parts.append(f"{OPEN}{FILL * (it.end - it.start)}{close}")
        at = it.end + len(close)
    parts.append(clean[at:])
    return "".join(parts)
