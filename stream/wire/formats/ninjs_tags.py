"""The agency's own tags: people, places, subjects. What ninjs 3.1 can't hold stays in `extra`.

ninjs 1 has `scheme` and `code` where later ones have `uri` and `literal`; a code in a scheme that
is no URI becomes the literal `scheme:code`.
"""

from typing import Any

from pydantic import JsonValue

from stream.wire.draft import Draft
from stream.wire.fields import Fields
from stream.wire.uris import as_uri, join_code

Row = dict[str, Any]
_LISTS = {
    "people": ("people", "person"),
    "organisations": ("organisations", "organisation", "organizations", "organization"),
    "places": ("places", "place"),
    "subjects": ("subjects", "subject"),
    "events": ("events", "event"),
    "objects": ("objects", "object"),
    "info_sources": ("infosources", "infosource"),
    "genres": ("genres", "genre"),
}


def set_tags(draft: Draft, fields: Fields) -> None:
    """Take the lists of tags. A list that loses anything goes to `extra` whole as well."""
    for name, written in _LISTS.items():
        _set_list(draft, fields, name, written)
    if draft.source is None:
        sources: list[Row] = draft.story.get("info_sources") or []
        draft.source = next((row["name"] for row in sources if "name" in row), None)


def _set_list(draft: Draft, fields: Fields, name: str, written: tuple[str, ...]) -> None:
    found = fields.take(*written)
    if found is None:
        return
    own_name, value = found
    rows = value if isinstance(value, list) else [value]
    read = [_row(name, row) for row in rows]
    draft.put(name, [row for row, _ in read if row] or None)
    if any(lost for _, lost in read):
        draft.extra[own_name] = value


def _row(name: str, value: JsonValue) -> tuple[Row, bool]:
    """One tag, and whether anything of it was lost."""
    if isinstance(value, str):
        return ({"name": value}, False) if value.strip() else ({}, False)
    if not isinstance(value, dict):
        return {}, value is not None
    fields = Fields(value)
    row: Row = {}
    take_texts(row, fields, {"name": "name", "literal": "literal"})
    _take_code(row, fields)
    _take_own(name, row, fields)
    return row, bool(fields.left)


def take_texts(row: Row, fields: Fields, names: dict[str, str]) -> None:
    """Copy texts into a row, by our names; anything else than a text stays."""
    for ours, written in names.items():
        value = text_at(fields, written)
        if value is not None:
            row[ours] = value


def text_at(fields: Fields, *names: str) -> str | None:
    """A text that isn't blank, taken; anything else stays."""
    name = fields.name_of(*names)
    value = fields.left.get(name) if name else None
    if name is None or not isinstance(value, str):
        return None
    del fields.left[name]
    return value.strip() or None


def _take_code(row: Row, fields: Fields) -> None:
    uri, scheme, code = (text_at(fields, it) for it in ("uri", "scheme", "code"))
    given = as_uri(uri) if uri else None
    if given is None and code:
        given = as_uri(code) or (join_code(scheme, code) if scheme else None)
    if given:
        row["uri"] = given
    if uri and given is None:
        fields.keep("uri", uri)
    if code and given is None:
        row.setdefault("literal", f"{scheme}:{code}" if scheme else code)
    elif scheme and not code:
        fields.keep("scheme", scheme)


def _take_own(name: str, row: Row, fields: Fields) -> None:
    """What not every kind of tag has. A genre has no relation; a source's is its role."""
    if name == "info_sources":
        if role := text_at(fields, "role", "rel"):
            row["role"] = role
    elif name != "genres":
        take_texts(row, fields, {"rel": "rel"})
    if name == "events" and (own := text_at(fields, "id")):
        row["id"] = own
    elif name == "organisations":
        _take_symbols(row, fields)
    elif name == "subjects":
        _take_scores(row, fields)


def _take_scores(row: Row, fields: Fields) -> None:
    if creator := text_at(fields, "creator"):
        row["creator"] = creator
    for name in ("relevance", "confidence"):
        value = fields.left.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100:  # noqa: PLR2004 - ninjs's range
            row[name] = fields.left.pop(name)


def _take_symbols(row: Row, fields: Fields) -> None:
    value = fields.left.get("symbols")
    if not isinstance(value, list):
        return
    read = [_symbol(one) for one in value]
    row["symbols"] = [one for one, _ in read if "symbol" in one]
    if not row["symbols"]:
        del row["symbols"]
    if not any(lost for _, lost in read):
        del fields.left["symbols"]


def _symbol(value: JsonValue) -> tuple[Row, bool]:
    if not isinstance(value, dict):
        return {}, True
    fields = Fields(value)
    row: Row = {}
    ticker = text_at(fields, "symbol") or text_at(fields, "ticker")
    exchange, form = text_at(fields, "exchange"), text_at(fields, "symboltype")
    uri = as_uri(form) if form else None
    for name, one in (("symbol", ticker), ("exchange", exchange), ("symbol_type", uri)):
        if one:
            row[name] = one
    return row, bool(fields.left) or ticker is None or (form is not None and uri is None)
