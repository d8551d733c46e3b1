"""A dateline that stands in a field of its own, as NITF and NewsML have it.

The body starts with its dateline (contract), so it is set before the first paragraph, with the
dash that a reader would see there, and offsets count as for any other. A field that says a place or
a time in no line of words adds none to the body: such a dateline is empty, at offset 0.
"""

import datetime as dt
import re
from typing import NamedTuple

from schemas.wire import Dateline
from stream.wire.agencies import is_known
from stream.wire.dateline.days import read_day
from stream.wire.dateline.find import find
from stream.wire.dateline.hints import LOOKED_AT, meant
from stream.wire.dateline.place import Place
from stream.wire.dateline.places import resolve
from stream.wire.dateline.row import Row
from stream.wire.dateline.scan import scan

_DASHES = " \t\n-–—_"
_BETWEEN = " - "
_LONGEST_PLACE = 80
# A town with the code of its canton, province or state.
_CODED = re.compile(r"(\S.*[a-z].*)\s([A-Z]{2})")
_DIVIDERS = re.compile(r"[,;(/]")
# "Seedorf (sda) The ferry": a town, and the agency in brackets.
_SIGNED = re.compile(r"([^()\n]{2,60}?) \(([\w/.-]{2,20})\)(?: ?[-–—:](?= ))?")
_AGENCY_FIRST = re.compile(r"\(([\w/.-]{2,20})\)\s")
# A time stamp of any form: "2014-07-16 13:00:03 GMT+00:00", "2.4.2019 16:02:09 CEST".
_TIME = re.compile(r"\d[\dTZ:.,+/ -]{3,40}(?:[A-Z]{1,5}(?:[+-][\d:]{1,6})?)?", re.ASCII)


class Given(NamedTuple):
    """What a file's own fields say. `text` is the line as written, "" where only a place stands."""

    text: str = ""
    place: str | None = None
    region: str | None = None
    country: str | None = None
    date: dt.date | None = None
    ids: tuple[tuple[str, str], ...] = ()
    """Ids by vocabulary, `iso3166_1` and so on, that the file gives."""


def set_before(
    body: str,
    given: Given,
    *,
    reference: dt.date,
    headline: str = "",
    agency: str | None = None,
) -> tuple[str, Dateline | None]:
    """The body with the given line before it, and the dateline.

    A body that has a dateline of its own keeps it, with what the fields add to it. The other
    arguments are those of `find`.
    """
    found = find(body, reference=reference, headline=headline, agency=agency)
    line = _line(given.text)
    if found is not None:
        return body, _completed(_with_line(found, line, given, reference), given)
    if not body:
        return body, None
    story = f"{headline}\n{body[:LOOKED_AT]}"
    if not line or is_time(line):
        return body, _without_words(line, given, story, agency)
    if signed := _signed(body, line, given, story, agency):
        return body, _completed(signed, given)
    if body[: len(line)].casefold() != line.casefold():
        agency_first = _AGENCY_FIRST.match(body)
        between = " " if agency_first and is_known(agency_first[1]) else _BETWEEN
        body = f"{line}{between}{body}"
    found = find(body, reference=reference, headline=headline, agency=agency)
    if found is None:
        found = _plain(line, body, given, reference, meant_in=(story, agency))
    return body, _completed(found, given)


def _signed(
    body: str, line: str, given: Given, story: str, agency: str | None
) -> Dateline | None:  # fmt: skip
    """The body's own dateline, of the given place, which the gazetteer may not know."""
    own = _SIGNED.match(body)
    if not (own and given.place and is_known(own[2])):
        return None
    if not own[1].casefold().startswith(given.place.casefold()):
        return None
    row = scan(f"{line}{_BETWEEN}")
    day = row.day.nearest(dt.date.min) if row and row.day and row.day.year else None
    return _dateline(own[0].rstrip(), _place(_names(given, None), story, agency), day, own[2])


