"""Bytes to text. UTF-8, UTF-16 with its mark, or the charset that the content type names.

Hardly anything is guessed: a wrong guess is a story with wrong names in it. Only text of the old
wires, which have no way to name a charset, is taken as windows-1252 where nearly all of it is
ASCII, and that is said. A byte order mark wins over the content type, as it does in the WHATWG's
Encoding Standard.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

from stream.wire.codes import Code, refuse
from stream.wire.limits import MAX_NAME

_MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))
_NAMED = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:+-]{1,40})""", re.IGNORECASE)
# A closed list: Python also knows charsets that are programs ("idna", "unicode_escape").
_NAMES = (
    "utf-8 utf-16-le utf-16-be us-ascii koi8-r koi8-u shift-jis euc-jp iso-2022-jp euc-kr gb2312 "
    "gbk gb18030 big5"
)
_ISO_PARTS = (*range(1, 12), *range(13, 17))
_READ = frozenset(
    [
        *_NAMES.split(),
        *(f"iso-8859-{part}" for part in _ISO_PARTS),
        *(f"windows-{page}" for page in range(1250, 1259)),
    ]
)
_SAME = {
    "utf8": "utf-8",
    "utf-16": "utf-16-le",
    "ascii": "us-ascii",
    "latin1": "iso-8859-1",
    "latin-1": "iso-8859-1",
    "cp1252": "windows-1252",
    "sjis": "shift-jis",
}


ASSUMED = "windows-1252"
"""What text of the old wires is in where nothing names its charset and it isn't UTF-8."""
_ASCII = bytes(range(128))
_ONE_BYTE = ("iso-8859-", "windows-")
_PRINTABLE = bytes(range(32, 127))
_IN_1252 = bytes(set(range(128, 256)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D})
_LATIN_1 = "iso-8859-1"
_NO_CONTROLS = bytes(set(range(256)) - set(range(0x80, 0xA0)))
_MOSTLY = 0.9
"""The part of the bytes that must be ASCII: below it the text is in no Western language."""
TEXT_CONTROLS = b"\t\n\f\r\x1a"
WIRE_CONTROLS = TEXT_CONTROLS + bytes(range(1, 9)) + b"\x0e\x0f" + bytes(range(16, 32)) + b"\x7f"
"""Control characters that wires of the old formats frame and set their text with."""


class Decoded(NamedTuple):
    """The text without its byte order mark, and the charset that it came in."""

    text: str
    charset: str
    assumed: bool = False
    """Whether nothing said so but the bytes."""


def decode(
    data: bytes,
    content_type: str | None,
    *,
    declared: str | None = None,
    assume: bytes | None = None,
) -> Decoded:
    """Decode an input. `declared` is the charset that it names itself, as XML does.

    `assume` allows windows-1252 for what isn't UTF-8 and has no charset named; it holds the control
    characters that such a text may have.

    Raises ParseError `not_text` with the offset of the first bad byte.
    """
    named = _named(content_type) or _known(declared)
    mark, charset = _marked(data) or (b"", named or "utf-8")
    if charset == _LATIN_1 and _has_quotes_of_1252(data):
        charset = ASSUMED
    if assume is not None and charset.startswith(_ONE_BYTE) and (text := as_utf8(data)):
        return Decoded(text, "utf-8")
    try:
        return Decoded(data[len(mark) :].decode(charset), charset)
    except UnicodeDecodeError as error:
        if assume is not None and not mark and named is None and _looks_western(data, assume):
            return Decoded(data.decode(ASSUMED), ASSUMED, assumed=True)
        where = len(mark) + error.start
        raise refuse(
            Code.NOT_TEXT, f"byte {where} is not valid {charset}; send UTF-8 or name the charset"
        ) from None


def _has_quotes_of_1252(data: bytes) -> bool:
    """Whether bytes are those of windows-1252 that ISO 8859-1 has only as unused controls.

    Under that name most senders mean windows-1252, and so the Encoding Standard reads it.
    """
    controls = data.translate(None, _NO_CONTROLS)
    return bool(controls) and not controls.translate(None, _IN_1252)


def as_utf8(data: bytes) -> str | None:
    """The text of bytes that are UTF-8 and not just ASCII: in other charsets that is no chance."""
    try:
        return None if data.isascii() else data.decode()
    except UnicodeDecodeError:
        return None


def _looks_western(data: bytes, controls: bytes) -> bool:
    """Whether the bytes are text, nearly all of it ASCII, and windows-1252 has all of them."""
    foreign = data.translate(None, _ASCII)
    ascii_part = 1 - len(foreign) / len(data)
    if (
        ascii_part < _MOSTLY
        or data.translate(None, controls).translate(None, _PRINTABLE) != foreign
    ):
        return False
    return not foreign.translate(None, _IN_1252)


def _marked(data: bytes) -> tuple[bytes, str] | None:
    return next((pair for pair in _MARKS if data.startswith(pair[0])), None)


def _named(content_type: str | None) -> str | None:
    found = _NAMED.search(content_type or "")
    if not found:
        return None
    return _known(found[1])


def _known(name: str | None) -> str | None:
    if not name:
        return None
    name = name.lower().replace("_", "-")
    name = _SAME.get(name, name)
    if name not in _READ:
        raise refuse(Code.NOT_TEXT, f"charset {name[:MAX_NAME]!r} isn't read; send UTF-8")
    return name
