"""The texts of an entry. Atom says what they are (RFC 4287, 3.1); RSS's are HTML by custom."""

from stream.wire import html_text
from stream.wire.formats.escaped import Words, of_plain, words_of
from stream.wire.xml import Part

_PLAIN = frozenset({"text", "text/plain", "plain"})
_HTML = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})


def take_words(part: Part, *, atom: bool) -> Words | None:
    """Take a text. None for what is none: a picture, bytes in base64, a reference elsewhere."""
    kind = (part.peek("type") or ("text" if atom else "html")).lower()
    if part.peek("mode") == "base64" or part.peek("src") or kind not in _PLAIN | _HTML:
        return None
    part.attribute("type")
    part.attribute("mode")
    text = part.element.text or ""
    plain = kind in _PLAIN and not len(part.element) and not html_text.looks_like_html(text)
    words = of_plain(text) if plain else words_of(part)
    part.clear_text()
    return words


def take_line(part: Part, *, atom: bool) -> str | None:
    """Take a text that is one line: a title."""
    words = take_words(part, atom=atom)
    return " ".join(words.text.split()) or None if words else None
