"""The text of an ANPA story: paragraphs begin with a tab or an indent, rows of tables with BS.

`<` ends a line as it is, `=` one that is centred, `^` begins it; `___` divides, and is no text.
"""

import re
from typing import NamedTuple

from schemas.wire import Table

_ROW = "\x08"
_INDENTS = ("\t", "   ")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DIVIDES = "_=^"
_DIVIDER = re.compile(r"[\s^]*[_=]{2,}[\s<=]*")


class Read(NamedTuple):
    """Paragraphs and tables, each in order."""

    paragraphs: list[str]
    tables: list[Table]


def read_text(lines: list[str]) -> Read:
    """The paragraphs and tables of a text's lines."""
    reader = _Reader()
    for line in lines:
        reader.take(line)
    reader.end()
    return Read(reader.paragraphs, [it for it in reader.tables if it.rows])


def bare(line: str) -> str:
    """A line without the signs that set it."""
    return _CONTROLS.sub("", line).strip().removeprefix("^").rstrip("<= \t").strip()


class _Reader:
    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.tables: list[Table] = []
        self._lines: list[str] = []
        self._rows: list[list[str]] = []
        self._heads = False
        """Whether the last paragraph is a heading, which a table may have as its caption."""

    def take(self, line: str) -> None:
        if line.startswith(_ROW):
            self._row(line)
            return
        text = line.strip()
        if not text or (text[0] in _DIVIDES and _DIVIDER.fullmatch(text)):
            self.end()
        elif text[0] == "^":
            self._heading(line)
        else:
            self._words(line)

    def end(self) -> None:
        """Close the paragraph or the table."""
        if self._lines:
            self.paragraphs.append("\n".join(self._lines))
            self._lines, self._heads = [], False
        if self._rows:
            self._rows = []

    def _row(self, line: str) -> None:
        if not self._rows:
            self.end()
            caption = self.paragraphs.pop() if self._heads else None
            self._heads = False
            table = Table(rows=[], caption=caption)
            self.tables.append(table)
            self._rows = table.rows
        plain = _CONTROLS.sub("", line).rstrip().rstrip("<=")
        self._rows.append([cell.strip().removeprefix("^") for cell in plain.split(";")])

    def _heading(self, line: str) -> None:
        self.end()
        if text := bare(line):
            self.paragraphs.append(text)
            self._heads = True

    def _words(self, line: str) -> None:
        if line.startswith(_INDENTS) or self._rows:
            self.end()
        text = _CONTROLS.sub("", line).strip()
        closes = text.endswith("<")
        if text := text.removesuffix("<").rstrip():
            self._lines.append(text)
        if closes:
            self.end()
