"""A property's text, which may hold markup: `<br/>` in terms of use, XHTML in notes."""

import re

from stream.wire.clean import lines_by_lf
from stream.wire.paragraphs import normal
from stream.wire.xml import Part, readable

_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")


def text_of(part: Part) -> str | None:
    """The text by lines and paragraphs; on one line where nothing divides it. It stays."""
    text = part.element.text or ""
    if len(part.element) == 0:
        return normal(lines_by_lf(text)) if _EMPTY_LINE.search(text.strip()) else part.text()
    return readable(part).text or None
