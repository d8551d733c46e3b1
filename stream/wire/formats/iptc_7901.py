"""IPTC 7901: a header of counts, a slug, STX, the text, ETX and when it was sent.

SOH eca0345 3 i 124  dpa 0789
Harbour/strike/
STX 1ST LEAD
Ferry crews walk out =
By Kari Ness, dpa =
Oslo (dpa) - …
ETX 251420 GMT Apr 25
"""

import datetime as dt
import re
from typing import NamedTuple

from schemas.wire import Signal, StoryFormat
from stream.errors import ParseError
from stream.wire.agencies import is_known
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.formats.embargo import is_embargo
from stream.wire.formats.labels import markers_of
from stream.wire.formats.sign_off import agency_of, take_sign_off
from stream.wire.formats.stamps import stamp
from stream.wire.formats.title import Title, take_title
from stream.wire.formats.wire_dates import put_embargo, put_stamp
from stream.wire.markers import leading
from stream.wire.paragraphs import normal
from stream.wire.slug import folded

_STX, _ETX = "\x02", "\x03"
_LINE = re.compile(
    r"(?P<source>[A-Za-z]{1,6})(?P<sequence>\d{2,6})[ \t]{1,4}(?P<priority>[A-Za-z0-9])[ \t]{1,4}"
    r"(?P<category>[A-Za-z]{1,4})[ \t]{1,4}(?P<words>\d{1,6})\b(?P<more>.{0,120})"
)
_NOTE = re.compile(
    r"#{1,4} ?\w|\* ?\* ?\* ?\*|-{2,}\s*#"
    r"|\(?(?i:the following information is not (?:intended )?for publication"
    r"|die folgenden informationen sind nicht zur ver.ffentlichung"
    r"|not for publication\b|nicht zur ver.ffentlichung|editorial contacts?\b|editors'? notes?\b"
    r"|notes? (?:to|for) editors?\b|eds:|editors:|attention editors\b|notebook\s*$|notizblock\s*$"
    r"|internet links?\s*:?\s*$|redaktionelle hinweise)"
)
_LINE_TEST = re.compile(r"(?:ry){3,}|the quick brown fox jumps", re.IGNORECASE)
_IMPRINTS = frozenset(
    {"impressum", "imprint", "copyright", "copyright-notice", "line-test", "test"}
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Header(NamedTuple):
    """The counts of a 7901 header: who, which number, how urgent, what about, how long."""

    source: str
    sequence: str
    priority: str
    category: str
    words: int
    more: str | None

    @property
    def urgency(self) -> int | None:
        """The priority, where it is a digit of 1-9."""
        return int(self.priority) if self.priority in set("123456789") else None


def header(line: str) -> Header | None:
    """The header that a line begins with, or None."""
    found = _LINE.match(line.lstrip("\x01\x16 \t"))
    if found is None:
        return None
    return Header(
        found["source"],
        found["sequence"],
        found["priority"],
        found["category"],
        int(found["words"]),
        " ".join(found["more"].split()) or None,
    )


def set_header(draft: Draft, head: Header) -> None:
    """Set what a header says; the same line opens some ZCZC stories."""
    draft.category = head.category
    draft.put("urgency", head.urgency)
    draft.alt_ids.append({"role": "sequence", "value": f"{head.source}{head.sequence}"})
    draft.extra |= {"service": head.source, "words": head.words}
    if head.urgency is None:
        draft.extra["priority"] = head.priority
    if head.more:
        draft.extra["header"] = head.more
        agency = head.more.split(maxsplit=1)[0]
        draft.source = agency if is_known(agency) else draft.source


def parse(text: str, arrived: dt.datetime) -> Draft | ParseError:
    """The draft of the story in one frame, or why it is no news.

    Raises ParseError `bad_field` for an embargo that can't be read.
    """
    head, _, rest = text.partition(_STX)
    main, _, trailer = rest.partition(_ETX)
    title, lines = take_title(main.split("\n"))
    lines, notes = _without_notes(lines)
    lines, signed = take_sign_off(lines)
    draft = Draft(StoryFormat.IPTC_7901, markers=title.markers)
    _set_head(draft, head)
    _set_trailer(draft, _CONTROLS.sub(" ", trailer[:300]).strip(), arrived)
    draft.body = normal(_CONTROLS.sub("", "\n".join(lines)))
    if _is_no_news(draft, title):
        return refuse(Code.NOT_NEWS, "an imprint or a test of the line, not a story")
    _let_headline_speak(draft, title)
    set_title(draft, title, arrived)
    notes, signed_below = take_sign_off(notes)
    for line in filter(is_embargo, (it.lstrip("-* ") for it in notes)):
        put_embargo(draft, line, arrived)
    _close(draft, [*title.notes, *notes], signed + signed_below)
    return draft


def _let_headline_speak(draft: Draft, title: Title) -> None:
    """A flash may be its headline alone; a line that nothing closes is the text, if it's alone."""
    if draft.body or not title.headline:
        return
    if not title.closed:
        draft.body, title.headline = title.headline, None
    elif any(it.signal == Signal.ALERT for it in [*draft.markers, *leading(title.headline)[0]]):
        draft.body = title.headline
        draft.extra["body_from"] = "headline"


def set_title(draft: Draft, title: Title, arrived: dt.datetime) -> None:
    """Set what the lines before the text say. Raises ParseError `bad_field` for an embargo."""
    if title.headline:
        draft.headlines.append({"role": "main", "value": title.headline})
    draft.headlines += [{"role": "sub", "value": it} for it in title.others]
    draft.put("by", title.by)
    if title.embargo:
        put_embargo(draft, title.embargo, arrived)


def _set_head(draft: Draft, head: str) -> None:
    """The counts, and the slug on the lines below them."""
    lines = [_CONTROLS.sub("", line).strip() for line in head.split("\n")]
    lines = [line for line in lines if line]
    if lines and (counts := header(lines[0])):
        set_header(draft, counts)
        lines = lines[1:]
    elif len(lines) > 1:
        draft.extra["header"] = lines.pop(0)
    labels = [it for line in lines for it in markers_of(line)]
    draft.markers += labels
    slugs = [line for line in lines if not markers_of(line)]
    draft.slug = "".join(slugs) or None


def _set_trailer(draft: Draft, trailer: str, arrived: dt.datetime) -> None:
    """The time of sending, and the agency, which some set before it."""
    if not trailer:
        return
    draft.extra["trailer"] = trailer
    put_stamp(draft, "trailer", stamp(trailer, arrived))
    sender = trailer.split(maxsplit=1)[0]
    if draft.source is None and is_known(sender):
        draft.source = sender


def _without_notes(lines: list[str]) -> tuple[list[str], list[str]]:
    """The text, and from the first line that speaks to editors on, their note."""
    at = next((at for at, line in enumerate(lines) if _NOTE.match(line.lstrip())), len(lines))
    return lines[:at], lines[at:]


def _close(draft: Draft, notes: list[str], signed: list[str]) -> None:
    written = _CONTROLS.sub("", "\n".join(notes)).strip()
    if written:
        draft.put("ed_note", written)
    if signed:
        draft.extra["sign_off"] = "\n".join(signed)
        draft.source = draft.source or agency_of(signed)


def _is_no_news(draft: Draft, title: Title) -> bool:
    """An imprint or a test, as lines are kept busy with; it repeats itself or says so."""
    names = {folded(it) for it in (title.headline, draft.slug) if it}
    return bool(names & _IMPRINTS) or bool(_LINE_TEST.match(draft.body))
