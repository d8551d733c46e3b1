"""The lines above a text that wires close with `=`: labels, headline, byline.

    1ST LEAD
    Ferry crews walk out and
    leave 3,000 behind =
    By Kari Ness, dpa =

Without any `=` the first line is the headline.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from stream.wire import dateline
from stream.wire.agencies import is_known
from stream.wire.formats.below_title import changed, is_media, take_below
from stream.wire.formats.embargo import is_embargo
from stream.wire.formats.labels import markers_of
from stream.wire.markers import Marker, is_note

_FAR = 14
_LONGEST = 200
_MOST_NAMES = 9
_ANY_DAY = dt.date(2000, 1, 1)
_BYLINE = re.compile(r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Door|Av|Di)\s+(\S.{0,200})")
# APA's second title, which its own word begins.
_SUBTITLE = re.compile(r"(?:Utl|Untertitel)\.?:\s+(\S.{0,300})")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(slots=True)
class Title:
    """What the lines above a text say."""

    headline: str | None = None
    others: list[str] = field(default_factory=list)
    """Further titles, below the headline."""
    by: str | None = None
    embargo: str | None = None
    notes: list[str] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    closed: bool = False
    """Whether `=` closed it, so that it is no guess."""


def has_title(lines: list[str]) -> bool:
    """Whether one of the lines before the first empty one is closed by `=`."""
    for line in lines[:_FAR]:
        text = line.rstrip()
        if text.endswith(" =") or (text.endswith("=") and len(text) > 1):
            return True
    return False


def take_title(lines: list[str]) -> tuple[Title, list[str]]:
    """The title, and the lines of the text."""
    start = next((at for at, line in enumerate(lines) if _bare(line)), len(lines))
    lines = lines[start:]
    title = Title()
    last = _last_closed(lines)
    title.closed = last is not None
    at, words = 0, list[str]()
    while at < min(len(lines), _FAR):
        text = _bare(lines[at])
        if last is None and _is_text(lines, at):
            break
        closed = text.endswith("=")
        text = text.rstrip("= \t")
        if words and (_is_byline(text) or _SUBTITLE.match(text)):
            _take(" ".join(words), title)
            words = []
        if not words and text and _take_label(text, title):
            pass
        elif text:
            words.append(text)
        at += 1
        if words and (closed or last is None):
            _take(" ".join(words), title)
            words = []
        if _is_over(title, at, last):
            break
    if words:
        _take(" ".join(words), title)
    rest, notes, markers = take_below(lines[at:])
    title.notes += notes
    title.markers += markers
    return title, rest


def _is_text(lines: list[str], at: int) -> bool:
    """Whether the story begins here without a headline: with a dateline or in the middle of it."""
    text = "\n".join(_bare(line) for line in lines[at : at + 3])
    below = _bare(lines[at + 1]) if at + 1 < len(lines) else ""
    long = len(_bare(lines[at])) > _LONGEST or bool(below and below[0].islower())
    return long or dateline.find(text, reference=_ANY_DAY) is not None


def _is_over(title: Title, at: int, last: int | None) -> bool:
    return at > last if last is not None else title.headline is not None


def _last_closed(lines: list[str]) -> int | None:
    """The last line of the head that ends with `=`; the text begins at a line that doesn't.

    Between two closed lines there may be others, for a headline may be wrapped, but no empty one
    once the text has begun.
    """
    last = None
    for at, line in enumerate(lines[:_FAR]):
        text = _bare(line)
        if text.endswith("="):
            last = at
        elif not text and last is not None:
            break
    return last


def _take_label(text: str, title: Title) -> bool:
    """A label, a note or an embargo, which stands on a line of its own."""
    if found := markers_of(text):
        title.markers += found
    elif is_embargo(text.strip("()[]")):
        title.embargo = title.embargo or text.strip("()[]")
    elif is_media(text) or changed(text):
        title.notes.append(text.strip("= "))
        title.markers += changed(text)
    elif is_note(text.lstrip("([")) or (text.startswith("(") and text.endswith(")")):
        title.notes.append(text)
        title.markers += _labelled(text)
    else:
        label, _, note = text.partition("(")
        found = markers_of(label) if note.endswith(")") else []
        if not found:
            return False
        title.markers += found
        title.notes.append(f"({note}")
    return True


def _labelled(text: str) -> list[Marker]:
    """The label that a bracket begins with: "(Berichtigung: Zahl im 2. Absatz)"."""
    return markers_of(text.partition(":")[0] + ")") if ":" in text else []


def _is_byline(text: str) -> bool:
    """Whether a line is one though the headline above it isn't closed."""
    found = _BYLINE.fullmatch(text)
    if found is None or len(text.split()) > _MOST_NAMES:
        return False
    return found[1][0].isupper() or is_known(found[1].split()[0])


def _take(text: str, title: Title) -> None:
    if title.headline and _take_label(text, title):
        return
    byline = _BYLINE.fullmatch(text) if title.headline else None
    if byline and title.by is None:
        title.by = byline[1].strip()
    elif title.headline is None:
        title.headline = text
    else:
        subtitle = _SUBTITLE.fullmatch(text)
        title.others.append(subtitle[1] if subtitle else text)


def _bare(line: str) -> str:
    return _CONTROLS.sub("", line).strip()
