"""Which family of formats an input is in, by its first bytes.

The content type only decides where both fit.
"""

import datetime as dt
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable

from schemas.events import STORY_CONTENT_TYPE
from stream.wire.codes import Code, refuse
from stream.wire.formats.roots import is_root
from stream.wire.found import Found
from stream.wire.framed import read_framed, read_zczc
from stream.wire.readers import read_json, read_text, read_xml

Reader = Callable[[bytes, str | None, dt.datetime], Found]
"""The items of an input; its content type and the time of its arrival come with it."""

_HEAD = 2000
_WIDE = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_LEADING = " \t\r\n\0"
_JSON_STARTS = re.compile(r"(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_ELEMENT = re.compile(r"<([A-Za-z_][\w.-]{0,60})(?::([A-Za-z_][\w.-]{0,60}))?[\s/>]")
_SOH, _STX, _ENQ, _SYN = "\x01", "\x02", "\x05", "\x16"


def reader_of(data: bytes, content_type: str | None) -> Reader:
    """Who reads these bytes. Raises ParseError `unsupported_format` for what nobody reads."""
    head = _head(data)
    for is_it, name in _UNREAD:
        if is_it(head):
            raise refuse(Code.UNSUPPORTED_FORMAT, f"{name} is not read; send the story's text")
    if _is_framed(head):
        return read_framed
    if _is_zczc(head):
        return read_zczc
    if _is_xml(head, data):
        return read_xml
    return read_json if _is_json(head, content_type) else read_text


def _head(data: bytes) -> str:
    """The first characters, as far as they are needed to know the format."""
    wide = _WIDE.get(data[:2])
    if wide:
        return data[2:_HEAD].decode(wide, "ignore").lstrip(_LEADING)
    return data[:_HEAD].removeprefix(BOM_UTF8).decode("latin-1").lstrip(_LEADING)


def _is_json(head: str, content_type: str | None) -> bool:
    if _JSON_STARTS.match(head):
        return True
    said = (content_type or "").partition(";")[0].strip().lower()
    is_said = said.endswith(("/json", "+json")) or said == STORY_CONTENT_TYPE
    return is_said and head[:1] in {"{", "["}


def _is_xml(head: str, data: bytes) -> bool:
    """Whether a text is XML rather than a sentence that begins with `<`."""
    if head.startswith(("<?xml", "<!--")) or head[:9].upper() == "<!DOCTYPE":
        return True
    first = _ELEMENT.match(head)
    if first is None:
        return False
    closed = (b"</", b"/>", b"<\0/", b"/\0>", b"\0<\0/", b"\0/\0>")
    return is_root(first[2] or first[1]) or any(sign in data for sign in closed)


def _is_framed(head: str) -> bool:
    """Whether control characters frame the story, as in ANPA 1312 and IPTC 7901."""
    return head.startswith((_SYN, _SOH, _STX)) or (head.startswith(_ENQ) and _SOH in head)


def _is_zczc(head: str) -> bool:
    return head[:4].upper() == "ZCZC" and not head[4:5].isalpha()


_UNREAD: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda head: head.startswith("{\\rtf"), "RTF"),
    (lambda head: head.startswith("%PDF-"), "PDF"),
    (lambda head: head[:14].lower().startswith(("<!doctype html", "<html")), "an HTML page"),
)
