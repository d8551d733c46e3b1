"""A property's text, which may hold markup: `<br/>` in terms of use, XHTML in notes."""

from stream.wire.xml import Part, readable


def text_of(part: Part) -> str | None:
    """The text by lines and paragraphs; on one line where it has no markup. It stays."""
    if len(part.element) == 0:
        return part.text()
    return readable(part).text or None
