"""The agency's other ids of a story, and the items that it ties to it."""

from typing import get_args

from pydantic import JsonValue

from schemas.ninjs import NewsType
from stream.wire.draft import Draft
from stream.wire.fields import Fields
from stream.wire.formats.ninjs_tag import Row
from stream.wire.uris import as_uri

NEWS_TYPES: tuple[str, ...] = get_args(NewsType)


def set_alt_ids(draft: Draft, fields: Fields) -> None:
    """Version 1 has an object of ids by role, later ones a list of role and value."""
    found = fields.take("altids")
    if found is None:
        return
    name, value = found
    rows: list[tuple[JsonValue, JsonValue]] = []
    if isinstance(value, dict):
        rows = list(value.items())
    elif isinstance(value, list):
        rows = [(it.get("role"), it.get("value")) for it in value if isinstance(it, dict)]
    read = [row for row in map(_alt_id, rows) if row]
    draft.alt_ids += read
    if len(read) != (len(value) if isinstance(value, dict | list) else -1):
        draft.extra[name] = value


def _alt_id(pair: tuple[JsonValue, JsonValue]) -> dict[str, str] | None:
    role, value = pair
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    return {"value": str(value)} | ({"role": role} if isinstance(role, str) else {})


def set_associations(draft: Draft, fields: Fields) -> None:
    """Only name, id, relation, type and headlines; the rest of an associated item is in `extra`."""
    found = fields.take("associations")
    if found is None:
        return
    name, value = found
    read = [_association(own, it) for own, it in _named_items(value)]
    draft.put("associations", [row for row, _ in read if row] or None)
    if not read or any(lost for _, lost in read):
        draft.extra[name] = value


def _named_items(value: JsonValue) -> list[tuple[str | None, JsonValue]]:
    if isinstance(value, dict):
        return list(value.items())
    return [(None, one) for one in value] if isinstance(value, list) else []


def _association(own_name: str | None, value: JsonValue) -> tuple[Row, bool]:
    if not isinstance(value, dict):
        return {}, True
    fields = Fields(value)
    name = fields.soft("name") or own_name
    given = fields.soft("uri", "guid")
    uri = as_uri(given) if given else None
    if name is None or uri is None:
        return {}, True
    row: Row = {"name": name, "uri": uri}
    if rel := fields.soft("rel"):
        row["rel"] = rel
    form = fields.left.get("type")
    if isinstance(form, str) and form in NEWS_TYPES:
        row["type"] = fields.left.pop("type")
    if headline := fields.soft("headline", "headlinemain"):
        row["headlines"] = [{"value": headline}]
    return row, bool(fields.left)


def set_predecessor(draft: Draft, fields: Fields) -> None:
    """The item that this one continues, as Superdesk names it: an association of its own.

    An id that is no URI stays for `extra`.
    """
    for own_name in ("evolvedfrom", "rewriteof"):
        name = fields.name_of(own_name)
        value = fields.left.get(name) if name else None
        uri = as_uri(value) if isinstance(value, str) else None
        if name and uri:
            del fields.left[name]
            row = {"name": name, "uri": uri, "rel": "evolvedFrom"}
            draft.story.setdefault("associations", []).append(row)
