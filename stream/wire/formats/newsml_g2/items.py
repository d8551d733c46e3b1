"""The items of a NewsML-G2 document: of a message, one alone, or a fragment of one."""

import datetime as dt
import json

from pydantic import JsonValue

from schemas.wire import StoryFormat
from stream.errors import ParseError
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.formats.headline_alone import set_headline_alone
from stream.wire.formats.newsml_g2.content import set_content
from stream.wire.formats.newsml_g2.content_meta import set_content_meta
from stream.wire.formats.newsml_g2.item_meta import set_item_meta
from stream.wire.formats.newsml_g2.kind import set_kind
from stream.wire.formats.newsml_g2.language import set_language
from stream.wire.formats.newsml_g2.rights import set_rights
from stream.wire.formats.newsml_g2.source import set_source
from stream.wire.formats.opening import take_closing, take_opening
from stream.wire.found import Piece, check_count
from stream.wire.xml import Document, Part

_NO_NEWS = {
    "planningitem": (Code.PLANNING, "a planningItem announces coverage and is no story"),
    "newscoverageset": (Code.PLANNING, "a newsCoverageSet announces coverage and is no story"),
    "conceptitem": (Code.NOT_NEWS, "a conceptItem is an entry of a vocabulary"),
    "conceptset": (Code.NOT_NEWS, "a conceptSet is a part of a vocabulary"),
    "knowledgeitem": (Code.NOT_NEWS, "a knowledgeItem is a vocabulary"),
    "catalogitem": (Code.NOT_NEWS, "a catalogItem lists vocabularies"),
}
_ITEMS = frozenset({"newsitem", "packageitem", *_NO_NEWS})
_FRAGMENTS = frozenset({"contentset", "contentmeta", "itemmeta", "groupset"})
ROOTS = frozenset({"newsmessage", "itemset", *_ITEMS, *_FRAGMENTS})
"""Root elements that are read, in lower case."""
_LONGEST_SAID = 1_000
"""Characters of a header that each item repeats; a longer one stands with the first alone."""
_BOILERPLATE = ("schemaLocation", "standard", "conformance")


def items_of(document: Document, _arrived: dt.datetime) -> list[Piece]:
    """Every item in its order; what can't be a story is a ParseError that says why.

    Raises ParseError `too_many_items`.
    """
    root = document.root
    name = root.name.lower()
    if name in _FRAGMENTS:
        return [_fragment(root)]
    if name in _ITEMS:
        return [_item(root, {}, None)]
    header = next((it for it in root if it.name == "header"), None)
    priority = header.take("priority") if header else None
    said = _said_by(header) if header else {}
    found = [it for it in _children(root) if it.name.lower() in _ITEMS]
    check_count(len(found))
    others = said if len(json.dumps(said)) <= _LONGEST_SAID else {}
    return [_item(one, others if at else said, priority) for at, one in enumerate(found)]


def _children(root: Part) -> list[Part]:
    """The items of a message, which stand in one or more `itemSet`s."""
    if root.name.lower() == "itemset":
        return list(root)
    sets = [it for it in root if it.name.lower() == "itemset"]
    return [one for it in sets for one in it] or list(root)


def _said_by(header: Part) -> dict[str, JsonValue]:
    """What the message says around every item. `sent` stands alone, as it does for all formats."""
    said: dict[str, JsonValue] = {}
    if sent := header.take("sent"):
        said["sent"] = sent
    if (rest := header.left()) is not None:
        said["header"] = rest
    return said


def _item(item: Part, said: dict[str, JsonValue], priority: str | None) -> Piece:
    if known := _NO_NEWS.get(item.name.lower()):
        return refuse(*known)
    try:
        draft = _draft(item, said)
    except ParseError as error:
        return error
    if priority and "urgency" not in draft.story:
        draft.put_urgency(("priority", priority))
    return draft


def _draft(item: Part, said: dict[str, JsonValue]) -> Draft:
    draft = Draft(StoryFormat.NEWSML_G2)
    draft.own_id = item.attribute("guid")
    draft.version = item.attribute("version")
    language = set_language(draft, item)
    for name in _BOILERPLATE:
        item.attribute(name)
    for one in item.all("rightsInfo"):
        set_rights(draft, one, language)
    if meta := item.first("itemMeta"):
        set_item_meta(draft, meta, language)
    located = set_content_meta(draft, item, language)
    set_kind(draft, item)
    set_content(draft, item, language)
    if not draft.headlines and (title := draft.story.get("title")):
        draft.headlines.append({"value": title})
    take_opening(draft)
    take_closing(draft)
    set_headline_alone(draft)
    located.set_filed(draft)
    set_source(draft)
    draft.extra |= said
    if isinstance(rest := item.left(), dict):
        draft.extra |= {name: it for name, it in rest.items() if name not in draft.extra}
    return draft


def _fragment(root: Part) -> Piece:
    """A part of an item alone, as examples and broken feeds have it."""
    if root.name.lower() == "groupset":
        return refuse(Code.NO_TEXT, "a groupSet only refers to other items")
    item = Part(root.element.makeelement("newsItem"))
    item.element.append(root.element)
    return _item(item, {}, None)
