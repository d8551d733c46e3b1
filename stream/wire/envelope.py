"""The items of a JSON input: a list, one object, or an agency's answer that wraps either."""

from pydantic import JsonValue

from stream.wire.formats import ninjs, simple_json, wirestream

_WRAPPERS = ("items", "item", "data")
_MOST = 4


def items_of(value: JsonValue) -> list[JsonValue]:
    """The items in their order. An object that is no story is opened where it wraps one."""
    for _ in range(_MOST):
        inner = _inside(value)
        if inner is None:
            break
        value = inner
    return [_unwrapped(one) for one in value] if isinstance(value, list) else [value]


def _unwrapped(value: JsonValue) -> JsonValue:
    inner = _inside(value)
    return inner if isinstance(inner, dict) else value


def _inside(value: JsonValue) -> JsonValue:
    """What an object wraps, or None where it is a story itself or wraps nothing that we know."""
    if not isinstance(value, dict) or _is_story(value):
        return None
    found = (value[name] for name in _WRAPPERS if isinstance(value.get(name), list | dict))
    return next(found, None)


def _is_story(item: dict[str, JsonValue]) -> bool:
    return ninjs.is_ninjs(item) or simple_json.is_simple(item) or wirestream.is_ours(item)
