"""The lines between an ANPA story's STX and its text: slug, headline, byline, notes to editors.

The AP begins each with `^` and ends it with `<` or `=`; Kyodo and the Reuters of 1987 set them bare
before a text that is indented.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from schemas.wire import Signal
from stream.wire import dateline
from stream.wire.agencies import is_known
from stream.wire.formats.anpa.text import bare
from stream.wire.formats.embargo import is_embargo
from stream.wire.formats.labels import markers_of
from stream.wire.formats.opening import says_change
from stream.wire.markers import Marker, is_note, leading
from stream.wire.slug import folded, take_apart

_INDENT = re.compile(r"[ ]*\t| {3,}")
_FAR = 14
"""Lines that a heading has at most."""
_MOST_BARE = 4
_ANY_DAY = dt.date(2000, 1, 1)
_MOST_WORDS = 6
"""Words of an affiliation: what is longer is a title or a sentence."""
_CYCLE = re.compile(r"(?:BC|AM|PM|AP)-+\S")
_ADVANCE = re.compile(r"\$?(?i:adv)(?: ?\d[\d/-]{0,12})?")
_PICKUP = re.compile(r"[A-Z][A-Z .,'-]{1,60}(?:, \w[\w. ]{1,30})?: ")
_WORDS = re.compile(r"\s*,\s*\d{1,5}(?:-\d{1,5})?\s*$")
_BYLINE = re.compile(r"(?:By|BY|by|Por|POR|Par|PAR|Von|VON)\s+(\S.{0,200})")
_SECOND_NAME = re.compile(r"(?:and|AND) \S.{0,100}")
_NAMES = re.compile(
    r"(?:By|BY) ([A-Z][\w.'-]{0,20}(?: (?:and |de |van )?[A-Z][\w.'-]{0,20}){1,6})(?<!\.)"
)
_MEDIA = re.compile(
    r"\(?(?:With |WITH )?(?:AP |APTN |Kyodo |Reuters )?"
    r"(?:Photos?|Graphics?|Video|Audio|Interactive)\b(?: [A-Z0-9]|s? Available|,|$)"
)
_NOTES = re.compile(
    r"\(?(?:Eds|EDS|EDITORS?|Editors?)\b|(?:EDITOR'S|Editor's|EDITORS'|PRECEDE|Precede)\b"
    r"|\(?(?:With|WITH|Also moving|A longer version|An abridged|For global|For use|For Use)\b"
    r"|(?:AP|Eds) Members?:"
)


@dataclass(slots=True)
class Heading:
    """What the lines of a heading say."""

    slug: str | None = None
    headline: str | None = None
    by: str | None = None
    affiliation: list[str] = field(default_factory=list)
    """The lines below the byline: the writer's desk or agency."""
    notes: list[str] = field(default_factory=list)
    pickup: str | None = None
    """Where an added take goes on: the place and the last words of the take before."""
    media: list[str] = field(default_factory=list)
    """Lines that name the pictures and films that go with the story."""
    others: list[str] = field(default_factory=list)
    """Lines between the headline and the byline that are text: "All Times EDT"."""
    markers: list[Marker] = field(default_factory=list)
    embargo: str | None = None
    words: str | None = None
    """The count of words that the slug's line ends with."""


def take_heading(lines: list[str], slug: str) -> tuple[Heading, list[str]]:
    """The heading, and the lines of the text. `slug` is that of the header."""
    start = next((at for at, line in enumerate(lines) if bare(line)), len(lines))
    lines = lines[start:]
    heading = Heading()
    if lines and lines[0].lstrip().startswith("^"):
        return heading, _take_marked(lines, heading, slug)
    return heading, _take_indented(_take_bare(lines, heading, slug), heading)


def _take_marked(lines: list[str], heading: Heading, slug: str) -> list[str]:
    """Take what begins with `^`, each up to its `<` or `=`."""
    at = 0
    while at < min(len(lines), _FAR) and (lines[at].startswith("^") or not lines[at].strip()):
        end = _end_of(lines, at)
        text = " ".join(filter(None, map(bare, lines[at:end])))
        if text and not _take(text, heading, slug):
            if heading.by is not None or not _byline_near(lines[end:]):
                break
            heading.others.append(text)
        at = end
    return lines[at:]


def _byline_near(lines: list[str]) -> bool:
    """Whether one of the next lines is the byline, so that what stands here is above the text."""
    marked = (bare(line) for line in lines[:_MOST_BARE] if line.startswith("^"))
    return any(_BYLINE.fullmatch(text) for text in marked)


