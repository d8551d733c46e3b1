"""What waits: a version under embargo or on hold, as `wire.held.v1` remembers it."""

import json
from dataclasses import asdict, dataclass

from stream.lifecycle.standing import REMEMBERED, as_number, as_object, as_order
from stream.lifecycle.version import Order


@dataclass(frozen=True, slots=True)
class Pending:
    """One version that waits, the newest; or a word (hold, release) that overtook its text."""

    event: str = ""
    """The `ce_id` of the text that waits; "" where there is none yet."""
    own: int | None = None
    order: Order | None = None
    digest: str = ""
    until: float | None = None
    """When its embargo ends, in seconds since 1970."""
    hold: bool = False
    by_status: bool = False
    """The hold came as a status: a version whose status is usable ends it."""
    said: Order | None = None
    """Where on the wire the last hold or release came."""
    base: int = 0
    """The story's version when it was written; where more stands, it waits no longer."""
    seen: tuple[str, ...] = ()
    """The last events that became part of it."""
    open_items: int = 0
    """Items whose outcome is `withheld` so far, the text's own among them."""
    joined: bool = False
    """Its text is of several takes."""
    backfill: bool = False
    """Its text came of an archive."""
    own_item: bool = False
    """The text's own item is one of them: it wasn't published before."""

    @property
    def has_text(self) -> bool:
        """Whether there is text to publish."""
        return bool(self.event)

    def waits(self, now: float) -> bool:
        """Whether it may not be published yet."""
        return self.hold or (self.until is not None and self.until > now)

    def knows(self, event: str) -> bool:
        """Whether this event became part of it."""
        return event in self.seen

    def with_seen(self, event: str) -> tuple[str, ...]:
        """The events with one more."""
        return (*self.seen, event)[-REMEMBERED:]

    def to_header(self) -> bytes:
        """As it stands in the header `wire_held`."""
        return json.dumps({name: it for name, it in asdict(self).items() if it}).encode()

    @classmethod
    def from_header(cls, header: str) -> "Pending":
        """Read it back. Raises ValueError where the header isn't one of ours."""
        found = as_object(header)
        until, seen = found.get("until"), found.get("seen")
        return cls(
            event=str(found.get("event") or ""),
            own=as_number(found.get("own")),
            order=as_order(found.get("order")),
            digest=str(found.get("digest") or ""),
            until=float(until) if isinstance(until, int | float) else None,
            hold=bool(found.get("hold")),
            by_status=bool(found.get("by_status")),
            said=as_order(found.get("said")),
            base=as_number(found.get("base")) or 0,
            seen=tuple(str(it) for it in seen) if isinstance(seen, list) else (),
            open_items=as_number(found.get("open_items")) or 0,
            joined=bool(found.get("joined")),
            backfill=bool(found.get("backfill")),
            own_item=bool(found.get("own_item")),
        )
