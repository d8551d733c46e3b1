"""`--where`: one comparison over a story's JSON, such as `topic=diplomacy` or `urgency<=2`.

`=` and `!=` compare whole values, `~` looks inside them; case doesn't count. `<`, `<=`, `>` and
`>=` compare numbers. A field with several values holds where one of them does; `!=` where none is.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.enrichment import EntityType
from stream.cli.console import Misused

Event = Mapping[str, Any]
Values = Callable[[Event], Iterable[Any]]

_FORM = re.compile(r"\s*([a-z_]+)\s*(<=|>=|!=|=|~|<|>)\s*(.+?)\s*", re.DOTALL)
_NUMBERS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _wire(name: str) -> Values:
    return lambda event: [event["wire"].get(name)]


def _story(name: str) -> Values:
    return lambda event: [event["story"].get(name)]


def _texts(name: str) -> Values:
    return lambda event: [it["value"] for it in event["story"].get(name) or ()]


def _entities(kind: str) -> Values:
    """Names and ids of the entities of one type."""
    return lambda event: [
        value
        for it in event.get("enrichment", {}).get("entities", ())
        if it["type"] == kind
        for value in (it["name"], *it.get("ids", {}).values())
    ]


def _topics(event: Event) -> list[Any]:
    found = event.get("enrichment", {}).get("topics", ())
    return [value for it in found for value in (it["name"], it["code"])]


def _dateline(event: Event) -> list[Any]:
    found = event["wire"].get("dateline") or {}
    return [found.get("place"), found.get("country"), *found.get("ids", {}).values()]


FIELDS: Mapping[str, Values] = {
    "topic": _topics,
    **{kind.value: _entities(kind.value) for kind in EntityType},
    "dateline": _dateline,
    "headline": _texts("headlines"),
    "text": _texts("bodies"),
    "slug": _story("slugline"),
    "urgency": _story("urgency"),
    "language": lambda event: [event.get("enrichment", {}).get("language")],
    "signal": _wire("signal"),
    "source": _wire("source"),
    "category": _wire("category"),
    "keyword": lambda event: event["wire"].get("keywords", ()),
    "format": _wire("format"),
    "version": _wire("version"),
    "story": _wire("story_id"),
}
"""Every field that an expression may name, and its values in an event's JSON."""


@dataclass(frozen=True)
class Where:
    """One comparison, ready to be asked."""

    field: str
    sign: str
    value: str

    def __call__(self, event: Event) -> bool:
        """Whether it holds for an enriched story's JSON."""
        values = [it for it in FIELDS[self.field](event) if it is not None]
        if self.sign in _NUMBERS:
            compare, wanted = _NUMBERS[self.sign], float(self.value)
            return any(compare(it, wanted) for it in values if isinstance(it, int | float))
        folded = [str(it).casefold() for it in values]
        wanted_text = self.value.casefold()
        if self.sign == "~":
            return any(wanted_text in it for it in folded)
        return (wanted_text in folded) == (self.sign == "=")


def where(given: str) -> Where:
    """Read an expression. Raises Misused where it is none."""
    form = _FORM.fullmatch(given)
    if form is None:
        raise Misused(f"--where '{given[:60]}' is no expression: write it like topic=diplomacy")
    field, sign, value = form.groups()
    if field not in FIELDS:
        raise Misused(f"--where knows no field '{field[:40]}': there are {', '.join(FIELDS)}")
    if sign in _NUMBERS and not _is_number(value):
        raise Misused(f"--where {field}{sign}: '{value[:40]}' is no number")
    return Where(field, sign, value)


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?\d{1,18}(\.\d{1,18})?", value) is not None
