"""Words between quotation marks: straight, curly, single or double, guillemets.

A mark that a paragraph doesn't close is closed by the paragraph's end: so wires print a quote of
several paragraphs, each of which opens anew.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stream.enrich.sentences.splitter import Stretch

OPEN, FILL, CLOSE, CLOSE_STOP = "\ue000", "\ue001", "\ue002", "\ue003"
"""What stands in a masked text for the opening mark, the words, the closing mark, and a closing
mark after words that end a sentence."""

CLOSERS = (CLOSE, CLOSE_STOP)

_RESERVED = re.compile("[\ue000-\ue003]")
_DOUBLE = re.compile(r"[\u201c\u201d\u201e\u00ab\u00bb\"]|''|``")
_SINGLE = re.compile(r"[\u2018\u2019']")
_OPENING = frozenset("\u201c\u201e\u00ab`\u2018")
_CLOSING = frozenset("\u201d\u00bb")
_BEFORE_OPENING = frozenset("([\u2014\u2013-/")
_AFTER_CLOSING = frozenset(".,;:)\u2014\u2013-")
_GOES_ON = re.compile(r"\s{1,4}(?:[\u201c\u201e\u00ab]|\"(?=[A-Z]))")
"""The next paragraph opens anew, by a mark that can only open."""
_ENCLOSES = re.compile(r"(?:^|[\s(])[\u2018'](?=\w)")
_REOPENS = re.compile(r"[.?!\u2026]\s[\"\u201c](?=[A-Z])")
"""So a paragraph goes on that has been joined to the one before: "It rained. «We left.»"."""
_ASKS = "?!"
_ASKED = re.compile(
    r" (?:[A-Z][\w\u2019'-]+ ){1,3}(?:said|says|asked|asks|wondered|shouted|cried|joked|told"
    r"|replied|added|wrote|tweeted|quipped|yelled)"
    r"(?=[.,]| (?:on|in|at|of|to|after|before|when|as|with|him|her|them|during|by|last|[A-Z]))"
)
"""After a question the name has a capital and the sentence isn't over: «Why?» *Ada asked*."""
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
    if found and not _single(text, paragraph):
        return found
    single = [
        it
        for it in _pairs(text, paragraph, _SINGLE)
        if it.closed and it.words(text).count(" ") >= _FEWEST_WORDS - 1
    ]
    return _outer(found, single) if found else single


def _single(text: str, paragraph: Stretch) -> bool:
    """Whether single marks may enclose double ones, as British houses set them."""
    return bool(_ENCLOSES.search(text, paragraph.start, paragraph.end))


def _outer(double: list[Marked], single: list[Marked]) -> list[Marked]:
    """The single ones that hold a double one, and the double ones that none of them holds."""
    holds = {it for it in single if _holds(it, double)}
    outer = [it for it in single if it in holds or (holds and _is_apart(it, double))]
    return sorted(outer + [it for it in double if not _overlaps(it, outer)])


def _is_apart(it: Marked, inner: list[Marked]) -> bool:
    """Whether it stands beside them."""
    first = bisect_right(inner, it.start, key=_start) - 1
    before = first < 0 or inner[first].end <= it.start
    return before and (first + 1 >= len(inner) or inner[first + 1].start >= it.end)


def _holds(it: Marked, inner: list[Marked]) -> bool:
    """Whether one of them, which are in order and apart, stands within it."""
    first = bisect_right(inner, it.start, key=_start)
    return first < len(inner) and inner[first].end < it.end


def _overlaps(it: Marked, others: list[Marked]) -> bool:
    """Whether one of them, which are in order and apart, shares a letter with it."""
    last = bisect_left(others, it.end, key=_start) - 1
    return last >= 0 and it.start < others[last].end


def _start(it: Marked) -> int:
    return it.start


def _pairs(text: str, paragraph: Stretch, marks: re.Pattern[str]) -> Iterator[Marked]:
    """Pairs of marks. A second opening mark before a closing one stands inside."""
    start: int | None = None
    depth = 0
    for mark in marks.finditer(text, paragraph.start, paragraph.end):
        if start is None:
            start = mark.end() if _opens(text, mark) else None
        elif _REOPENS.match(text, mark.start() - 2) and _opens(text, mark):
            yield Marked(start, mark.start() - 1, closed=True)
            start = mark.end()
        elif mark[0] in {"\u201e", "\u00ab"}:
            depth += 1
        elif depth and mark[0] in _CLOSING:
            depth -= 1
        elif _closes(text, mark):
            yield Marked(start, mark.start(), closed=True)
            start = None
    if (
        start is not None
        and start < paragraph.end
        and (start <= paragraph.start + 1 or _GOES_ON.match(text, paragraph.end))
    ):
        yield Marked(start, paragraph.end, closed=False)


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark can open: a straight one by the space before and the word after it."""
    shape, at, end = mark[0], mark.start(), mark.end()
    if shape in _CLOSING or shape == "''":
        return False
    after = text[end : end + 1]
    if shape in _OPENING and shape != "\u2018":
        return True
    if not after or after.isspace() or after == shape or _ELISION.match(text, at):
        return False
    return shape != "\u2019" and (
        at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING
    )


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark can close: a single one is an apostrophe unless a word ends there."""
    shape, end = mark[0], mark.end()
    if shape in _OPENING:
        return False
    if shape not in {"'", "\u2019"}:
        return True
    after = text[end : end + 1]
    return (not after or after.isspace() or after in _AFTER_CLOSING) and (
        not text[mark.start() - 1].isspace()
    )


def masked(text: str, quotes: Iterable[Marked]) -> str:
    """The text of the same length with quoted words hidden, so that only attributions are read."""
    parts: list[str] = []
    at = 0
    clean = _RESERVED.sub(" ", text)
    for it in quotes:
        if it.start < 1 or it.start - 1 < at:
            continue
        parts.append(clean[at : it.start - 1])
        last = clean[it.end - 1 : it.end]
        stop = last in _STOPS and it.end > it.start
        stop = stop and not (last in _ASKS and _ASKED.match(clean, it.end + 1))
        close = (CLOSE_STOP if stop else CLOSE) if it.end < len(text) and it.closed else ""
        parts.append(f"{OPEN}{FILL * (it.end - it.start)}{close}")
        at = it.end + len(close)
    parts.append(clean[at:])
    return "".join(parts)
