"""JSON Feed 1.x: what a feed says for all its items, which each may say otherwise.

https://www.jsonfeed.org/version/1.1/
"""

from collections.abc import Mapping

from pydantic import JsonValue

_SIGN = "jsonfeed.org/version/"
_FOR_ALL = {"language": "language", "authors": "authors", "author": "author", "title": "source"}
_LONGEST = 1000
"""Characters of a feed's own field that each item gets: a thousand items may."""


def defaults(feed: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What the items of a feed have in common; nothing where it is no JSON Feed."""
    version = feed.get("version")
    if not isinstance(version, str) or _SIGN not in version[:100]:
        return {}
    return {
        ours: feed[name]
        for name, ours in _FOR_ALL.items()
        if feed.get(name) is not None and len(str(feed[name])) <= _LONGEST
    }


def with_defaults(item: JsonValue, common: Mapping[str, JsonValue]) -> JsonValue:
    """The item with its feed's fields, unless it has its own."""
    if not common or not isinstance(item, dict):
        return item
    signed = "authors" in item or "author" in item
    given = {name: one for name, one in common.items() if not (signed and name in _BY)}
    return {**given, **item}


_BY = frozenset({"authors", "author"})