def _with_line(found: Dateline, line: str, given: Given, reference: dt.date) -> Dateline:
    """The body's dateline with place and day of the field's line, where it names none itself."""
    if (found.place and (found.date or given.date)) or not line or is_time(line):
        return found
    row = scan(f"{line}{_BETWEEN}")
    if found.date is None and given.date is None and row and row.day:
        found = found.model_copy(update={"date": row.day.nearest(reference)})
    place = None if found.place else _place(_names(given, row), line, found.agency)
    if place is None:
        return found
    named = {"place": place.name, "region": place.region, "country": place.country}
    return found.model_copy(update={**named, "ids": place.ids})


def is_time(line: str) -> bool:
    """Whether a line holds a day or a time and nothing else, so that it is no dateline."""
    if _TIME.fullmatch(line):
        return True
    found = read_day(line, 0)
    return found is not None and not any(sign.isalpha() for sign in line[found[1] :])


def _line(text: str) -> str:
    """The line in one piece, without its closing dash and without brackets around the whole."""
    line = " ".join(text.split()).strip(_DASHES)
    whole = line[:1] == "(" and line.find(")") == len(line) - 1
    return line[1:-1].strip(_DASHES) if whole else line


def _without_words(
    line: str, given: Given, story: str, agency: str | None
) -> Dateline | None:  # fmt: skip
    """What the fields say where no line stands: a place, or a day with its year, or nothing."""
    place = _place(_names(given, None), story, agency)
    read = read_day(line, 0) if line else None
    date = given.date or (read[0].nearest(dt.date.min) if read and read[0].year else None)
    if place is None and date is None:
        return None
    return _completed(_dateline("", place, date, None), given)


def _plain(
    line: str, body: str, given: Given, reference: dt.date, *, meant_in: tuple[str, str | None]
) -> Dateline:
    """A line that only its field shows to be a dateline: "Sydney", "Haag /ritzau/"."""
    end = len(line)
    rest = body[end : end + len(_BETWEEN) + 1]
    end += len(rest) - len(rest.lstrip(_DASHES)) if rest.lstrip(_DASHES) else 0
    row = scan(f"{line}{_BETWEEN}")
    place = _place(_names(given, row) or _first_words(line), *meant_in)
    day = row.day.nearest(reference) if row and row.day else None
    return _dateline(body[:end].rstrip(), place, given.date or day, row.agency if row else None)


def _names(given: Given, row: Row | None) -> list[str]:
    """The place's names: as the fields have them, else as the line does."""
    if given.place:
        place = _first_words(given.place) or [given.place]
        return [*place, *(it for it in (given.region, given.country) if it)]
    return row.names if row else []


def _first_words(line: str) -> list[str]:
    """The place, and the code of its region where one follows: "Landquart GR"."""
    words = _DIVIDERS.split(line, maxsplit=1)[0].strip()
    readable = len(words) <= _LONGEST_PLACE and any(sign.isalpha() for sign in words)
    if coded := _CODED.fullmatch(words):
        return [coded[1], coded[2]]
    return [words] if readable else []


def _place(names: list[str], story: str, agency: str | None) -> Place | None:
    return meant(resolve(tuple(names)), story, agency) if names else None


def _dateline(
    text: str, place: Place | None, date: dt.date | None, agency: str | None
) -> Dateline:  # fmt: skip
    return Dateline(
        text=text,
        start=0,
        end=len(text),
        place=place.name if place else None,
        region=place.region if place else None,
        country=place.country if place else None,
        date=date,
        agency=agency,
        ids=place.ids if place else {},
    )


def _completed(found: Dateline, given: Given) -> Dateline:
    """The dateline with what only the fields say; what its own line says stands."""
    added = {
        name: value
        for name, value in (
            ("region", given.region), ("country", given.country), ("date", given.date)
        )
        if value is not None and getattr(found, name) is None
    }  # fmt: skip
    if not found.ids and (coded := _CODED.fullmatch(found.place or "")):
        added |= {"place": coded[1], "region": found.region or coded[2]}
    return found.model_copy(update={**added, "ids": dict(given.ids) | found.ids})
