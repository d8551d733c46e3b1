"""The dateline at the start of a body, with its places and its date."""

import datetime as dt

from schemas.wire import Dateline
from stream.gazetteer import country, regions_named
from stream.wire.dateline.evidence import is_dateline
from stream.wire.dateline.places import Place, resolve
from stream.wire.dateline.row import Row
from stream.wire.dateline.scan import scan


def find(body: str, *, reference: dt.date) -> Dateline | None:
    """The dateline that `body` starts with, or None.

    `reference` is the story's own date, or the day on which it arrived: the year is taken from it.
    The text after the dateline is never touched; the closing dash belongs to the dateline.
    """
    row = scan(body)
    if row is None:
        return None
    _sort_after(row)
    place = resolve(row.names)
    return _dateline(body, row, place, reference) if is_dateline(row, place) else None


def _sort_after(row: Row) -> None:
    """A name after the date is a country or region if we know it as one, else the agency."""
    for name in row.after:
        if country(name) or regions_named(name):
            row.names.append(name)
        elif row.agency is None:
            row.agency = name


def _dateline(body: str, row: Row, place: Place, reference: dt.date) -> Dateline:
    return Dateline(
        text=body[row.start : row.end],
        start=row.start,
        end=row.end,
        place=place.name,
        region=place.region,
        country=place.country,
        date=row.day.nearest(reference) if row.day else None,
        agency=row.agency,
        ids=place.ids,
    )
