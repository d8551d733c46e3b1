"""One story of ANPA 1312 as a draft."""

import datetime as dt
import re

from schemas.wire import Signal, StoryFormat
from stream.wire.agencies import agency_key, is_known
from stream.wire.draft import Draft
from stream.wire.formats.anpa.header import Header, marker_of
from stream.wire.formats.anpa.heading import Heading, of_notes, take_heading
from stream.wire.formats.anpa.text import read_text
from stream.wire.formats.sign_off import agency_of, take_sign_off
from stream.wire.formats.stamps import near, stamp
from stream.wire.formats.wire_dates import put_embargo, put_stamp
from stream.wire.markers import Marker
from stream.wire.paragraphs import join
from stream.wire.signals import decide
from stream.wire.slug import take_apart

_STX, _ETX = "\x02", "\x03"
_TRAILER = re.compile(r"[\x00-\x20\x7f<]{1,40}")
_MARKS = (
    (re.compile(r"kill", re.IGNORECASE), Signal.KILL, None),
    (re.compile(r"correct", re.IGNORECASE), Signal.CORRECTION, None),
    (re.compile(r"refile", re.IGNORECASE), Signal.REFILE, None),
    (re.compile(r"rpt|repeat", re.IGNORECASE), Signal.REPEAT, None),
    (re.compile(r"add|take", re.IGNORECASE), Signal.APPEND, None),
    (re.compile(r"ld|lead|thru", re.IGNORECASE), Signal.UPDATE, None),
    (re.compile(r"advisory", re.IGNORECASE), Signal.ADVISORY, None),
    (re.compile(r"alert|\*", re.IGNORECASE), Signal.ALERT, 1),
)
# How agencies shorten themselves in a header's selector or a trailer.
_SHORT = {"reute": "Reuters", "kws": "Kyodo", "ap": "AP"}


def parse(text: str, head: Header, arrived: dt.datetime) -> Draft:
    """The draft of a story; `head` was read from `text`.

    Raises ParseError `bad_field` for an embargo that can't be read.
    """
    draft = Draft(StoryFormat.ANPA_1312)
    main, _, trailer = text[head.end :].partition(_ETX)
    before, _, main = main.rpartition(_STX)
    lines, signed = take_sign_off(main.split("\n"))
    heading, lines = take_heading(lines, head.slug)
    _set_header(draft, head, before)
    _set_time(draft, head, trailer, arrived)
    _set_heading(draft, head, heading, arrived)
    read = read_text(lines)
    draft.body, draft.tables = join([*heading.others, *read.paragraphs]), read.tables
    _let_headline_speak(draft, heading.headline)
    draft.source = _source(head, trailer, heading, signed)
    if signed:
        draft.extra["sign_off"] = "\n".join(signed)
    _place_notes(draft, heading.notes)
    return draft


def _let_headline_speak(draft: Draft, headline: str | None) -> None:
    """A flash may be its headline alone, and so may the text above a table."""
    if not headline or draft.body:
        return
    if draft.tables or decide(draft).signal == Signal.ALERT:
        draft.body, draft.extra["body_from"] = headline, "headline"


def _set_header(draft: Draft, head: Header, before: str) -> None:
    draft.category = head.category
    draft.put("urgency", head.urgency)
    if head.urgency == 1:
        draft.markers.append(Marker(Signal.ALERT, head.priority, 1))
    draft.alt_ids.append({"role": "sequence", "value": f"{head.service}{head.sequence}"})
    said = {
        "desks": head.desks,
        "sender": head.sender,
        "selector": head.selector,
        "priority": head.priority,
        "keyword": head.slug,
        "words": head.words,
        "tabular": head.tabular or None,
        "header": before.strip() or None,
    }
    draft.extra |= {name: value for name, value in said.items() if value is not None}


def _set_time(draft: Draft, head: Header, trailer: str, arrived: dt.datetime) -> None:
    """The trailer's time, else the header's day."""
    written = _TRAILER.sub(" ", trailer[:300]).strip()
    if written:
        draft.extra["trailer"] = written
    if head.day:
        draft.extra["header_date"] = f"{head.day[0]:02}-{head.day[1]:02}"
    if put_stamp(draft, "trailer", stamp(trailer, arrived)) or head.day is None:
        return
    month, day = head.day if head.day[0] <= 12 else head.day[::-1]  # noqa: PLR2004 - months
    put_stamp(draft, "header_date", near(month, day, arrived))


def _set_heading(draft: Draft, head: Header, heading: Heading, arrived: dt.datetime) -> None:
    draft.slug = heading.slug or head.slug
    if heading.headline:
        draft.headlines.append({"role": "main", "value": heading.headline})
    draft.put("by", heading.by)
    draft.markers += heading.markers
    if not take_apart(draft.slug).markers:
        draft.markers += _marked(marker_of(draft.slug) or head.marker)
    if heading.pickup:
        draft.extra["pickup"] = heading.pickup
    if heading.media:
        draft.extra["media"] = "\n".join(heading.media)
    if heading.affiliation:
        draft.extra["affiliation"] = "\n".join(heading.affiliation)
    if heading.embargo:
        put_embargo(draft, heading.embargo, arrived)


def _marked(written: str | None) -> list[Marker]:
    """What the header's short marker means: `1stLd-Writethru`, `2NDADD`, `CORRECTED`."""
    if written is None:
        return []
    found = ((signal, urgency) for form, signal, urgency in _MARKS if form.search(written))
    return [Marker(signal, written, urgency) for signal, urgency in found][:1]


def _source(head: Header, trailer: str, heading: Heading, signed: list[str]) -> str | None:
    stamped = re.split(r"[-\s]", trailer.strip(), maxsplit=1)[0]
    for name in (head.sender, head.selector, stamped, *heading.affiliation):
        if name and (short := _SHORT.get(name.strip("_-").lower())):
            return short
        if name and is_known(name):
            return name
    if heading.by and agency_key(heading.by) != heading.by and is_known(heading.by):
        return heading.by
    return agency_of(signed)


def _place_notes(draft: Draft, notes: list[str]) -> None:
    """Notes stand beside a story; without one they are the item, an advisory or a kill."""
    if not notes:
        return
    if draft.body:
        draft.put("ed_note", "\n".join(notes))
        return
    draft.body = join(notes)
    draft.markers += of_notes(notes)
