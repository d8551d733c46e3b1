"""Wires that frame their stories by control characters or words: ANPA, IPTC 7901, ZCZC."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import islice

from stream.errors import ParseError
from stream.wire.charset import WIRE_CONTROLS, decode
from stream.wire.clean import Cleaner, lines_by_lf
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.formats import anpa, iptc_7901, plain_text, zczc
from stream.wire.formats.sign_off import agency_of, take_sign_off
from stream.wire.found import Found, Piece, note_replaced
from stream.wire.limits import MAX_ITEMS

_BEFORE = re.compile(r"(?:\x05{1,8}[A-Z \t]{0,40}\n?)?\x16{0,8}\Z")
"""What may stand before SOH and belongs to its frame."""
_FAR_BEFORE = 60
_ZCZC = re.compile(r"^[ \t\x00-\x08]{0,20}ZCZC(?![A-Za-z])", re.IGNORECASE | re.MULTILINE)
_ENDS = ("NNNN", "nnnn")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SOH, _STX, _US = "\x01", "\x02", "\x1f"


def read_framed(data: bytes, content_type: str | None, arrived: dt.datetime) -> Found:
    """The stories between SOH and EOT, in order. A frame without a known header is plain text."""
    return _read(data, content_type, arrived, _before_soh, _by_header)


def read_zczc(data: bytes, content_type: str | None, arrived: dt.datetime) -> Found:
    """The stories between ZCZC and NNNN, in order."""
    return _read(data, content_type, arrived, _before_zczc, _zczc)


def _read(
    data: bytes,
    content_type: str | None,
    arrived: dt.datetime,
    starts_in: Callable[[str], Iterator[int]],
    parse: Callable[[str, dt.datetime], Piece],
) -> Found:
    decoded = decode(data, content_type, assume=WIRE_CONTROLS)
    cleaner = Cleaner()
    frames = _frames(lines_by_lf(cleaner.text(decoded.text)), starts_in)
    items = [_item(parse, frame, arrived) for frame in frames]
    for one in items:
        if isinstance(one, Draft):
            note_replaced(one, cleaner.replaced)
            if decoded.assumed:
                one.extra["charset_assumed"] = decoded.charset
    return Found(decoded.charset, items)


def _item(parse: Callable[[str, dt.datetime], Piece], frame: str, arrived: dt.datetime) -> Piece:
    """One frame; its error is a value, for its neighbours may be readable."""
    try:
        return parse(frame, arrived)
    except ParseError as error:
        return error


def _before_soh(text: str) -> Iterator[int]:
    """Where frames start that SOH begins, with what stands before it."""
    at = text.find(_SOH)
    while at >= 0:
        before = _BEFORE.search(text, max(0, at - _FAR_BEFORE), at)
        yield before.start() if before else at
        at = text.find(_SOH, at + 1)


def _before_zczc(text: str) -> Iterator[int]:
    return (found.start() for found in _ZCZC.finditer(text))


def _frames(text: str, starts_in: Callable[[str], Iterator[int]]) -> list[str]:
    """The text by frames. Raises ParseError `too_many_items` before any is read."""
    starts = list(islice(starts_in(text), MAX_ITEMS + 1))
    if len(starts) > MAX_ITEMS:
        raise refuse(Code.TOO_MANY_ITEMS, f"more than {MAX_ITEMS} frames; send fewer at a time")
    if not starts:
        return [text]
    ends = [*starts[1:], len(text)]
    return [text[at:end] for at, end in zip(starts, ends, strict=True)]


def _by_header(frame: str, arrived: dt.datetime) -> Piece:
    """A frame by what its header looks like."""
    if head := anpa.header(frame):
        return anpa.parse(frame, head, arrived)
    if _ZCZC.search(frame[:_FAR_BEFORE]):
        return _zczc(frame, arrived)
    first = frame.lstrip("\x16\x01").partition("\n")[0]
    if _STX in frame or iptc_7901.header(first):
        return iptc_7901.parse(frame, arrived)
    return _labelled(frame, arrived)


def _labelled(frame: str, arrived: dt.datetime) -> Draft:
    """Plain text below a line whose parts US divides, as racing services send it."""
    first, _, rest = frame.partition("\n")
    parts = [_CONTROLS.sub("", part).strip() for part in first.split(_US)]
    if len(parts) == 1:
        first, rest = "", frame
    lines, signed = take_sign_off([_CONTROLS.sub("", line) for line in rest.split("\n")])
    # Its line of labels is all the title that such a list has.
    titled = "" if len(parts) > 1 else None
    draft = plain_text.parse("\n".join(lines), arrived=arrived, headline=titled)
    if len(parts) > 1:
        draft.extra["header"] = list(parts)
    if signed:
        draft.extra["sign_off"] = "\n".join(signed)
        draft.source = draft.source or agency_of(signed)
    return draft


def _zczc(frame: str, arrived: dt.datetime) -> Draft:
    found = _ZCZC.search(frame)
    inner = frame[found.end() :] if found else frame
    end = min(_end(inner, sign) for sign in _ENDS)
    draft = zczc.parse(inner[:end], arrived)
    if after := _CONTROLS.sub("", inner[end + 4 :]).strip():
        draft.extra["after_nnnn"] = after
    return draft


def _end(text: str, sign: str) -> int:
    """Where NNNN stands at the end of its line, or the text's end."""
    at = text.find(sign)
    while at >= 0:
        follows = text[at + 4 : at + 12].partition("\n")[0].strip(" \t\x03\x04\x0c\x7f")
        if not follows and not text[max(0, at - 1) : at].isalnum():
            return at
        at = text.find(sign, at + 1)
    return len(text)
