"""The one door: bytes in, items out."""

import datetime as dt

from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire.build import build
from stream.wire.codes import Code, refuse
from stream.wire.found import Found, check_count
from stream.wire.limits import MAX_BYTES
from stream.wire.recognise import reader_of

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
    found = reader_of(data, content_type)(data, content_type, arrived)
    if not found.items:
        raise refuse(Code.EMPTY, "the input holds no item")
    check_count(len(found.items))
    items = [_built(found, number, arrived) for number in range(len(found.items))]
    errors = [one for one in items if isinstance(one, ParseError)]
    if len(errors) == len(items):
        raise errors[0]
    return items


def _check_size(data: bytes, max_bytes: int) -> None:
    if not data:
        raise refuse(Code.EMPTY, "the input has no bytes")
    if len(data) > max_bytes:
        raise refuse(Code.TOO_LARGE, f"{len(data)} bytes; a story may have {max_bytes}")


def _built(found: Found, ordinal: int, arrived: dt.datetime) -> Item:
    """One item; its error is a value, for its neighbours may be readable."""
    one = found.items[ordinal]
    if isinstance(one, ParsedStory | ParseError):
        return one
    try:
        return build(one, arrived=arrived, ordinal=ordinal, charset=found.charset)
    except ParseError as error:
        return error
