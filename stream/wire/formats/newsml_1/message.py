"""A NewsML 1 document: its envelope, and its items in their order."""

import datetime as dt

from stream.errors import ParseError
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.formats.newsml_1.item import stories_of
from stream.wire.formats.newsml_1.names import count, formal, take_party
from stream.wire.formats.newsml_1.said import Said
from stream.wire.found import Piece, check_count
from stream.wire.xml import Document, Part


def items(document: Document, arrived: dt.datetime) -> list[Piece]:
    """Every story; an item that can't be read is a ParseError beside its readable neighbours.

    Raises ParseError `not_news` for a document without an item, `too_many_items`.
    """
    root = document.root
    envelope = _envelope(root.first("NewsEnvelope"))
    found = root.all("NewsItem")
    if not found:
        raise refuse(Code.NOT_NEWS, "a NewsML document without a NewsItem holds no story")
    check_count(len(found))
    pieces: list[Piece] = []
    for one in found:
        pieces += _pieces(one, envelope, arrived)
        envelope = envelope.for_others()
    return pieces


def _pieces(item: Part, envelope: Said, arrived: dt.datetime) -> list[Piece]:
    """The stories of an item and of those inside it; one that only holds others is none."""
    inner = item.deep("NewsItem")
    for one in inner:
        if (above := one.element.getparent()) is not None:
            above.remove(one.element)
    found = _read(item, envelope, arrived)
    if inner and all(isinstance(it, Draft) and not it.body for it in found):
        found = []
    return found + [piece for one in inner for piece in _read(one, envelope, arrived)]


def _read(item: Part, envelope: Said, arrived: dt.datetime) -> list[Piece]:
    try:
        return stories_of(item, envelope, arrived)
    except ParseError as error:
        return [error]


def _envelope(part: Part | None) -> Said:
    """When and by whom it was sent. The envelope's priority counts where the item has none."""
    said = Said()
    if part is None:
        return said
    draft = said.draft
    if sent := part.take("DateAndTime"):
        draft.extra["sent"] = sent
    if sender := take_party(part.first("SentFrom")):
        draft.story["info_sources"] = [{"name": sender, "role": "sender"}]
    if (priority := part.first("Priority")) and (value := formal(priority)):
        priority.remove()
        draft.put_urgency(("Priority", value))
    said.weight = count(part)
    if (rest := part.left()) is not None:
        draft.extra["NewsEnvelope"] = rest
    return said
