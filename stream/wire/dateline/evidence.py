"""Whether a row is a dateline. A sentence that merely starts with a place is none.

What speaks for it: capitals, a place that the gazetteer knows, a date, an agency. How much is
needed depends on what closed the row: a dash needs less than a full stop.
"""

from stream.gazetteer import country
from stream.wire.agencies import is_known
from stream.wire.dateline.places import Place, is_capitals
from stream.wire.dateline.row import Row


def is_dateline(row: Row, place: Place) -> bool:
    """Weigh the row."""
    capitals = is_capitals(row.names[0])
    located = place.known or place.qualified
    signed = row.agency is not None and is_known(row.agency)
    if row.closed_by == "dash":
        return _by_dash(row, place, capitals=capitals, signed=signed)
    if row.closed_by in {"stop", "colon", "line"}:
        return (row.day is not None or signed) and (capitals or located)
    return (row.day is not None or (capitals and signed)) and (capitals or located)


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
