"""Words as JSON's many authors wrap them: a text, an object with a name, a list of either."""

import re

from pydantic import JsonValue

from stream.wire import html_text

_NAMED = ("name", "by", "value", "rendered", "original", "main", "text")
_MARKED = re.compile(
    r"</(?:p|div|b|i|u|em|strong|span|a|li|h[1-6]|td|sup|sub)>|<br\s?/?>", re.IGNORECASE
)
_LINE_MARKED = re.compile(
    r"</?(?:p|b|i|u|em|strong|span|a|br|sup|sub)\b[^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{2,5});"
)


def name_in(value: JsonValue, *first: str) -> str | None:
    """The text, or the text inside an object; None for anything else and for a blank one.

    `first` are names to look under before the usual ones.
    """
    if isinstance(value, dict):
        found = (value.get(key) for key in (*first, *_NAMED))
        return next((it.strip() for it in found if isinstance(it, str) and it.strip()), None)
    return (value.strip() or None) if isinstance(value, str) else None


def names_in(value: JsonValue) -> list[str]:
    """The texts of a list, or of one alone; what holds none is left out."""
    rows = value if isinstance(value, list) else [value]
    return [it for it in map(name_in, rows) if it]


def is_marked_up(text: str) -> bool:
    """Whether a text is HTML: it begins with an element, or closes one or breaks a line."""
    return html_text.looks_like_html(text) or _MARKED.search(text) is not None


def plain_line(text: str) -> str:
    """A headline without tags and references, which content systems leave in it."""
    if not _LINE_MARKED.search(text):
        return text.strip()
    return " ".join(html_text.to_text(text).text.split())
