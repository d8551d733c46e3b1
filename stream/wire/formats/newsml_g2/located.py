"""Where the story was filed: `located` as fields, `dateline` as a line.

`located` is often the desk's town and not the dateline's, so it only completes a dateline that
names the same place.
"""

import datetime as dt
import re

from stream.gazetteer import country
from stream.wire import dateline
from stream.wire.draft import Draft
from stream.wire.formats.newsml_g2.codes import code, drop, get, scheme, tail, take_name
from stream.wire.xml import Part

_TIME = re.compile(r"\d{4}-?\d\d-?\d\d(?:$|[T ])")
"""Some write the time of filing where the line should be."""
_LONGEST = 200
_ANY_DAY = dt.date(2000, 1, 1)
_END_OF_PLACE = re.compile(r"\s*(?:[,、\uff0c(\d–—_]|\s-|-\s|--).*", re.DOTALL)
_LANDS = frozenset({"country", "cntry"})
_REGIONS = frozenset({"statprov", "state", "region", "province", "reg"})
_ISO = "iso3166-1a2"


class Located:
    """What the item says of its place, until the text is known."""

    def __init__(self) -> None:
        self._line = ""
        self._place: str | None = None
        self._region: str | None = None
        self._country: str | None = None
        self._ids: tuple[tuple[str, str], ...] = ()

    def take_place(self, draft: Draft, part: Part, language: str | None) -> None:
        """Take the first `located`; what it can't say here stays."""
        if self._place is not None:
            return
        name = take_name(part, language) or part.attribute("literal")
        if name is None:
            return
        draft.put("located", name)
        self._place, *rest = [it.strip() for it in name.split(",")]
        if rest and country(rest[-1]):
            self._country = rest.pop()
        self._region = rest[0] if rest else None
        for one in part.all("broader"):
            self._take_broader(one, language)
        if code(part) is None:
            part.attribute("type")

    def _take_broader(self, part: Part, language: str | None) -> None:
        written = get(part, "qcode")
        kind = tail(get(part, "type"))
        name = part.first("name")
        if scheme(written).endswith(_ISO) and len(land := tail(written)) == 2:  # noqa: PLR2004 - alpha-2
            self._ids = (("iso3166_1", land.upper()),)
        if kind in _REGIONS and name:
            self._region = self._region or name.text()
        elif name and (kind in _LANDS or country(name.text() or "")):
            self._country = take_name(part, language)
            if written is None:
                part.remove()

    def take_line(self, draft: Draft, part: Part, _: str | None) -> None:
        """Take a `dateline`; one that is only a time goes to `extra`."""
        text = part.text() or ""
        if _TIME.match(text) or len(text) > _LONGEST:
            draft.extra["dateline"] = text
        elif not self._line:
            self._line = text
        drop(part)
        part.clear_text()

    def set_filed(self, draft: Draft) -> None:
        """Set what the body's own start doesn't say, once the body is known."""
        if draft.filed is not None:
            return
        if self._line:
            self._set_line(draft)
        elif self._place:
            found = dateline.find(draft.body, reference=_ANY_DAY)
            if found and found.place and found.place.casefold() == self._place.casefold():
                draft.filed = self._fields("")

    def _set_line(self, draft: Draft) -> None:
        if self._place and self._place.casefold() in self._line.casefold():
            draft.filed = self._fields(self._line)
        else:
            place = _END_OF_PLACE.sub("", self._line).strip()
            draft.filed = dateline.Given(self._line, place or None)

    def _fields(self, line: str) -> dateline.Given:
        return dateline.Given(line, self._place, self._region, self._country, ids=self._ids)
