"""Paragraphs and sentences of wire text. Nothing is changed; all offsets are the text's own.

A sentence ends at a full stop, question mark or exclamation mark before a space and what can begin
one. A dot after a title, a month, an initial doesn't end it; one after "U.S." or "Inc." does only
before a word that openly begins another.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stream.enrich.lists import words

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\n[ \t]{2,}|\n(?=[ \t]*[-*\u2022\u25cf\u25aa\u00b7] )")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u25cf\u25aa\u00b7] )?\s*")
_STOP = re.compile(
    r"[.?!\u2026\ue003][)\]\"\u201d\u2019'\u00bb]{0,2}[ \u00a0\n]+"
    r"(?=[(\[]?[\"\u201c\u2018'\u00ab\ue000]?[^\W_a-z\u00df-\u00ff])|[.?!\ue003] +(?=\ue000)"
)
_WORD_BEFORE = re.compile(r"[\w.]+$")
_WORD_AFTER = re.compile(r"[\"\u201c\u2018'\u00ab(\[]?(\w+)")
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*")
_ON_X = re.compile(r"\b(?:on|to|via) X$")
_REACH = 12
_QUOTE = "\ue000"
"""Where masked words begin: they begin a sentence."""

_NEVER = words("sentences", "title")
_MONTHS = words("sentences", "month")
_EITHER = words("sentences", "either")
_OPENERS = words("sentences", "opener")


class Stretch(NamedTuple):
    """A paragraph or sentence, end exclusive, without the space around it."""

    start: int
    end: int


def paragraphs(text: str, start: int = 0) -> Iterator[Stretch]:
    """The paragraphs after `start`: divided by empty lines, indents, bullets."""
    at = start
    for gap in _PARAGRAPH.finditer(text, start):
        yield from _trimmed(text, at, gap.start())
        at = gap.end()
    yield from _trimmed(text, at, len(text))


def sentences(text: str, paragraph: Stretch) -> Iterator[Stretch]:
    """The sentences of a paragraph.

    Quoted words may be masked (private-use characters from U+E000, see `quotes.marks`): a quote
    that ends with a stop then ends its sentence.
    """
    bullet = _BULLET.match(text, *paragraph)
    at = bullet.end() if bullet else paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if stop.start() >= at and _ends(text, stop):
            yield from _bare(text, at, stop.end())
            at = stop.end()
    yield from _bare(text, at, paragraph.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Stretch]:
    bullet = _BULLET.match(text, start, end)
    yield from _bare(text, bullet.end() if bullet else start, end)


def _bare(text: str, start: int, end: int) -> Iterator[Stretch]:
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Stretch(start, end)


def _ends(text: str, stop: re.Match[str]) -> bool:
    if text[stop.start()] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, stop.start() - _REACH), stop.start())
    word = before[0] if before else ""
    after = _WORD_AFTER.match(text, stop.end())
    follows = after[1] if after else ""
    if word in _NEVER:
        return False
    if word in _MONTHS:
        return not follows[:1].isdigit()
    if word == "X" and _ON_X.search(text, max(0, stop.start() - _REACH), stop.start()):
        return True
    if word in _EITHER or _INITIAL.fullmatch(word):
        return follows in _OPENERS or text[stop.end() : stop.end() + 1] == _QUOTE
    return True
