"""A watch list in CSV: a header line with the names of the fields, then a row an entry.

    id,name,aliases,type
    HFE-1,Harbour Freight Exchange,HFX|Harbour Exchange,organisation

Cells are divided by commas, semicolons or tabs, as the header is. Several names in a cell are
divided by bars.
"""

import csv
import io
from collections.abc import Iterator

from stream.enrich.watch.entries import FIELDS, ListFault, Row

_DIVIDERS = ",;\t"
_SEVERAL = frozenset({"name", "names", "aliases"})


def rows(text: str) -> Iterator[Row]:
    """The entries of a CSV text; empty lines count for nothing.

    Raises:
        ListFault: no header that we know, a row longer than the header, a quote that isn't closed.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_divider(text), strict=True)
    header: list[str] = []
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(map(str.strip, cells)):
                continue
            if header:
                yield Row(line, _fields(line, header, cells))
            else:
                header = _header(line, cells)
    except csv.Error as error:
        raise ListFault(begins, f"no CSV: {error}") from None


def _divider(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return max(_DIVIDERS, key=head.count)


def _header(line: int, cells: list[str]) -> list[str]:
    found = [cell.strip().lower() for cell in cells]
    if "id" not in found or "type" not in found or not {"name", "names"} & set(found):
        raise ListFault(line, f"the first line names the columns: {', '.join(FIELDS)}")
    if len(set(found)) < len(found):
        raise ListFault(line, "a column stands twice")
    return found


def _fields(line: int, header: list[str], cells: list[str]) -> dict[str, list[str]]:
    if len(cells) > len(header):
        raise ListFault(line, f"{len(cells)} cells under {len(header)} columns")
    return {name: _values(name, cell) for name, cell in zip(header, cells, strict=False)}


def _values(name: str, cell: str) -> list[str]:
    parts = cell.split("|") if name in _SEVERAL else [cell]
    return [part.strip() for part in parts if part.strip()]
