"""The dateline at the start of a body, with its places and its date."""

import datetime as dt

from schemas.wire import Dateline
from stream.gazetteer import country, regions_named
from stream.wire.dateline.bullets import after_bullets, below_headings
from stream.wire.dateline.evidence import is_dateline
from stream.wire.dateline.hints import LOOKED_AT, meant
from stream.wire.dateline.place import Place
from stream.wire.dateline.places import resolve
from stream.wire.dateline.row import Row
from stream.wire.dateline.scan import scan


def find(
    body: str, *, reference: dt.date, headline: str = "", agency: str | None = None
) -> Dateline | None:
    """The dateline that `body` starts with, bullets aside, or None.

    `reference` is the story's own date, or the day on which it arrived: the year is taken from it.
    `headline`, the first 2,000 characters of the text and the agency that sent it are looked at
    only where a place is ambiguous. The text after the dateline is never touched; the closing dash
    belongs to the dateline.
    """
    found = _at_start(body, reference, headline, agency)
    if found is None and (at := after_bullets(body)):
        return _moved(_at_start(body[at:], reference, headline, agency), at)
    return found


def find_below(
    body: str, *, reference: dt.date, headline: str = "", agency: str | None = None
) -> Dateline | None:
    """A dateline with an agency at one of the next paragraphs, below a release's headings."""
    for at in below_headings(body):
        found = _at_start(body[at : at + LOOKED_AT], reference, headline, agency)
        if found and found.agency:
            return _moved(found, at)
    return None


def _moved(found: Dateline | None, by: int) -> Dateline | None:
    if found is None:
        return None
    return found.model_copy(update={"start": found.start + by, "end": found.end + by})


def _at_start(body: str, reference: dt.date, headline: str, agency: str | None) -> Dateline | None:
    row = scan(body)
    while row is not None:
        _sort_after(row)
        place = resolve(tuple(row.names)) if row.names else None
        if is_dateline(row, place):
            if place and place.readings:
                text = f"{headline}\n{body[row.end : row.end + LOOKED_AT]}"
                place = meant(place, text, row.agency or agency)
            return _dateline(body, row, place, reference)
        row = row.signature_alone()
    return None


def _sort_after(row: Row) -> None:
    """A name after the date is a country or region if we know it as one, else the agency."""
    for name in row.after:
        if country(name) or regions_named(name):
            row.names.append(name)
        elif row.agency is None:
            row.agency = name


def _dateline(body: str, row: Row, place: Place | None, reference: dt.date) -> Dateline:
    return Dateline(
        text=body[row.start : row.end],
        start=row.start,
        end=row.end,
        place=place.name if place else None,
        region=place.region if place else None,
        country=place.country if place else None,
        date=row.day.nearest(reference) if row.day else None,
        agency=row.agency,
        ids=place.ids if place else {},
    )
