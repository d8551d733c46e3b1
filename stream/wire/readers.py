"""Families of formats: how bytes of each become items. `recognise` chooses among them."""

import datetime as dt

from pydantic import JsonValue

from stream.errors import ParseError
from stream.wire.charset import TEXT_CONTROLS, decode
from stream.wire.clean import Cleaner
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.envelope import items_of
from stream.wire.fields import kind
from stream.wire.formats import ap_json, ninjs, plain_text, simple_json, wirestream
from stream.wire.formats.roots import items_of_root
from stream.wire.found import Found, Piece, check_count, note_replaced
from stream.wire.json_text import by_lines, may_be_unfit, parse
from stream.wire.xml import Document
from stream.wire.xml import parse as parse_xml


def read_json(data: bytes, content_type: str | None, _arrived: dt.datetime) -> Found:
    """ninjs, its dialects, simple JSON, our own stories."""
    decoded = decode(data, content_type)
    lines = by_lines(decoded.text)
    check_count(len(lines))
    values = [one for line in lines for one in _values(line, alone=len(lines) == 1)]
    fit = not may_be_unfit(decoded.text)
    check_count(len(values))
    return Found(
        decoded.charset,
        [_json_item(ordinal, one, fit=fit) for ordinal, one in enumerate(values)],
    )


def _values(text: str, *, alone: bool) -> list[JsonValue | ParseError]:
    """The items of one JSON value; a bad line is an error beside its neighbours."""
    try:
        return [*items_of(parse(text))]
    except ParseError as error:
        if alone:
            raise
        return [error]


def read_text(data: bytes, content_type: str | None, arrived: dt.datetime) -> Found:
    """Plain text."""
    decoded = decode(data, content_type, assume=TEXT_CONTROLS)
    if not decoded.text.strip():
        raise refuse(Code.EMPTY, "the input holds only white space")
    cleaner = Cleaner()
    draft = plain_text.parse(cleaner.text(decoded.text), arrived=arrived)
    note_replaced(draft, cleaner.replaced)
    if decoded.assumed:
        draft.extra["charset_assumed"] = decoded.charset
    return Found(decoded.charset, [draft])


def read_xml(data: bytes, content_type: str | None, arrived: dt.datetime) -> Found:
    """Every format in XML, by its root element."""
    document = parse_xml(data, content_type=content_type)
    items = items_of_root(document, arrived)
    for one in items:
        if isinstance(one, Draft):
            note_replaced(one, document.replaced)
            _note_declared(one, document)
            if document.repaired:
                one.extra["repaired_xml"] = True
    return Found(document.charset, items)


def _note_declared(draft: Draft, document: Document) -> None:
    """Say in `extra` that the bytes weren't in the charset that they name."""
    declared = (document.declared or document.charset).lower()
    if declared.startswith(("iso-8859", "windows")) and document.charset == "utf-8":
        draft.extra["charset_declared"] = declared


def _json_item(ordinal: int, value: JsonValue | ParseError, *, fit: bool) -> Piece:
    if isinstance(value, ParseError):
        return value
    cleaner = Cleaner()
    try:
        clean = value if fit else cleaner.tree(value)
        if not isinstance(clean, dict):
            raise refuse(Code.BAD_FIELD, f"item {ordinal}: expected an object, found {kind(clean)}")
        if wirestream.is_ours(clean):
            return wirestream.parse(clean)
        draft = _json_draft(clean)
    except ParseError as error:
        return error
    note_replaced(draft, cleaner.replaced)
    return draft


def _json_draft(item: dict[str, JsonValue]) -> Draft:
    if ap_json.is_ap(item):
        return ap_json.parse(item)
    if ninjs.is_ninjs(item) and not _only_simple(item):
        return ninjs.parse(item)
    return simple_json.parse(item)


def _only_simple(item: dict[str, JsonValue]) -> bool:
    """Whether a text stands only in a field that ninjs doesn't know."""
    return simple_json.is_simple(item) and not any(
        name.lower().startswith(("body_", "bodies")) for name in item
    )
