"""Entries of a feed to drafts."""

import datetime as dt
from typing import cast

from pydantic import JsonValue

from schemas.wire import Signal
from stream.errors import ParseError
from stream.wire.clean import says_something
from stream.wire.draft import Draft
from stream.wire.fields import bad_field
from stream.wire.formats.escaped import Words, of_escaped
from stream.wire.formats.feed.about import Feed
from stream.wire.formats.feed.elements import set_elements
from stream.wire.formats.feed.heads import Date, Head, take_heads
from stream.wire.formats.feed.media import caption_of, is_media, media_of, set_media, type_of
from stream.wire.formats.feed.texts import take_line, take_words
from stream.wire.formats.instructions import plain_word
from stream.wire.formats.tags import tag
from stream.wire.found import Piece, check_count
from stream.wire.markers import Marker
from stream.wire.moments import moment
from stream.wire.xml import Document, Part

_FULL = ("encoded", "fullitem", "full-text", "fulltext", "body", "content")
"""Names of a whole text; `full-text` is Yandex's, which agencies of the East send."""
_KILLS = frozenset({"kill", "killed", "mandatorykill", "storykill"})
"""As a category these are no subject of news."""
_SHORT = ("description", "summary", "abstract", "subtitle")


def items(document: Document, _arrived: dt.datetime) -> list[Piece]:
    """Every entry, and every notice that one was deleted (RFC 6721), in the feed's order."""
    root = document.root
    atom = root.name.lower() in {"feed", "entry"}
    found = [root] if root.name.lower() == "entry" else list(_entries(root))
    check_count(len(found))
    feed = Feed(root, atom=atom)
    stories = [it for it in found if it.name.lower() != "deleted-entry"]
    heads = iter(take_heads(root, stories))
    return [
        _deleted(it, feed) if it.name.lower() == "deleted-entry" else _item(it, next(heads), feed)
        for it in found
    ]


def _entries(root: Part) -> list[Part]:
    """RSS 1.0 has its items beside the channel, the others inside."""
    names = {"item", "entry", "deleted-entry"}
    inside = [it for channel in root.all("channel") for it in channel]
    return [it for it in (*inside, *root) if it.name.lower() in names]


def _item(entry: Part, head: Head, feed: Feed) -> Piece:
    draft = Draft(feed.format)
    try:
        _set_head(draft, head, feed)
        set_elements(draft, entry, feed)
        _set_texts(draft, entry, head, atom=feed.atom)
    except ParseError as error:
        return error
    left = entry.left()
    if isinstance(left, dict):
        draft.extra |= left
    elif left is not None:
        draft.extra["text"] = left
    if feed.facts:
        draft.extra["feed"] = cast("JsonValue", feed.facts)
    return draft


def _deleted(notice: Part, feed: Feed) -> Piece:
    draft = Draft(feed.format)
    draft.own_id = notice.attribute("ref")
    if draft.own_id is None:
        return bad_field("ref", None, "the id of the entry that was deleted")
    draft.source = feed.publisher or feed.title
    draft.markers.append(Marker(Signal.WITHDRAW, "deleted-entry"))
    if when := notice.attribute("when"):
        draft.put_date("version_created", ("when", when))
    draft.put("ed_note", notice.take("comment"))
    left = notice.left()
    draft.extra |= left if isinstance(left, dict) else {}
    return draft


def _set_head(draft: Draft, head: Head, feed: Feed) -> None:
    draft.own_id = head.own_id
    if head.link and head.link != head.own_id:
        draft.extra["link"] = head.link
    others = [it for it in head.links if it.get("rel") not in {"alternate", "enclosure"}]
    if others:
        draft.extra["links"] = cast("JsonValue", others)
    _set_dates(draft, head)
    draft.source = head.publisher or feed.publisher or feed.title
    for row in head.tags:
        term, label, scheme = row.get("term"), row.get("label"), row.get("scheme")
        draft.category = draft.category or label or term
        if plain_word(label or term) in _KILLS:
            draft.markers.append(Marker(Signal.KILL, label or term or ""))
        draft.tag("subjects", tag(label or term, term if scheme else None, scheme))


def _set_dates(draft: Draft, head: Head) -> None:
    latest = ("updated", head.updated) if head.updated else ("published", head.published)
    _put_date(draft, "version_created", *latest)
    first = head.created or (head.published if head.updated else None)
    _put_date(draft, "first_created", "created" if head.created else "published", first)
    if head.created and head.updated:
        _put_date(draft, "content_created", "published", head.published)


def _put_date(draft: Draft, name: str, own_name: str, date: Date | None) -> None:
    """A form that only feedparser reads has a zone that it guessed."""
    if date is None:
        return
    if date.guessed and moment(date.written) is None:
        draft.story[name] = date.guessed
        draft.zone_unknown.append(own_name)
        draft.extra[own_name] = date.written
        return
    draft.put_date(name, (own_name, date.written))


def _set_texts(draft: Draft, entry: Part, head: Head, *, atom: bool) -> None:
    media = media_of(entry)
    set_media(draft, media, head.links)
    own = [it for it in entry if not is_media(it)]
    titles = [line for it in own if it.name == "title" and (line := take_line(it, atom=atom))]
    draft.headlines = [{"value": line} for line in titles]
    full = [words for it in own if it.name in _FULL and (words := take_words(it, atom=atom))]
    short = [words for it in own if it.name in _SHORT and (words := take_words(it, atom=atom))]
    _set_body(draft, [it for it in (*full, *short) if says_something(it.text)])
    if not draft.body and (caption := caption_of(media)):
        draft.body = of_escaped(caption).text
        draft.put("type", type_of(media))


def _set_body(draft: Draft, found: list[Words]) -> None:
    """The first is the body; the others are told beside it, unless they repeat it."""
    if not found:
        return
    body, *rest = found
    draft.body, draft.tables, draft.markup = body.text, body.tables, body.markup
    others = [it for it in dict.fromkeys(it.text for it in rest) if it != body.text]
    draft.put(
        "descriptions",
        [{"role": "summary", "content_type": "text/plain", "value": it} for it in others] or None,
    )
