"""One tag of ninjs: a person, a place, a subject.

ninjs 1 has `scheme` and `code` where later ones have `uri` and `literal`; a code in a scheme that
is no URI becomes the literal `scheme:code`. Every version writes these names in small letters.
"""

import re
from typing import Any, NamedTuple

from pydantic import JsonValue

from stream.remembered import remembered
from stream.wire.fields import Fields
from stream.wire.uris import as_uri, join_code

Row = dict[str, Any]
_Left = dict[str, JsonValue]
_SCORED = frozenset({"subjects", "people", "organisations", "places"})
_MOST = 100
_IPTC = re.compile(r"[0-2][0-9]{7}")


class Tag(NamedTuple):
    """A row of ninjs, its scores of 0-100, and whether anything of it was lost."""

    row: Row
    confidence: int | None = None
    relevance: int | None = None
    loses: bool = False


def read_tag(kind: str, value: JsonValue) -> Tag:
    """A tag for one of ninjs's lists; `kind` is the list's name."""
    if isinstance(value, str):
        return Tag({"name": value} if value.strip() else {})
    if not isinstance(value, dict):
        return Tag({}, loses=value is not None)
    left: _Left = {name: one for name, one in value.items() if one is not None}
    row: Row = {}
    _copy(row, "name", left)
    _copy(row, "literal", left)
    _take_code(row, left)
    _take_own(kind, row, left)
    scored = kind in _SCORED
    confidence = _score(left, "confidence") if scored else None
    relevance = _score(left, "relevance") if scored else None
    return Tag(row, confidence, relevance, bool(left))


def _text(left: _Left, name: str) -> str | None:
    """A text that isn't blank, taken; anything else stays."""
    value = left.get(name)
    if not isinstance(value, str):
        return None
    del left[name]
    return value.strip() or None


def _copy(row: Row, name: str, left: _Left) -> None:
    if text := _text(left, name):
        row[name] = text


def _take_code(row: Row, left: _Left) -> None:
    uri, scheme = _text(left, "uri"), _text(left, "scheme")
    code = _text(left, "code") or _text(left, "qcode")
    own = _as_uri(uri) if uri else None
    given = own or (_code_as_uri(code, scheme) if code else None)
    if given:
        row["uri"] = given
    if uri and own is None:
        left["uri"] = uri
    if code and own:
        left["code"] = code
    elif code and given is None:
        row.setdefault("literal", f"{scheme}:{code}" if scheme else code)
    if scheme and (own or not code):
        left["scheme"] = scheme


_as_uri = remembered()(as_uri)


@remembered()
def _code_as_uri(code: str, scheme: str | None) -> str | None:
    """A code as a URI. Eight digits alone are IPTC's: Media Topics from 2 on, subjects below."""
    if scheme is None and _IPTC.fullmatch(code):
        return f"medtop:{code}" if code[0] == "2" else f"subj:{code}"
    return as_uri(code) or (join_code(scheme, code) if scheme else None)


def _take_own(kind: str, row: Row, left: _Left) -> None:
    """What not every kind of tag has. A genre has no relation; a source's is its role."""
    if kind == "info_sources":
        if role := _text(left, "role") or _text(left, "rel"):
            row["role"] = role
    elif kind != "genres":
        _copy(row, "rel", left)
    if kind == "events":
        _copy(row, "id", left)
    elif kind == "organisations":
        _take_symbols(row, left)
    elif kind == "subjects":
        _copy(row, "creator", left)


def _score(left: _Left, name: str) -> int | None:
    """A score of 0-100; a fraction of 1 is read as such. Anything else stays."""
    value = left.get(name)
    if isinstance(value, float) and 0 <= value <= 1:
        value = round(value * _MOST)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        return None
    del left[name]
    return value


def _take_symbols(row: Row, left: _Left) -> None:
    value = left.get("symbols")
    if not isinstance(value, list):
        return
    read = [_symbol(one) for one in value]
    if symbols := [one for one, _ in read if "symbol" in one]:
        row["symbols"] = symbols
    if not any(lost for _, lost in read):
        del left["symbols"]


def _symbol(value: JsonValue) -> tuple[Row, bool]:
    if not isinstance(value, dict):
        return {}, True
    fields = Fields(value)
    row: Row = {}
    ticker = fields.soft("symbol") or fields.soft("ticker")
    exchange, form = fields.soft("exchange"), fields.soft("symboltype")
    uri = as_uri(form) if form else None
    for name, one in (("symbol", ticker), ("exchange", exchange), ("symbol_type", uri)):
        if one:
            row[name] = one
    return row, bool(fields.left) or ticker is None or (form is not None and uri is None)
