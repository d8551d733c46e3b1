"""Finds the row of elements at the start of a text."""

from stream.wire.dateline.reader import Reader
from stream.wire.dateline.row import Row
from stream.wire.dateline.tokens import LONGEST

_MOST_NAMES = 4
_BLANKS = " \t\r\n\u00a0"


def scan(text: str) -> Row | None:
    """The row at the start of the text, or None where what stands there can't be one.

    White space and a flash's asterisks before it are skipped.
    """
    head = text[:LONGEST]
    row = head.lstrip(_BLANKS)
    if row.startswith("**"):
        row = row.lstrip(_BLANKS + "*")
    start = len(head) - len(row)
    if row.startswith("(") and (found := _in_brackets(text, start)):
        return found
    return _checked(Reader(text[: start + LONGEST], start).read())


def _in_brackets(text: str, start: int) -> Row | None:
    """A row with its day that stands in brackets as a whole: "(LIMA, Peru - May 3)"."""
    end = text.find(")", start, start + LONGEST)
    row = Reader(text[:end], start + 1).read() if end > 0 else None
    if row is None or row.day is None or row.closed_by != "line" or row.end != end:
        return None
    row.start, row.end, row.closed_by = start, end + 1, "bracket"
    return _checked(row)


def _checked(row: Row) -> Row | None:
    """Four places at most; without one, an agency must have signed."""
    complete = bool(row.names or row.agency) and len(row.names) + len(row.beside) <= _MOST_NAMES
    return row if row.closed_by and complete else row.signature_alone()
