"""Which format an input is in, by its content. The content type only decides where both fit.

Formats that are known and not read yet are refused here, by name, before anything is decoded: their
character sets are their own.
"""

import re
from collections.abc import Callable
from enum import Enum

from schemas.events import STORY_CONTENT_TYPE
from stream.wire.codes import Code, refuse
from stream.wire.markup import looks_like_markup, refuse_markup

_HEAD = 1000
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_JSON_STARTS = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_SOH, _STX, _SYN = b"\x01", b"\x02", b"\x16"
_DEVICE = (b"\x11", b"\x12", b"\x13", b"\x14")
_LEADING = b" \t\r\n\x00"


class Shape(Enum):
    """How the text is to be read."""

    JSON = "json"
    PLAIN_TEXT = "plain text"


def refuse_unread(data: bytes) -> None:
    """Raise ParseError `unsupported_format` or `unsafe_xml` for formats that aren't read yet."""
    if data.startswith(_WIDE):
        return
    head = data[:_HEAD].lstrip(_LEADING)
    for is_it, name in _UNREAD:
        if is_it(head):
            raise refuse(Code.UNSUPPORTED_FORMAT, f"{name} is not read yet")
    if data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        refuse_if_markup(data.removeprefix(b"\xef\xbb\xbf").decode("latin-1"))


def refuse_if_markup(text: str) -> None:
    """The same for a text that is XML or HTML."""
    if looks_like_markup(text):
        refuse_markup(text)


def shape_of(text: str, content_type: str | None) -> Shape:
    """JSON or plain text."""
    if _JSON_STARTS.match(text):
        return Shape.JSON
    said = (content_type or "").partition(";")[0].strip().lower()
    is_said = said.endswith(("/json", "+json")) or said == STORY_CONTENT_TYPE
    return Shape.JSON if is_said and text.lstrip()[:1] in {"{", "["} else Shape.PLAIN_TEXT


def _is_anpa(head: bytes) -> bool:
    framed = head.startswith((_SYN, _SOH))
    return head.startswith(_SYN) or (framed and any(sign in head for sign in _DEVICE))


def _is_iptc(head: bytes) -> bool:
    return head.startswith(_SOH) and _STX in head


def _is_zczc(head: bytes) -> bool:
    return head[:4].upper() == b"ZCZC" and not head[4:5].isalnum()


_UNREAD: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (_is_anpa, "ANPA 1312"),
    (_is_iptc, "IPTC 7901"),
    (lambda head: head.startswith(_SOH), "wire text framed by control characters"),
    (_is_zczc, "ZCZC wire text"),
    (lambda head: head.startswith(b"{\\rtf"), "RTF"),
    (lambda head: head.startswith(b"%PDF-"), "PDF"),
)
