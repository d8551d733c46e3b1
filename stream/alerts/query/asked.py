"""The fields of the language: which test of a rule each asks, and how its value is read."""

from collections.abc import Callable, Mapping
from typing import Any

from schemas.clause import ID, ISO
from schemas.enrichment import EntityType
from schemas.wire import Signal

Fields = dict[str, Any]
"""What a test of a rule is made of."""

_TYPES = {it.value: it for it in EntityType} | {"org": EntityType.ORGANISATION}


def _entity(kind: EntityType | None) -> Callable[[str], Fields]:
    def fields(value: str) -> Fields:
        found: Fields = {"type": kind} if kind else {}
        if value == "*":
            return found
        return found | {"id" if ID.match(value) else "name": value}

    return fields


def _place(value: str, *, within: bool = False) -> Fields:
    found: Fields = {"within": True} if within else {}
    vocabulary, _, rest = value.partition(":")
    if rest and vocabulary in {"iso", "geonames"}:
        return found | {vocabulary: rest}
    return found | {"iso" if ISO.fullmatch(value) else "name": value}


def _text(field: str | None) -> Callable[[str], Fields]:
    return lambda value: {"words": value} | ({"field": field} if field else {})


def _time(value: str) -> Fields:
    start, _, end = value.partition("-")
    return {"start": start, "end": end}


def _urgency(value: str) -> Fields:
    least, dots, most = value.partition("..")
    return {"least": least, "most": most if dots else least}


TESTS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "entity": ("entity", _entity(None)),
    **{name: ("entity", _entity(kind)) for name, kind in _TYPES.items() if name != "place"},
    "place": ("place", _place),
    "within": ("place", lambda value: _place(value, within=True)),
    "topic": ("topic", lambda value: {"topic": value}),
    "text": ("text", _text(None)),
    "headline": ("text", _text("headline")),
    "body": ("text", _text("body")),
    "quote": ("quote", lambda value: {"speaker": value}),
    "source": ("source", str),
    "language": ("language", str),
    "urgency": ("urgency", _urgency),
    "signal": ("signal", Signal),
    "time": ("time", _time),
}
"""By field: the test of a rule, and what reads its value; ValueError where it can't be read."""
FIELDS = tuple(TESTS)
"""Every field of the language."""
