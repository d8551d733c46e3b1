"""The lines before a dateline: `slug: port-strike`, `date 2025-04-25`, `By ...`, `KILL`."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from stream.wire import dateline
from stream.wire.agencies import is_known
from stream.wire.dateline.tokens import LONGEST
from stream.wire.formats.date_line import date_line
from stream.wire.formats.embargo import is_embargo
from stream.wire.formats.head_fields import NAMES, is_beside
from stream.wire.formats.iptc_7901 import Header, header
from stream.wire.formats.opening import says_change
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
_BYLINE = re.compile(
    r"\s*(?:By|BY)\s+(\S.{1,120})"
    # "Von der Leyen reist" is a headline: elsewhere two names must stand, and an agency at most.
    r"|\s*(?:Von|Par|Por|Door|Av|Af)\s+([A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{1,20}){1,3}"
    r"(?:[,/] ?[\w-]{2,12})?)\s*"
)
# The lines of a mail that carries a story; its subject is the headline.
_MAIL = re.compile(
    r"(?:From|To|Cc|CC|Reply-To|Sent|Message-ID): .{0,200}@.{1,200}|MIME-Version: [\d.]{1,5}"
    r"|Content-(?:Type|Transfer-Encoding): \S.{0,120}"
)
_NAMES_ALONE = re.compile(
    r"(?:By|BY) [A-Z][\w.'’-]{0,20}(?: (?:and |de |van |von |of )?[A-Z][\w.'’-]{0,20}){1,5}(?<!\.)"
)
_LONGEST_COUNTS = 60
_LONGEST_LABEL = 120
_RELEASE = re.compile(
    r"(?:FOR )?(?:IMMEDIATE|URGENT) RELEASE|(?:MEDIA|PRESS|NEWS) (?:RELEASE|STATEMENT|ALERT)"
    r"|(?:Media|Press|News) (?:[Rr]elease|[Ss]tatement)|For [Ii]mmediate [Rr]elease"
)
_SHOUTED = re.compile(r"\s*[A-Z][A-Z]+(?: [A-Z]+)* [A-Z]{0,4}\d+\s*")
"""A label with a number, as press releases are filed: "MEDIA RELEASE PR67276"."""


# PTI's: the desk with its number, and the slugline: "BES12", "KL-FERRY-STRIKE".
_FILE = re.compile(r"\s*[A-Z]{3}\d{1,4}\s*")
_KEYWORDS = re.compile(r"\s*[A-Z]{2,12}(?:-[A-Z\d]{2,16}){1,5}\s*")


@dataclass(slots=True)
class Head:
    """What the lines before the text say."""

    fields: dict[str, str] = field(default_factory=dict)
    """By our names; where one comes twice the first stands."""
    markers: list[Marker] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: Header | None = None
    """The counts of a wire whose control characters got lost: "ntb0345 3 i 124"."""
    titles: list[str] = field(default_factory=list)
    """Titles below the headline."""
    other: list[str] = field(default_factory=list)
    """Lines that are nothing of these, in their order."""

    def take(self, line: str) -> bool:
        """Whether the line belongs to the head; what it says is kept."""
        return any(step(line) for step in self._steps())

    def merge(self, below: "Head") -> None:
        """Add what lines further below say; where both have a field this one's stands."""
        self.markers += below.markers
        self.notes += below.notes
        self.other += below.other
        self.counts = self.counts or below.counts
        for name, value in below.fields.items():
            self._set(name, value)

    def _set(self, name: str, value: str) -> None:
        """Set a field; where it comes again and says something else, that is kept beside it."""
        if self.fields.setdefault(name, value) != value:
            self.other.append(value)

    def take_label(self, line: str) -> bool:
        """The same for lines that are only recognised between a head and a dateline."""
        if found := _BYLINE.fullmatch(line):
            self._set("by", (found[1] or found[2]).strip().rstrip("="))
        elif is_known(line):
            self._set("source", line.strip())
        elif says_change(line.strip()):
            self.notes.append(line.strip())
        elif _FILE.fullmatch(line):
            self.other.append(line.strip())
        elif _KEYWORDS.fullmatch(line):
            self._set("slug", line.strip())
        elif len(line) < _LONGEST_LABEL and is_label(line):
            self.other.append(line.strip())
        else:
            return False
        return True

    def take_aside(self, line: str) -> bool:
        """The same for what is no text even where no dateline follows: notes, names, an embargo."""
        if "by" not in self.fields and _NAMES_ALONE.fullmatch(line.strip()):
            return self.take_label(line)
        if says_change(line.strip()):
            self.notes.append(line.strip())
            return True
        return self._take_note(line) or self._take_embargo(line)

    def _steps(self) -> tuple[Callable[[str], bool], ...]:
        return (
            self._take_counts,
            self._take_note,
            self._take_marker,
            self._take_embargo,
            self._take_slug,
            self._take_time,
            self._take_field,
        )

    def _take_counts(self, line: str) -> bool:
        found = header(line) if self.counts is None and len(line) <= _LONGEST_COUNTS else None
        self.counts = self.counts or found
        return found is not None

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
        self._set("embargo", line.strip())
        return True

    def _take_slug(self, line: str) -> bool:
        found = _SLUG.fullmatch(line)
        if found:
            self._set("slug", found[1].strip())
        return bool(found)

    def _take_time(self, line: str) -> bool:
        if date_line(line) is None:
            return False
        self._set("date", line.strip())
        return True

    def _take_field(self, line: str) -> bool:
        if _MAIL.fullmatch(line):
            self.other.append(line.strip())
            return True
        found = _FIELD.fullmatch(line)
        if found is None:
            return False
        own, value = found[1].lower(), found[2].strip()
        name = NAMES.get(own) or (own if self.fields and is_beside(own, value) else None)
        if name and value:
            self._set(name, value)
        return name is not None


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
