"""Texts that stand in XML as HTML: escaped once, or twice, or not at all."""

import html
import re
from typing import NamedTuple

from schemas.wire import Table
from stream.wire import html_text
from stream.wire.clean import lines_by_lf
from stream.wire.paragraphs import normal
from stream.wire.xml import Part, readable

_INDENTED = 8
"""Spaces that no writer sets before each line."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


class Words(NamedTuple):
    """A text by paragraphs, its tables, and the markup that it was made from with its type."""

    text: str
    tables: list[Table]
    markup: tuple[str, str] | None


NOTHING = Words("", [], None)


def words_of(part: Part) -> Words:
    """The text of an element: of its own markup, or of what stands escaped in it."""
    if len(part.element):
        found = readable(part)
        return Words(found.text, found.tables, (part.markup(), "application/xhtml+xml"))
    return of_escaped(part.element.text or "")


def of_escaped(text: str) -> Words:
    """A text that may be HTML. What has no tag at all keeps its own lines."""
    if not _TAG.search(text):
        bare = html.unescape(text) if "&" in text else text
        if not html_text.looks_like_html(bare):
            return of_plain(bare)
        text = bare
    found = html_text.to_text(text)
    if html_text.looks_like_html(found.text):
        text = found.text
        found = html_text.to_text(text)
    return Words(found.text, found.tables, (text, "text/html"))


def of_plain(text: str) -> Words:
    """A text that is said to be plain."""
    text = lines_by_lf(text)
    return Words(normal(" ".join(text.split()) if _is_wrapped(text) else text), [], None)


def _is_wrapped(text: str) -> bool:
    """Whether a program wrapped and indented the text with the elements around it."""
    first, *rest = text.strip().split("\n")
    if not rest or not first or not all(rest):
        return False
    indents = {len(line) - len(line.lstrip(" ")) for line in rest}
    return len(indents) == 1 and min(indents) >= _INDENTED
