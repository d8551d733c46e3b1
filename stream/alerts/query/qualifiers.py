"""What stands in square brackets: `person:"Kaja Kallas"[headline, relevance>=0.5]`."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from schemas.clause import Day
from stream.alerts.query.faults import QueryFault, meant


class Qualifier(NamedTuple):
    """One of them. `value` is None for a word alone."""

    name: str
    value: str | None
    column: int


_BOUND = {"headline": "in_headline", "relevance": "relevance", "confidence": "confidence"}
_OF_KIND = {
    "entity": _BOUND | {"role": "role", "type": "type"},
    "place": _BOUND,
    "topic": {"confidence": "confidence"},
    "quote": {"says": "says", "direct": "direct"},
    "time": {"zone": "zone", "days": "days"},
}
_FLAGS = frozenset({"headline", "direct"})
_DAYS = [it.value for it in Day]


def fields_of(kind: str, asked: Sequence[Qualifier]) -> dict[str, Any]:
    """The test's fields that the qualifiers set. Raises QueryFault."""
    known = _OF_KIND.get(kind, {})
    found: dict[str, Any] = {}
    for it in asked:
        if it.name not in known:
            there = f"there are {', '.join(known)}" if known else "none may stand here"
            hint = meant(it.name, tuple(known))
            raise QueryFault(it.column, f"no qualifier '{it.name[:30]}' here; {hint}{there}")
        if (it.value is None) != (it.name in _FLAGS):
            raise QueryFault(it.column, f"{it.name} {'has no' if it.value else 'needs a'} value")
        if known[it.name] in found:
            raise QueryFault(it.column, f"{it.name} stands twice")
        value = _days(it) if it.name == "days" else it.value
        found[known[it.name]] = True if value is None else value
    return found


def _days(it: Qualifier) -> list[str]:
    """`mon-fri`, `sat+sun`, `mon`."""
    found: list[str] = []
    for part in str(it.value).split("+"):
        first, dash, last = part.partition("-")
        if first not in _DAYS or (dash and last not in _DAYS):
            raise QueryFault(it.column, f"days are {', '.join(_DAYS)}: mon-fri, sat+sun")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        found += _DAYS[start : end + 1] if start <= end else _DAYS[start:] + _DAYS[: end + 1]
    return list(dict.fromkeys(found))
