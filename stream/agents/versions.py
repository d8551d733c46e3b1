"""An input and its product as the fold's version; a product with the wire's facts as decided."""

import json
from math import isfinite
from typing import cast

from schemas.cloudevents import text_headers
from schemas.events import LONGEST_VERSION
from schemas.wire import Signal
from stream.agents.read_back import order_of
from stream.agents.records import BACKFILL, ORDER, OWN_VERSION
from stream.engine.hop import Input
from stream.engine.jobs import Product
from stream.lifecycle.changes import CHANGES
from stream.lifecycle.version import Version


def version_of(taken: Input, product: Product) -> Version:
    """What came, as the fold sees it."""
    facts, found = product.facts, text_headers(taken.headers)
    until = facts.get("until")
    return Version(
        taken.ce_id,
        Signal(str(facts["signal"])),
        _number(found.get(OWN_VERSION, "")),
        order_of(found.get(ORDER, "")),
        float(until) if isinstance(until, int | float) else None,
        str(facts.get("digest") or ""),
        usable=bool(facts.get("usable")),
        contained=bool(facts.get("contained")),
        by_status=bool(facts.get("by_status")),
        backfill=BACKFILL in found,
    )


def with_wire(product: Product, facts: dict[str, object]) -> bytes:
    """The event with these facts of its wire part as decided."""
    start, end = cast(list[int], product.facts["wire"])
    wire = json.loads(product.value[start:end]) | facts
    if "text_signal" in product.facts:
        # Of a text that stood before: what it changed then.
        wire["extra"].pop(CHANGES, None)
    if changed := product.facts.get(CHANGES):
        wire["extra"][CHANGES] = changed
    written = json.dumps(wire, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((product.value[:start], written, product.value[end:]))


def with_version(product: Product, version: int) -> bytes:
    """The event with `wire.version` as decided; most have it already and stay as they are."""
    if product.facts["version"] == version:
        return product.value
    return with_wire(product, {"version": version})


def moment_of(header: str) -> float | None:
    """Seconds since 1970 of the header `wire_due`, or None where it has none."""
    try:
        found = float(header)
    except ValueError:
        return None
    return found if isfinite(found) and found > 0 else None


def _number(header: str) -> int | None:
    """The agency's number, None where the header has none."""
    return int(header) or None if header.isdecimal() and len(header) < LONGEST_VERSION else None
