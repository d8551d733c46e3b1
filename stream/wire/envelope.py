"""The items of a JSON input: a list, one object, or an agency's answer that wraps either."""

from collections.abc import Mapping

from pydantic import JsonValue

from stream.wire.formats import ap_json, json_feed, ninjs, simple_json, wirestream

ANSWER = "envelope"
"""Under which name the first item's `extra` keeps what an answer says around its items."""
_WRAPPERS = (
    "items", "item", "data", "articles", "results", "entries", "docs", "hits", "stories", "news",
    "posts", "documents", "records", "rows", "response", "payload", "feed", "_items", "@graph",
)  # fmt: skip
_ROW_WRAPPERS = ("item", "data", "_source", "doc", "fields", "article", "story", "node", "post")
_MOST = 5


def items_of(value: JsonValue) -> list[JsonValue]:
    """The items in their order. An object that is no story is opened where it wraps one.

    What stands around them is kept once, with the first: a thousand copies would be a bomb.
    """
    around: dict[str, JsonValue] = {}
    for _ in range(_MOST):
        name = _wrapping(value, _WRAPPERS)
        if name is None or not isinstance(value, dict):
            break
        around |= {key: one for key, one in value.items() if key != name and key not in around}
        value = value[name]
    rows = [_unwrapped(one) for one in (value if isinstance(value, list) else [value])]
    common = json_feed.defaults(around)
    return _with_answer([json_feed.with_defaults(row, common) for row in rows], around)


def _with_answer(rows: list[JsonValue], around: dict[str, JsonValue]) -> list[JsonValue]:
    first = rows[0] if rows else None
    if not around or not isinstance(first, dict):
        return rows
    fetched = around.pop(ap_json.FETCHED, None) if ap_json.is_ap(first) else None
    added = {ANSWER: around, ap_json.FETCHED: fetched}
    kept = {name: one for name, one in added.items() if one and name not in first}
    return [{**first, **kept}, *rows[1:]]


def _unwrapped(row: JsonValue) -> JsonValue:
    """A row's story, with what stands beside it in the row."""
    for _ in range(_MOST):
        name = _wrapping(row, _ROW_WRAPPERS)
        inner = row.get(name) if name and isinstance(row, dict) else None
        if not isinstance(inner, dict) or not isinstance(row, dict):
            break
        beside = {key: one for key, one in row.items() if key != name}
        row = {**beside, **inner}
    return row


def _wrapping(value: JsonValue, names: tuple[str, ...]) -> str | None:
    """The name that wraps something, or None where a value is a story itself or wraps nothing."""
    if not isinstance(value, dict) or is_story(value):
        return None
    return next((name for name in names if _holds(value, name)), None)


def _holds(value: Mapping[str, JsonValue], name: str) -> bool:
    inner = value.get(name)
    return isinstance(inner, dict) or (
        isinstance(inner, list) and all(isinstance(it, dict | list) for it in inner[:1])
    )


def is_story(item: dict[str, JsonValue]) -> bool:
    """Whether an object is an item itself, in any of the dialects."""
    return (
        ap_json.is_ap(item)
        or ninjs.is_ninjs(item)
        or simple_json.is_simple(item)
        or wirestream.is_ours(item)
    )
