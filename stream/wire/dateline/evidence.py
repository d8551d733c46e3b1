"""Whether a row is a dateline. A sentence that merely starts with a place is none.

What speaks for it: capitals, a place that the gazetteer knows, a date, an agency. How much is
needed depends on what closed the row: a dash needs less than a full stop.
"""

import re

from stream.gazetteer import country
from stream.remembered import remembered
from stream.wire.agencies import is_known
from stream.wire.dateline.place import Place
from stream.wire.dateline.row import Row
from stream.wire.dateline.written import is_capitals

_PARTS = re.compile(r"[/+-]")


def is_dateline(row: Row, place: Place | None) -> bool:
    """Weigh the row; `place` is None where it names none: "Jan 30 (WIRE) -", "(WIRE) -"."""
    signed = row.agency is not None and _signs(row.agency)
    if place is None:
        return row.closed_by == "dash" and row.bracketed and (row.day is not None or signed)
    capitals = is_capitals(row.names[0])
    located = place.known or place.qualified
    if row.closed_by == "dash":
        return _by_dash(row, place, capitals=capitals, signed=signed)
    if row.closed_by == "line":  # nothing but the line's end: "THROUGH JULY 5" is no place
        return located and (row.day is not None or signed)
    if row.closed_by == "colon" and row.day is None and not signed:
        return capitals and place.known
    return (row.day is not None or signed) and (capitals or located)


def _by_dash(row: Row, place: Place, *, capitals: bool, signed: bool) -> bool:
    located = place.known or place.qualified
    if row.day is not None or row.agency is not None:
        return located or signed or (capitals and row.day is not None)
    return capitals and _stands_alone(row, place)


def _stands_alone(row: Row, place: Place) -> bool:
    """Capitals and a dash alone: "LONDON -", "CHATHAM, Mass. -", but not "TRUMP, CHINA -"."""
    others = row.names[1:]
    if any(country(name) for name in others) and country(row.names[0]):
        return False
    return place.known or (place.qualified and not any(is_capitals(name) for name in others))


@remembered(most=1024)
def _signs(agency: str) -> bool:
    """Whether it is an agency that we know, alone or with others: "tca/dpa", "dpa-AFX"."""
    return is_known(agency) or any(is_known(part) for part in _PARTS.split(agency[:80]) if part)
