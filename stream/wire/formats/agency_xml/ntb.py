"""NTB's answers: `result` with a `document` for each article, or entry of its news calendar."""

import datetime as dt

from schemas.wire import Signal
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.formats.agency_xml.parts import (
    associate,
    new_draft,
    set_body,
    set_left,
    take_line,
    take_words,
)
from stream.wire.formats.byline import names_of
from stream.wire.formats.language import put_language
from stream.wire.formats.tags import tag
from stream.wire.found import Piece, each
from stream.wire.markers import Marker
from stream.wire.xml import Document, Part

_CALENDAR = "newscalendar"
_TYPES = {
    "hast": (Signal.ALERT, 2),
    "flash": (Signal.ALERT, 1),
    "korrigert": (Signal.CORRECTION, None),
    "rettelse": (Signal.CORRECTION, None),
    "oppdatert": (Signal.UPDATE, None),
    "trukket": (Signal.KILL, None),
    "annullert": (Signal.KILL, None),
}
"""Message types that say what a version does. Others only name the kind of text."""
_DATES = (
    ("version_created", ("time", "publishedDate", "publishDate")),
    ("first_created", ("created", "createdDate")),
    ("embargoed_until", ("embargo",)),
)


def items(document: Document, _arrived: dt.datetime) -> list[Piece]:
    """Every document. Raises ParseError `unsupported_format` for a `result` of another house."""
    found = document.root.all("document")
    if not found and document.root.peek("numResults") is None:
        raise refuse(
            Code.UNSUPPORTED_FORMAT, "XML with root 'result' but no document is no format we read"
        )
    return each(found, _item)


def _item(item: Part) -> Piece:
    service = item.first("service")
    if service is not None and (service.text() or "").lower() == _CALENDAR:
        return refuse(Code.PLANNING, "an entry of NTB's news calendar, which announces an event")
    draft = new_draft("ntb-result")
    _set_head(draft, item)
    if line := take_line(item, "title"):
        draft.headlines.append({"role": "main", "value": line})
    set_body(draft, take_words(item, "lead"), take_words(item, "content", "body"))
    _set_tags(draft, item)
    _set_media(draft, item)
    set_left(draft, item)
    return draft


def _set_head(draft: Draft, item: Part) -> None:
    draft.version = item.take("ntbVersion")
    own = item.take("ntbId")
    number = item.take("id")
    draft.own_id = own.removesuffix(f"_{draft.version}") if own else number
    if own:
        draft.alt_ids.append({"role": "ntbId", "value": own})
    if own and number:
        draft.alt_ids.append({"role": "number", "value": number})
    draft.source = "NTB"
    draft.slug = item.take("slug") or item.take("slugline")
    draft.put("by", names_of(item.take("byline") or item.take("author") or ""))
    put_language(draft, "language", item.take("language"))
    for name, written in _DATES:
        for one in written:
            if text := item.take(one):
                draft.put_date(name, (one, text))
                break
    if text := item.take("priority"):
        draft.put_urgency(("priority", text))
    kind = item.first("messageType")
    if kind is not None and (found := _TYPES.get((kind.text() or "").lower())):
        draft.markers.append(Marker(found[0], kind.take_text() or "", found[1]))


def _set_tags(draft: Draft, item: Part) -> None:
    draft.category = item.take("category")
    words = [it.take_text() or "" for it in item.all("keywords/keyword")]
    words += (item.take("keywords") or "").split(",")
    draft.keywords = [it.strip() for it in words if it.strip()]
    for part in item.all("subjects/subject"):
        code = part.attribute("reference")
        draft.tag("subjects", tag(part.take_text(), code, "subj" if code else None))
    for path in ("regions/region", "districts/district"):
        for part in item.all(path):
            draft.tag("places", tag(part.take_text()))


def _set_media(draft: Draft, item: Part) -> None:
    for part in item.all("mediaList/media"):
        url, caption = part.first("url"), part.first("caption")
        associate(draft, url.text() if url else None, caption.text() if caption else None)
