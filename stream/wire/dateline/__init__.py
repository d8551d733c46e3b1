"""Datelines: where, when and by whom a story was filed.

    find(body, reference=…)     the dateline at the start of a body, or None
    set_before(body, given, …)  the same where a field of its own names place and date
    scan(text)                  only its words, before places are looked up

The grammar is a row of elements (place names, date, weekday, agency) in any order, closed by a
dash, by a full stop after a date or an agency, or by the agency's bracket. `reader.py` reads the
row, `evidence.py` decides whether it really is a dateline, `places.py` looks the names up,
`hints.py` chooses among namesakes by the story's own words, `days.py` works the date out.
"""

from stream.wire.dateline.find import find, find_below
from stream.wire.dateline.given import Given, set_before
from stream.wire.dateline.scan import scan

__all__ = ["Given", "find", "find_below", "scan", "set_before"]
