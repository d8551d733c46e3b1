"""Short ways to read one item in a test."""

import datetime as dt
import json
from typing import Any

from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire import read

ARRIVED = dt.datetime(2025, 4, 26, 9, 30, tzinfo=dt.UTC)


def one(data: bytes | str | dict[str, Any], content_type: str | None = None) -> ParsedStory:
    """The only item of an input, which must be a story."""
    (item,) = read(as_bytes(data), arrived=ARRIVED, content_type=content_type)
    assert isinstance(item, ParsedStory), item
    return item


def refusal(data: bytes | str | dict[str, Any], content_type: str | None = None) -> ParseError:
    """The error of an input that can't be read."""
    try:
        found = read(as_bytes(data), arrived=ARRIVED, content_type=content_type)
    except ParseError as error:
        return error
    raise AssertionError(f"read {len(found)} items")


def as_bytes(data: bytes | str | dict[str, Any]) -> bytes:
    """JSON for an object, UTF-8 for a text."""
    if isinstance(data, bytes):
        return data
    return data.encode() if isinstance(data, str) else json.dumps(data).encode()