def _end_of(lines: list[str], start: int) -> int:
    """After the line that ends what begins at `start`."""
    for at in range(start, min(start + _FAR, len(lines))):
        if at > start and (lines[at].startswith("^") or _INDENT.match(lines[at])):
            return at
        if lines[at].rstrip().endswith(("<", "=")) or not lines[at].strip():
            return at + 1
    return start + 1


def _take_bare(lines: list[str], heading: Heading, slug: str) -> list[str]:
    """Take the lines before the first that is indented; without any, slug and one headline."""
    head = next((at for at, line in enumerate(lines[:_FAR]) if _INDENT.match(line)), None)
    most = head if head is not None and head <= _MOST_BARE + 1 else _MOST_BARE
    at, headline = 0, list[str]()
    while at < min(most, len(lines)):
        if headline and dateline.find(lines[at].strip(), reference=_ANY_DAY):
            break
        text = bare(lines[at]).removesuffix("+").rstrip()
        if text.startswith("(") and text.endswith(")"):
            heading.notes.append(text)
        elif text and not _take_known(text, heading, slug):
            if headline and head is None:
                break
            headline.append(text)
        at += 1
    heading.headline = " ".join(headline) or None
    return lines[at:]


def _take_indented(lines: list[str], heading: Heading) -> list[str]:
    """Take a byline and the desk's note that are indented as the text below them is."""
    at = 0
    while at + 1 < min(len(lines), _MOST_BARE) and _INDENT.match(lines[at + 1]):
        text = bare(lines[at])
        written = _NAMES.fullmatch(text) if heading.by is None else None
        if says_change(text):
            heading.notes.append(text)
        elif written:
            heading.by = written[1]
        else:
            break
        at += 1
    return lines[at:]


def _take(text: str, heading: Heading, slug: str) -> bool:
    """Whether a line belongs to the heading; a second title doesn't, it is text."""
    if _take_known(text, heading, slug):
        return True
    if heading.by is not None and not heading.affiliation and _SECOND_NAME.fullmatch(text):
        heading.by = f"{heading.by} {text}"
        return True
    if heading.by is not None and len(heading.affiliation) < 2:  # noqa: PLR2004 - desk and agency
        if not _is_affiliation(text):
            return False
        heading.affiliation.append(text)
        return True
    if heading.headline is None:
        heading.headline = text
        return True
    return False


def _take_known(text: str, heading: Heading, slug: str) -> bool:
    if heading.slug is None and heading.headline is None and _is_slug(text, slug):
        count = _WORDS.search(text)
        heading.slug = text[: count.start()] if count else text
        heading.words = count[0].strip(" ,") if count else None
    elif _ADVANCE.fullmatch(text):
        heading.notes.append(text)
    elif is_known(text):
        heading.affiliation.append(text)
    elif _PICKUP.match(text) and heading.headline is None and _adds(heading.slug or slug):
        heading.pickup = text
    elif is_embargo(text):
        heading.embargo = heading.embargo or text
    elif _MEDIA.match(text):
        heading.media.append(text)
    elif is_note(text) or _NOTES.match(text):
        heading.notes.append(text)
    elif found := markers_of(text):
        heading.markers += found
    elif heading.by is None and (written := _BYLINE.fullmatch(text)):
        heading.by = written[1].strip()
    else:
        return False
    return True


def _adds(slug: str) -> bool:
    """Whether a slug is that of an added take."""
    return any(it.signal == Signal.APPEND for it in take_apart(slug).markers)


def _is_slug(text: str, slug: str) -> bool:
    """A slug with its cycle, or the words of the header's."""
    return bool(_CYCLE.match(text)) or folded(_WORDS.sub("", text)) == folded(slug)


def _is_affiliation(text: str) -> bool:
    """A desk or an agency below a byline: "AP Sports Writer", "Associated Press", "Reuters"."""
    words = text.split()
    return len(words) <= _MOST_WORDS and (
        is_known(text)
        or is_known(words[0])
        or is_known(" ".join(words[:2]))
        or words[-1].lower() in {"writer", "writers", "editor", "correspondent", "press", "service"}
    )


def of_notes(notes: list[str]) -> list[Marker]:
    """The markers that notes to editors begin with: a note that stands alone is an advisory."""
    return [it for note in notes for it in leading(note.strip("()"))[0]]
