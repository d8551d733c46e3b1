"""Bytes to text. UTF-8, UTF-16 with its mark, or the charset that the content type names.

Nothing is guessed: a wrong guess is a story with wrong names in it. A byte order mark wins over the
content type, as it does in the WHATWG's Encoding Standard.
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
_SAME = {"utf8": "utf-8", "ascii": "us-ascii", "latin1": "iso-8859-1", "sjis": "shift-jis"}


class Decoded(NamedTuple):
    """The text without its byte order mark, and the charset that it came in."""

    text: str
    charset: str


def decode(data: bytes, content_type: str | None) -> Decoded:
    """Decode an input. Raises ParseError `not_text` with the offset of the first bad byte."""
    mark, charset = _marked(data) or (b"", _named(content_type) or "utf-8")
    try:
        return Decoded(data[len(mark) :].decode(charset), charset)
    except UnicodeDecodeError as error:
        where = len(mark) + error.start
        raise refuse(
            Code.NOT_TEXT, f"byte {where} is not valid {charset}; send UTF-8 or name the charset"
        ) from None


def _marked(data: bytes) -> tuple[bytes, str] | None:
    return next((pair for pair in _MARKS if data.startswith(pair[0])), None)


def _named(content_type: str | None) -> str | None:
    found = _NAMED.search(content_type or "")
    if not found:
        return None
    name = found[1].lower().replace("_", "-")
    name = _SAME.get(name, name)
    if name not in _READ:
        raise refuse(
            Code.NOT_TEXT, f"the content type names charset {name[:MAX_NAME]!r}; send UTF-8"
        )
    return name
