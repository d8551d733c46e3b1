"""NITF's `dateline` element: the line as it stands, and what its parts say."""

import datetime as dt
import re

from stream.gazetteer import country
from stream.wire.dateline import Given
from stream.wire.dateline.days import read_day
from stream.wire.moments import moment
from stream.wire.xml import Part

_END_OF_PLACE = re.compile(r"\s*(?:[,、\uff0c(/\d–—_]|\s-|-\s|--)")
_LONGEST = 200
_ISO_LETTERS = 2


def filed_of(part: Part) -> Given | None:
    """What a dateline says, or None where it is empty or no line at all."""
    text = part.text()
    if not text or len(text) > _LONGEST:
        return None
    date = _date(part)
    location = next(iter(part.deep("location")), None)
    if location is None:
        place = _first_place(text)
        return Given(text=text, place=place, date=date)
    place, region, land, ids = _by_parts(location)
    if place is None:
        place, region, land = _by_commas(location.text() or "")
    return Given(text=_as_read(text, place, location), place=place, region=region, country=land,
                 date=date, ids=ids)  # fmt: skip


def place_of(line: str) -> str | None:
    """The place that a dateline as text begins with, or None."""
    return _first_place(line)


def _as_read(text: str, place: str | None, location: Part) -> str:
    """The line; where markup alone divides its names, they are divided by commas."""
    names = [it for one in location if (it := one.text())]
    if place and len(names) > 1 and text == " ".join(names):
        return ", ".join(names)
    return text


def _by_parts(
    location: Part,
) -> tuple[str | None, str | None, str | None, tuple[tuple[str, str], ...]]:
    named = {one.name: one for one in location}
    texts = {name: one.text() for name, one in named.items()}
    land = named.get("country")
    code = (land.peek("iso-cc") or "") if land else ""
    ids = (("iso3166_1", code.upper()),) if len(code) == _ISO_LETTERS and code.isalpha() else ()
    place = texts.get("city") or texts.get("sublocation")
    return place, texts.get("state") or texts.get("region"), texts.get("country"), ids


def _by_commas(text: str) -> tuple[str | None, str | None, str | None]:
    """Place, region and country of "Greenwich, Conn." and the like."""
    names = [it.strip() for it in text.split(",") if it.strip()]
    if not names:
        return None, None, None
    place, rest = names[0], names[1:3]
    land = rest.pop() if rest and country(rest[-1]) else None
    return place, rest[0] if rest else None, land


def _first_place(text: str) -> str | None:
    if read_day(text, 0) is not None:
        return None
    found = _END_OF_PLACE.search(text)
    return (text[: found.start()] if found else text).strip() or None


def _date(part: Part) -> dt.date | None:
    written = next((it.peek("norm") for it in part.deep("story.date")), None)
    found = moment(written) if written else None
    return found.when.date() if found else None
