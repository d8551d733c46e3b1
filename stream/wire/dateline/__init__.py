"""Datelines: where, when and by whom a story was filed.

    find(body, reference=…)     the dateline at the start of a body, or None
    scan(text)                  only its words, before places are looked up

The grammar is a row of elements (place names, date, weekday, agency) in any order, closed by a
dash, by a full stop after a date or an agency, or by the agency's bracket. `scan.py` reads the row,
`evidence.py` decides whether it really is a dateline, `places.py` looks the names up, `days.py`
works the date out.
"""

from stream.wire.dateline.find import find
from stream.wire.dateline.scan import scan

__all__ = ["find", "scan"]
