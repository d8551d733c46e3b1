"""JSON to Python, with every hostile form refused by name: too deep, broken, not finite."""

import json
import re

from pydantic import JsonValue

from stream.wire.codes import Code, refuse
from stream.wire.limits import MAX_DEPTH

# A string that never ends is taken to the text's end, so that no sign is looked at twice.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


def parse(text: str) -> JsonValue:
    """The value. Raises ParseError `too_deep`, or `bad_json` with line and column."""
    check_depth(text)
    try:
        found: JsonValue = json.loads(text, parse_constant=_not_finite)
    except json.JSONDecodeError as error:
        raise refuse(
            Code.BAD_JSON, f"line {error.lineno}, column {error.colno}: {error.msg}"
        ) from None
    except ValueError:
        # Python refuses whole numbers of more than 4300 digits, whose reading isn't linear.
        raise refuse(Code.BAD_JSON, "a number has too many digits") from None
    return found


def check_depth(text: str) -> None:
    """Raise ParseError `too_deep` where brackets nest beyond the limit; linear, without parsing."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        depth += _STEP.get(found[0], 0)
        if depth > MAX_DEPTH:
            raise refuse(
                Code.TOO_DEEP, f"JSON nested beyond {MAX_DEPTH} levels at character {found.start()}"
            )


def _not_finite(name: str) -> JsonValue:
    raise refuse(Code.BAD_JSON, f"{name} is no number in JSON")
