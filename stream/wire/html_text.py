"""HTML to clean text, by the rules of `prose`. Nothing is executed.

Comments and broken tags are taken out before the library sees them: on some versions it needs
quadratic time for them (CVE-2025-6069).
"""

import html
import re
from html.parser import HTMLParser

from stream.wire.prose import Prose, Readable

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*+(?:>|\Z)", re.DOTALL)
_LOOSE = re.compile(r"<(?![A-Za-z/][^<>]*>)")
# A tag with attributes, whose values may hold `>`; and one that is longer than any honest one.
_DRESSED = re.compile(
    r"<([A-Za-z][^\s<>/]{0,60}+)\s(?:[^\"'<>]++|\"[^\"<]*+\"|'[^'<]*+')*+>", re.DOTALL
)
_LONG = re.compile(r"<([A-Za-z][^\s<>/]{0,60}+)[^<>]{1000,}+>")
_PLAIN_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})(/?)>")
_RAW = frozenset(
    {"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript",
     "plaintext", "xmp", "svg", "math"}
)  # fmt: skip
"""Elements whose inside isn't markup, on some versions of the library."""
_LOOKS_SO = re.compile(
    r"\s*<(?:p|div|br|article|section|h[1-6]|ul|ol|table|span|html|body|block|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)


def looks_like_html(text: str) -> bool:
    """Whether a text begins with an element of HTML."""
    return bool(_LOOKS_SO.match(text[:500]))


def to_text(markup: str) -> Readable:
    """The text by paragraphs, and the tables, which are no part of it."""
    markup = _without_attributes(_LOOSE.sub("&lt;", _COMMENT.sub("", markup)))
    return _of_plain_tags(markup) or _of_any_tags(markup)


def _of_plain_tags(markup: str) -> Readable | None:
    """The text where every tag is a bare name, as most are by now; None for all other markup.

    The library reads the rest: it takes ten times as long and knows all that HTML forgives.
    """
    pieces = _PLAIN_TAG.split(markup)
    names = [it.lower() for it in pieces[2::4]]
    if len(names) != markup.count("<") or not _RAW.isdisjoint(names):
        return None
    prose = Prose()
    _words(prose, pieces[0])
    for closes, tag, is_empty, text in zip(
        pieces[1::4], names, pieces[3::4], pieces[4::4], strict=True
    ):
        if closes:
            if is_empty:
                return None
            prose.end(tag)
        elif is_empty:
            prose.empty(tag)
        else:
            prose.start(tag)
        _words(prose, text)
    return prose.done()


def _words(prose: Prose, text: str) -> None:
    if text:
        prose.words(html.unescape(text) if "&" in text else text)


def _of_any_tags(markup: str) -> Readable:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.prose.done()


def _without_attributes(markup: str) -> str:
    """Only names of elements matter here, and the library is slow and greedy with the rest."""
    if "=" not in markup:
        return markup
    return _LONG.sub(_name_alone, _DRESSED.sub(_name_alone, markup))


def _name_alone(tag: re.Match[str]) -> str:
    return f"<{tag[1]}/>" if tag[0].endswith("/>") else f"<{tag[1]}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.prose = Prose()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.prose.start(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.prose.empty(tag)

    def handle_endtag(self, tag: str) -> None:
        self.prose.end(tag)

    def handle_data(self, data: str) -> None:
        self.prose.words(data)
