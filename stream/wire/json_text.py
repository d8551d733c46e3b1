"""JSON to Python, with every hostile form refused by name: too deep, broken, not finite."""

import json
import re

from pydantic import JsonValue

from stream.wire.codes import Code, refuse
from stream.wire.limits import MAX_DEPTH

# A string that never ends is taken to the text's end, so that no sign is looked at twice.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z|\\\Z)'
_NO_BRACKETS = re.compile(rf'{_STRING}|[^"\[\]{{}}]++', re.DOTALL)
_OPENING = "[{"
_AS_SQUARE = bytes.maketrans(b"{}", b"[]")
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
_NO_SIGN = bytes(set(_NO_BRACKET) - set(b'"'))
_MOST_LOOKS = 4
"""How often a bracket is looked at, on average, before counting them all is quicker."""
_NEXT_LINE = re.compile(r"}[ \t\r\n]{0,8}\n\{")
# JSON can only bring forth what no consumer can carry where it escapes it.
_UNFIT = re.compile(r"\\u(?:0000|d[89a-f])", re.IGNORECASE)


def _not_finite(name: str) -> JsonValue:
    raise refuse(Code.BAD_JSON, f"{name} is no number in JSON")


# Made once: `json.loads` makes one anew for each text.
_DECODER = json.JSONDecoder(parse_constant=_not_finite)
_MARK = "\ufeff"
_MARKED = "line 1, column 1: Unexpected UTF-8 BOM (decode using utf-8-sig)"


def parse(text: str) -> JsonValue:
    """The value. Raises ParseError `too_deep`, or `bad_json` with line and column."""
    check_depth(text)
    if text.startswith(_MARK):
        raise refuse(Code.BAD_JSON, _MARKED)
    try:
        found: JsonValue = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise refuse(
            Code.BAD_JSON, f"line {error.lineno}, column {error.colno}: {error.msg}"
        ) from None
    except ValueError:
        # Python refuses whole numbers of more than 4300 digits, whose reading isn't linear.
        raise refuse(Code.BAD_JSON, "a number has too many digits") from None
    return found


def by_lines(text: str) -> list[str]:
    """The lines of JSON Lines, one value each; else the text alone.

    An object that follows another without a comma can't stand in one JSON value.
    """
    if not _NEXT_LINE.search(text):
        return [text]
    return [line for line in text.split("\n") if line.strip()]


def check_depth(text: str) -> None:
    """Raise ParseError `too_deep` where brackets nest beyond the limit; linear, without parsing."""
    if text.count("[") + text.count("{") <= MAX_DEPTH or _is_shallow(text):
        return
    depth = 0
    for sign in _NO_BRACKETS.sub("", text):
        depth += 1 if sign in _OPENING else -1
        if depth > MAX_DEPTH:
            raise refuse(Code.TOO_DEEP, f"JSON nested beyond {MAX_DEPTH} levels")


def _is_shallow(text: str) -> bool:
    """Whether its brackets are closed within the limit; False where that can't be told so fast.

    Each round takes out the innermost pairs, so that as many rounds are needed as there are levels.
    """
    data = text.encode(errors="replace")
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    brackets = data.translate(_AS_SQUARE, _NO_SIGN).replace(b'""', b"")
    if b'"' in brackets:  # strings with brackets in them
        brackets = b"".join(data.split(b'"')[::2]).translate(_AS_SQUARE, _NO_BRACKET)
    worth = _MOST_LOOKS * len(brackets)
    for _ in range(MAX_DEPTH):
        before = len(brackets)
        worth -= before
        if not before or worth < 0:
            break
        brackets = brackets.replace(b"[]", b"")
        if len(brackets) == before:
            return False
    return not brackets


def may_be_unfit(text: str) -> bool:
    """Whether JSON may hold NUL or a lone surrogate, so that its strings must be looked at."""
    return "\\u" in text and _UNFIT.search(text) is not None
