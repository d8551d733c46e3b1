"""Ritzau's own XML: `RBNews`, or the answer of its queue, with as many stories as it holds."""

import datetime as dt

from schemas.wire import Signal
from stream.wire.codes import Code, refuse
from stream.wire.dateline import Given
from stream.wire.draft import Draft
from stream.wire.fields import bad_field
from stream.wire.formats.agency_xml.parts import (
    associate,
    drop_nils,
    new_draft,
    set_body,
    set_left,
    take_flag,
    take_line,
    take_words,
)
from stream.wire.formats.byline import names_of
from stream.wire.formats.tags import tag
from stream.wire.found import Piece, each
from stream.wire.markers import Marker
from stream.wire.xml import Document, Part
from stream.wire.xml import parse as parse_xml
from stream.wire.xml.part import all_text

_FLAGS = (
    ("Annuleret", Signal.KILL),
    ("Korrektion", Signal.CORRECTION),
    ("NyVersion", Signal.UPDATE),
    ("InfoFlash", Signal.ALERT),
)
_STATUS = (
    (("annul", "cancel", "delet", "kill", "withdr", "slet"), Signal.KILL),
    (("correct", "korrek", "rettel"), Signal.CORRECTION),
    (("version", "updat", "opdat", "replac", "edit"), Signal.UPDATE),
    (("new", "ny"), Signal.NEW),
)
_CODE = 8
"""Digits of an IPTC subject code. As a number it has lost its leading zero."""


def items(document: Document, _arrived: dt.datetime) -> list[Piece]:
    """Every story of the answer. Raises ParseError `not_news` where the queue holds none."""
    root = _unescaped(document.root)
    if root.name == "RBNews":
        return each([root], _item)
    stories = _stories(root)
    if not stories:
        raise refuse(Code.NOT_NEWS, "an answer of Ritzau's queue without a story")
    return each(stories, _item)


def _stories(root: Part) -> list[Part]:
    """The first element with an id, and those that stand beside it."""
    named = next(root.element.iterdescendants("{*}NewsID"), None)
    story = None if named is None else named.getparent()
    beside = None if story is None else story.getparent()
    if beside is None:
        return [] if named is None else [root]
    return [it for it in Part(beside) if it.first("NewsID")]


def _unescaped(root: Part) -> Part:
    """The answer's inner XML, where it came as text."""
    if root.name == "RBNews" or next(root.element.iterdescendants("{*}NewsID"), None) is not None:
        return root
    inner = all_text(root.element).strip()
    return parse_xml(inner.encode()).root if inner.startswith("<") else root


def _item(item: Part) -> Piece:
    draft = new_draft("RBNews")
    drop_nils(item)
    _set_head(draft, item)
    _set_signals(draft, item)
    _set_texts(draft, item)
    _set_tags(draft, item)
    set_left(draft, item)
    return draft


def _set_head(draft: Draft, item: Part) -> None:
    draft.own_id = item.take("NewsID")
    if other := item.take("HistID"):
        draft.alt_ids.append({"role": "HistID", "value": other})
    draft.version = item.take("version")
    draft.slug = item.take("strapline")
    draft.category = item.take("section")
    draft.put_date("version_created", _named(item, "PublishDate"))
    draft.put_date("embargoed_until", _named(item, "Embargo"))
    draft.put_urgency(_named(item, "Priority"))
    draft.put("by", names_of(item.take("byLine") or ""))


def _named(item: Part, name: str) -> tuple[str, str] | None:
    text = item.take(name)
    return (name, text) if text else None


def _set_signals(draft: Draft, item: Part) -> None:
    """Flags, the format and the status. Raises ParseError `bad_field` for an unknown status."""
    draft.markers += [Marker(signal, name) for name, signal in _FLAGS if take_flag(item, name)]
    form = item.first("format")
    if form is not None and (text := form.text()) and text.lower() in {"flash", "hast"}:
        draft.markers.append(Marker(Signal.ALERT, text, 1))
    if status := item.take("Status"):
        plain = status.lower()
        signal = next((it for words, it in _STATUS if any(one in plain for one in words)), None)
        if signal is None:
            raise bad_field("Status", status, "a status that is known: it could be a kill")
        if signal is not Signal.NEW:
            draft.markers.append(Marker(signal, status))


def _set_texts(draft: Draft, item: Part) -> None:
    if line := take_line(item, "headline"):
        draft.headlines.append({"role": "main", "value": line})
    if line := take_line(item, "subtitle"):
        draft.headlines.append({"role": "subtitle", "value": line})
    town, origin = item.take("town"), item.take("origin")
    draft.source = (origin or "ritzau").strip("/ ") or "ritzau"
    if town:
        draft.filed = Given(text=f"{town} /{draft.source}/", place=town)
    draft.put("ed_note", take_words(item, "TilRedaktionen").text or None)
    set_body(draft, take_words(item, "content"))


def _set_tags(draft: Draft, item: Part) -> None:
    for code in _listed(item, "IPTCList"):
        draft.tag("subjects", tag(None, code.zfill(_CODE), "subj"))
    draft.keywords = _listed(item, "SubjectKeyword")
    for name in _listed(item, "Companies"):
        draft.tag("organisations", tag(name))
    media = item.first("MultimedieList")
    for one in media or ():
        texts = [text for it in (one, *one) if (text := Part(it.element).text())]
        url = next((it for it in texts if it.startswith(("http://", "https://"))), None)
        caption = next((it.text() for it in one if "caption" in it.name.lower()), None)
        associate(draft, url, caption)


def _listed(item: Part, name: str) -> list[str]:
    """The texts of a list; one with more than texts in it stays for `extra`."""
    part = item.first(name)
    if part is None or any(len(it.element) for it in part):
        return []
    found = [text for it in part if (text := it.text())]
    part.clear_text()
    return found
