"""The lines before a dateline: `slug: port-strike`, `date 2025-04-25`, `By ...`, `KILL`."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from stream.wire import dateline
from stream.wire.agencies import is_known
from stream.wire.dateline.tokens import LONGEST
from stream.wire.formats.embargo import is_embargo
from stream.wire.markers import Marker, alone, is_note

_MONTH = r"[A-Za-z]{3,9}\.?"
_WHEN = (
    r"(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}\.\d{1,2}\.\d{4}"
    rf"|\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}})(?=\s|\Z)[ \t]*\n?"
)
_DATE = re.compile(rf"\s*date:?[ \t]+{_WHEN}", re.IGNORECASE)
_BARE_DATE = re.compile(rf"\s*{_WHEN}")
_ANY_DAY = dt.date(2000, 1, 1)
_FIELD = re.compile(r"\s*([A-Za-z][A-Za-z' _-]{0,24}?)\s*:\s*(.*)")
# The cycle that agencies put before their sluglines: "BC-Port-Strike, 1st Ld-Writethru".
_SLUG = re.compile(r"\s*((?:BC|AM|PM|AP)-+[A-Za-z].{1,120})")
_NAMES = {
    "slug": "slug",
    "slugline": "slug",
    "headline": "headline",
    "title": "headline",
    "source": "source",
    "agency": "source",
    "byline": "by",
    "author": "by",
    "by": "by",
    "section": "category",
    "dateline": "dateline",
    "urgency": "urgency",
    "priority": "urgency",
    "language": "language",
    "lang": "language",
    "version": "version",
    "id": "id",
    "guid": "id",
    "uri": "id",
    "date": "date",
    "published": "date",
    "category": "category",
    "keywords": "keywords",
    "embargo": "embargo",
    "embargoed": "embargo",
    "embargoed until": "embargo",
    "pubstatus": "pubstatus",
    "status": "status",
}
# Names that only fields above them make fields, for each may open a story too.
_BESIDE = frozenset(
    [
        "city",
        "contact",
        "copyright",
        "country",
        "credit",
        "desk",
        "edition",
        "genre",
        "length",
        "location",
        "page",
        "region",
        "story",
        "text",
        "time",
        "words",
        "wordcount",
        "body",
    ]
)
_BYLINE = re.compile(r"\s*(?:By|BY)\s+(\S.{1,120})")
_LONGEST_LABEL = 120
_RELEASE = re.compile(
    r"(?:FOR )?(?:IMMEDIATE|URGENT) RELEASE|(?:MEDIA|PRESS|NEWS) (?:RELEASE|STATEMENT|ALERT)"
    r"|(?:Media|Press|News) (?:[Rr]elease|[Ss]tatement)|For [Ii]mmediate [Rr]elease"
)
_SHOUTED = re.compile(r"\s*[A-Z][A-Z]+(?: [A-Z]+)* [A-Z]{0,4}\d+\s*")
"""A label with a number, as press releases are filed: "MEDIA RELEASE PR67276"."""


@dataclass(slots=True)
class Head:
    """What the lines before the text say."""

    fields: dict[str, str] = field(default_factory=dict)
    """By our names; where one comes twice the first stands."""
    markers: list[Marker] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    """Titles below the headline."""
    other: list[str] = field(default_factory=list)
    """Lines that are nothing of these, in their order."""

    def take(self, line: str) -> bool:
        """Whether the line belongs to the head; what it says is kept."""
        return any(step(line) for step in self._steps())

    def take_label(self, line: str) -> bool:
        """The same for lines that are only recognised between a head and a dateline."""
        if found := _BYLINE.fullmatch(line):
            self.fields.setdefault("by", found[1].strip().rstrip("="))
        elif is_known(line):
            self.fields.setdefault("source", line.strip())
        elif len(line) < _LONGEST_LABEL and is_label(line):
            self.other.append(line.strip())
        else:
            return False
        return True

    def _steps(self) -> tuple[Callable[[str], bool], ...]:
        return (
            self._take_note,
            self._take_marker,
            self._take_embargo,
            self._take_slug,
            self._take_field,
        )

    def _take_note(self, line: str) -> bool:
        if not is_note(line):
            return False
        self.notes.append(line.strip())
        return True

    def _take_marker(self, line: str) -> bool:
        found = alone(line)
        self.markers += found
        return bool(found)

    def _take_embargo(self, line: str) -> bool:
        if not is_embargo(line):
            return False
        self.fields.setdefault("embargo", line.strip())
        return True

    def _take_slug(self, line: str) -> bool:
        found = _SLUG.fullmatch(line)
        if found:
            self.fields.setdefault("slug", found[1].strip())
        return bool(found)

    def _take_field(self, line: str) -> bool:
        found = _FIELD.fullmatch(line)
        if found is None:
            return False
        own, value = found[1].lower(), found[2].strip()
        name = _NAMES.get(own) or (own if self.fields and _is_beside(own, value) else None)
        if name and value:
            self.fields.setdefault(name, value)
        return name is not None


def _is_beside(name: str, value: str) -> bool:
    """Whether a line belongs to the fields above it: "Length: 240", or a bare "Text:"."""
    opens_text = name in {"body", "story", "text"}
    return name.replace(" ", "") in _BESIDE and opens_text == (not value)


def is_label(line: str) -> bool:
    """Whether a line only says what kind of text follows: "FOR IMMEDIATE RELEASE"."""
    return bool(_RELEASE.fullmatch(line.strip().rstrip(":")) or _SHOUTED.fullmatch(line))


def take_date(text: str) -> tuple[str | None, str]:
    """A date that stands alone before the text ("date 2025-04-25 "), and the text after it.

    Without the word it must stand before a dateline that has its own day.
    """
    found = _DATE.match(text)
    if found is None and (bare := _BARE_DATE.match(text)):
        line = dateline.find(text[bare.end() :][:LONGEST], reference=_ANY_DAY)
        found = bare if line and line.date else None
    return (found[1], text[found.end() :]) if found else (None, text)
