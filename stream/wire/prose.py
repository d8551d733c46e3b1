"""Marked-up text as a reader sees it: paragraphs, line breaks, and tables apart.

One set of rules for HTML, XHTML and NITF, whoever reads the markup: `html_text` reads strings,
`xml.readable` reads trees.
"""

import re
from typing import NamedTuple

from schemas.wire import Table

_BLOCK_NAMES = (
    "address article aside block blockquote body body.content bq byline caption center credit "
    "dateline dd div dl dt fieldset figcaption figure fn footer form h1 h2 h3 h4 h5 h6 header hl1 "
    "hl2 hr html li lq main nav note ol p pre section table tagline td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset({"tr", "td", "th"})
_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "math", "iframe"})
_PARAGRAPHS = _BLOCKS - {"table"}
"""What divides the text and does nothing else outside a table."""
ACTIVE = _BLOCKS | _CELLS | _SILENT | {"br"}
"""Elements that do anything at all; all others only hold words."""
# All but the single spaces that are right already.
_SPACES = re.compile(r"[ \t\r\f]{2,}|[\t\r\f]")


class Readable(NamedTuple):
    """What a reader sees."""

    text: str
    tables: list[Table]

    @property
    def paragraphs(self) -> list[str]:
        """The text by paragraphs."""
        return self.text.split("\n\n") if self.text else []


class Prose:
    """Takes elements as they open and close, and makes paragraphs and tables of them."""

    def __init__(self) -> None:
        self._paragraphs: list[str] = []
        self._tables: list[Table] = []
        self._words: list[str] = []
        self._silent = 0
        self._depth = 0
        self._rows: list[list[str]] = []
        self._caption: str | None = None

    def start(self, tag: str) -> None:
        """An element opens."""
        if tag == "body":
            self._silent = 0  # an open `<head>` may be left unclosed
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._words.append("\n")
        elif tag == "table":
            self._end_block()
            self._depth += 1
        elif tag in _CELLS and self._depth:
            self._start_cell(tag)
        elif tag in _BLOCKS and (self._words or self._depth):
            self._end_block()

    def leaf(self, tag: str, text: str) -> None:
        """An element that holds words and nothing else: as `start`, `words` and `end` in one."""
        if tag in _PARAGRAPHS and not (self._depth or self._silent):
            if self._words:
                self._end_block()
            if line := _on_one_line(text.replace("\n", " ")):
                self._paragraphs.append(line)
            return
        if tag in ACTIVE:
            self.start(tag)
        self.words(text)
        if tag in ACTIVE:
            self.end(tag)

    def empty(self, tag: str) -> None:
        """An empty element opens nothing: a self-closed `<script/>` must not silence the rest.

        An empty cell or row counts, so that columns stay under each other.
        """
        if tag == "br":
            self._words.append("\n")
        elif tag in _CELLS and self._depth:
            self.start(tag)
            self.end(tag)
        elif tag in _BLOCKS:
            self._end_block()

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in {"td", "th"} and self._depth:
            self._cell(self._block())
        elif tag == "caption" and self._depth:
            self._caption = self._block() or None
        elif tag in _BLOCKS:
            self._end_block()
            if tag == "table" and self._depth:
                self._end_table()

    def words(self, text: str) -> None:
        """Text between tags."""
        if not self._silent:
            self._words.append(text.replace("\n", " "))

    def done(self) -> Readable:
        """All that was read; what is open is closed."""
        while self._depth:
            self._end_table()
        self._end_block()
        return Readable("\n\n".join(self._paragraphs), [it for it in self._tables if it.rows])

    def _end_block(self) -> None:
        """Close the paragraph; inside a table it only divides words: cells end by themselves."""
        if self._depth:
            self._words.append(" ")
        elif text := self._block():
            self._paragraphs.append(text)

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
            self._tables.append(Table(rows=rows, caption=self._caption))
            self._rows, self._caption = [], None

    def _block(self) -> str:
        if not self._words:
            return ""
        text = "".join(self._words)
        self._words.clear()
        text = _on_one_line(text)
        if "\n" not in text:
            return text
        return "\n".join(line.strip() for line in text.split("\n")).strip()


def _on_one_line(text: str) -> str:
    if "  " in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACES.sub(" ", text)
    return text.strip()
