"""The one door: bytes in, items out."""

import datetime as dt

from pydantic import JsonValue

from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire.build import build
from stream.wire.charset import Decoded, decode
from stream.wire.clean import Cleaner
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.envelope import items_of
from stream.wire.fields import kind
from stream.wire.formats import ninjs, plain_text, simple_json, wirestream
from stream.wire.json_text import parse
from stream.wire.limits import MAX_BYTES, MAX_ITEMS
from stream.wire.recognise import Shape, refuse_if_markup, refuse_unread, shape_of

Item = ParsedStory | ParseError


def read(
    data: bytes,
    *,
    arrived: dt.datetime,
    content_type: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> list[Item]:
    """Every item of an input, in order: a story, or why that one can't be read.

    `arrived` is when the input came, with its zone; `content_type` decides only where the content
    leaves it open, and names a charset other than Unicode's. Linear in the size of the input.

    Raises:
        ParseError: No item can be read. Its codes are `stream.wire.Code`.
    """
    _check_size(data, max_bytes)
    refuse_unread(data)
    decoded = decode(data, content_type)
    if not decoded.text.strip():
        raise refuse(Code.EMPTY, "the input holds only white space")
    if shape_of(decoded.text, content_type) is Shape.JSON:
        return _read_json(decoded, arrived)
    return [_read_text(decoded, arrived)]


def _check_size(data: bytes, max_bytes: int) -> None:
    if not data:
        raise refuse(Code.EMPTY, "the input has no bytes")
    if len(data) > max_bytes:
        raise refuse(Code.TOO_LARGE, f"{len(data)} bytes; a story may have {max_bytes}")


def _read_text(decoded: Decoded, arrived: dt.datetime) -> ParsedStory:
    refuse_if_markup(decoded.text)
    cleaner = Cleaner()
    draft = plain_text.parse(cleaner.text(decoded.text))
    return _built(draft, cleaner, arrived=arrived, ordinal=0, charset=decoded.charset)


def _read_json(decoded: Decoded, arrived: dt.datetime) -> list[Item]:
    items = items_of(parse(decoded.text))
    if not items:
        raise refuse(Code.EMPTY, "the list holds no item")
    if len(items) > MAX_ITEMS:
        raise refuse(Code.TOO_MANY_ITEMS, f"{len(items)} items; an input may hold {MAX_ITEMS}")
    found = [_item(one, number, decoded, arrived) for number, one in enumerate(items)]
    if all(isinstance(one, ParseError) for one in found):
        raise next(one for one in found if isinstance(one, ParseError))
    return found


def _item(value: JsonValue, ordinal: int, decoded: Decoded, arrived: dt.datetime) -> Item:
    """One item; its error is a value, for its neighbours may be readable."""
    cleaner = Cleaner()
    try:
        clean = cleaner.tree(value)
        if not isinstance(clean, dict):
            raise refuse(Code.BAD_FIELD, f"item {ordinal}: expected an object, found {kind(clean)}")
        if wirestream.is_ours(clean):
            return wirestream.parse(clean)
        return _built(
            _draft(clean), cleaner, arrived=arrived, ordinal=ordinal, charset=decoded.charset
        )
    except ParseError as error:
        return error


def _draft(item: dict[str, JsonValue]) -> Draft:
    if ninjs.is_ninjs(item) and not _only_simple(item):
        return ninjs.parse(item)
    return simple_json.parse(item)


def _only_simple(item: dict[str, JsonValue]) -> bool:
    """Whether a text stands only in a field that ninjs doesn't know."""
    return simple_json.is_simple(item) and not any(
        name.lower().startswith(("body_", "bodies")) for name in item
    )


def _built(
    draft: Draft, cleaner: Cleaner, *, arrived: dt.datetime, ordinal: int, charset: str
) -> ParsedStory:
    if cleaner.replaced:
        draft.extra["replaced_characters"] = cleaner.replaced
    return build(draft, arrived=arrived, ordinal=ordinal, charset=charset)
