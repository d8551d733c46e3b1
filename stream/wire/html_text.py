"""HTML and XHTML to clean text: paragraphs, line breaks, and tables apart. Nothing is executed.

Comments and broken tags are taken out before the library sees them: on some versions it needs
quadratic time for them (CVE-2025-6069).
"""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from schemas.wire import Table
from stream.wire.paragraphs import join

_BLOCK_NAMES = (
    "address article aside block blockquote body body.content caption center dd div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section "
    "table td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset({"tr", "td", "th"})
_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "iframe"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^>]*+(?:>|\Z)", re.DOTALL)
_LOOSE = re.compile(r"<(?![A-Za-z/][^<>]*>)")
_LOOKS_SO = re.compile(
    r"\s*<(?:p|div|br|article|section|h[1-6]|ul|ol|table|span|html|body|block|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)


class Readable(NamedTuple):
    """What a reader sees."""

    text: str
    tables: list[Table]


def looks_like_html(text: str) -> bool:
    """Whether a text begins with an element of HTML."""
    return bool(_LOOKS_SO.match(text[:500]))


def to_text(markup: str) -> Readable:
    """The text by paragraphs, and the tables, which are no part of it."""
    reader = _Reader()
    reader.feed(_LOOSE.sub("&lt;", _COMMENT.sub("", markup)))
    reader.close()
    reader.end_block()
    return Readable(join(reader.paragraphs), [it for it in reader.tables if it.rows])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.tables: list[Table] = []
        self._words: list[str] = []
        self._silent = 0
        self._depth = 0
        self._rows: list[list[str]] = []
        self._caption: str | None = None

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._silent = 0  # an open `<head>` may be left unclosed
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._words.append("\n")
        elif tag == "table":
            self.end_block()
            self._depth += 1
        elif tag in _CELLS and self._depth:
            self._start_cell(tag)
        elif tag in _BLOCKS:
            self.end_block()

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """An empty element opens nothing: a self-closed `<script/>` must not silence the rest."""
        if tag == "br":
            self._words.append("\n")
        elif tag in _BLOCKS:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in {"td", "th"} and self._depth:
            self._cell(self._block())
        elif tag == "caption" and self._depth:
            self._caption = self._block() or None
        elif tag in _BLOCKS:
            self.end_block()
            if tag == "table" and self._depth:
                self._end_table()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(_SPACES.sub(" ", data))

    def end_block(self) -> None:
        """Close the paragraph; inside a table it only divides words: cells end by themselves."""
        if self._depth:
            self._words.append(" ")
        elif text := self._block():
            self.paragraphs.append(text)

    def close(self) -> None:
        super().close()
        while self._depth:
            self._end_table()

    def _start_cell(self, tag: str) -> None:
        """End tags of cells may be left out, so what stands before a cell is one."""
        if text := self._block():
            self._cell(text)
        if tag == "tr":
            self._rows.append([])

    def _cell(self, text: str) -> None:
        if not self._rows:
            self._rows.append([])
        self._rows[-1].append(text)

    def _end_table(self) -> None:
        self._start_cell("table")
        self._depth -= 1
        if self._depth == 0:
            rows = [row for row in self._rows if any(row)]
            self.tables.append(Table(rows=rows, caption=self._caption))
            self._rows, self._caption = [], None

    def _block(self) -> str:
        text = "".join(self._words)
        self._words = []
        return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()
