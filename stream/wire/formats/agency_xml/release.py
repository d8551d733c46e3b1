"""Press releases as ePressi's systems send them: NTB Kommunikasjon, STT Info, Via TT."""

import datetime as dt

from stream.wire.draft import Draft
from stream.wire.formats.agency_xml.parts import (
    associate,
    new_draft,
    set_body,
    set_left,
    take_line,
    take_words,
)
from stream.wire.formats.escaped import Words
from stream.wire.formats.language import put_language
from stream.wire.formats.tags import tag
from stream.wire.found import Piece, each
from stream.wire.xml import Document, Part


def items(document: Document, _arrived: dt.datetime) -> list[Piece]:
    """The release, or each of several."""
    root = document.root
    found = root.all("release") if root.name == "releases" else [root]
    return each(found, _item)


def _item(item: Part) -> Piece:
    draft = new_draft("release")
    _set_head(draft, item)
    if line := take_line(item, "title"):
        draft.headlines.append({"role": "main", "value": line})
    lead, body = take_words(item, "leadtext"), take_words(item, "body")
    set_body(draft, *_in_order(lead, body))
    _set_tags(draft, item)
    _set_media(draft, item)
    set_left(draft, item)
    return draft


def _set_head(draft: Draft, item: Part) -> None:
    """Dates have no zone: they are in the time of the country. Raises ParseError `bad_field`."""
    draft.own_id = item.attribute("id")
    put_language(draft, "lang", item.attribute("lang"))
    for name, written in (
        ("version_created", "publicationDate"),
        ("embargoed_until", "embargo"),
    ):
        if text := item.take(written):
            draft.put_date(name, (written, text))
    draft.source = item.take("publisher/name")


def _in_order(lead: Words, body: Words) -> list[Words]:
    """The lead stands before the body, unless the body begins with it."""
    return [body] if body.text.startswith(lead.text) else [lead, body]


def _set_tags(draft: Draft, item: Part) -> None:
    words = (it.strip() for it in (item.take("keywords") or "").split(","))
    draft.keywords = [it for it in words if it]
    if kind := item.take("type/label"):
        draft.put("genres", [{"name": kind}])
    for part in item.all("categories/category"):
        name = part.take("name") or part.take("label") or part.take_text()
        draft.category = draft.category or name
        draft.tag("subjects", tag(name))


def _set_media(draft: Draft, item: Part) -> None:
    """Pictures and documents, with what is said of them; all of it stays for `extra`."""
    for path, kind in (("images/image", "picture"), ("documents/document", None)):
        for part in item.all(path):
            named = (part.first(name) for name in ("caption", "title", "name"))
            name = next((text for it in named if it and (text := it.text())), None)
            url = part.first("url")
            associate(draft, url.text() if url else None, name, kind)
