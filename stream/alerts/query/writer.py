"""A clause as a query on one line: `parse(write(clause)).clause` means the same."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from schemas.clause import (
    Bound,
    Clause,
    EntityTest,
    PlaceTest,
    QuoteTest,
    TextTest,
    TimeTest,
    TopicTest,
    UrgencyTest,
)
from schemas.enrichment import EntityType
from schemas.rule import DAY_SECONDS, Count

_PLAIN = re.compile(r"[^\s\"\u201c\u201d()\[\],~=:\\*]+")


def write(clause: Clause, count: Count | None = None) -> str:
    """One line."""
    line = _either(clause)
    return f"{line} COUNT {count.least} IN {_span(count.within)}" if count else line


def _either(clause: Clause) -> str:
    return " OR ".join(map(_both, clause.any)) if clause.any else _both(clause)


def _both(clause: Clause) -> str:
    if clause.any:
        return f"({_either(clause)})" if len(clause.any) > 1 else _both(clause.any[0])
    return " AND ".join(map(_one, clause.all)) if clause.all else _one(clause)


def _one(clause: Clause) -> str:
    if clause.none:
        inner = clause.none[0] if len(clause.none) == 1 else Clause(any=clause.none)
        return f"NOT {_one(inner)}"
    if not clause.parts:
        return _WRITERS[clause.kind](getattr(clause, clause.kind))
    return _one(clause.parts[0]) if len(clause.parts) == 1 else f"({_either(clause)})"


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _entity(it: EntityTest) -> str:
    asked = [*_bound(it)]
    if it.role:
        asked.append(f"role:{_quoted(it.role)}")
    field = it.type.value if it.type else "entity"
    if it.type is EntityType.PLACE:
        field = "entity"
        asked.append("type:place")
    value = _quoted(it.name or it.id or "") if it.name or it.id else "*"
    return f"{field}:{value}{_bracketed(asked)}"


def _place(it: PlaceTest) -> str:
    field = "within" if it.within else "place"
    value = _quoted(it.name or "")
    for name in ("iso", "geonames"):
        if code := getattr(it, name):
            value = f"{name}:{code}"
    return f"{field}:{value}{_bracketed(_bound(it))}"


def _bound(it: Bound) -> Iterator[str]:
    if it.in_headline:
        yield "headline"
    for name in ("relevance", "confidence"):
        if (least := getattr(it, name)) is not None:
            yield f"{name}>={_number(least)}"


def _topic(it: TopicTest) -> str:
    asked = [] if it.confidence is None else [f"confidence>={_number(it.confidence)}"]
    return f"topic:{'=' if it.only else ''}{_quoted(it.topic)}{_bracketed(asked)}"


def _text(it: TextTest) -> str:
    near = f"~{it.near}" if it.near else ""
    return f"{it.field or 'text'}:{'=' if it.exact else ''}{_quoted(it.words)}{near}"


def _quote(it: QuoteTest) -> str:
    asked = [f"says:{_quoted(it.says)}"] if it.says else []
    return f"quote:{_quoted(it.speaker)}{_bracketed([*asked, *['direct'] * it.direct])}"


def _urgency(it: UrgencyTest) -> str:
    return f"urgency:{it.least}" + (f"..{it.most}" if it.most != it.least else "")


def _time(it: TimeTest) -> str:
    asked = [f"zone:{_quoted(it.zone)}"] if it.zone != "UTC" else []
    if it.days:
        asked.append(f"days:{'+'.join(it.days)}")
    return f"time:{it.start}-{it.end}{_bracketed(asked)}"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "entity": _entity,
    "place": _place,
    "topic": _topic,
    "text": _text,
    "quote": _quote,
    "source": lambda it: f"source:{_quoted(it)}",
    "language": lambda it: f"language:{it}",
    "urgency": _urgency,
    "signal": lambda it: f"signal:{it.value}",
    "time": _time,
}


def _bracketed(asked: "Iterator[str] | list[str]") -> str:
    found = ", ".join(asked)
    return f"[{found}]" if found else ""


def _number(value: float) -> str:
    return f"{value:.17f}".rstrip("0").rstrip(".") or "0"


def _span(seconds: int) -> str:
    for unit, size in (("d", DAY_SECONDS), ("h", 3600), ("m", 60)):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"
