"""What stands of a story, as the compacted topic's headers remember it."""

import json
from dataclasses import dataclass

from stream.lifecycle.version import Order

REMEMBERED = 16
"""Events that are remembered per story: how far back a redelivery is recognised."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands: the version, and the last events with the versions that they became."""

    version: int
    events: tuple[tuple[str, int], ...] = ()
    """Pairs of `ce_id` and version, the oldest first; the last one stands."""
    killed: bool = False
    """The last event was a kill: nothing stands."""
    order: Order | None = None
    """Where on the wire the standing version came."""
    held: bool = False
    """It was published and then put on hold: nothing stands until it is released."""
    own: int | None = None
    """The highest number that the agency gave, if it gives any."""
    digest: str = ""
    """Of the text that stands."""
    said: Order | None = None
    """Where on the wire the story was last put on hold or released."""
    joined: bool = False
    """Its text is of several takes."""

    def version_of(self, event: str) -> int | None:
        """The version that this event became, if it is remembered."""
        return dict(self.events).get(event)

    def with_events(
        self, version: int, became: tuple[str, ...], past: tuple[str, ...] = ()
    ) -> tuple[tuple[str, int], ...]:
        """The events with those that became `version`, and those that never will."""
        gone = tuple((it, self.version) for it in past if it not in became)
        return (*self.events, *gone, *((it, version) for it in became))[-REMEMBERED:]

    @property
    def number(self) -> int:
        """What an agency's number is compared with."""
        return self.version if self.own is None else self.own

    def to_header(self) -> bytes:
        """As it stands in the header `wire_standing` of the compacted topic."""
        return " ".join(f"{version}:{event}" for event, version in self.events).encode()

    def to_facts(self) -> bytes:
        """As it stands in the header `wire_life`: what `wire_standing` has no room for."""
        facts = {
            "held": self.held or None,
            "own": self.own,
            "digest": self.digest or None,
            "said": self.said,
            "joined": self.joined or None,
        }
        return json.dumps({name: it for name, it in facts.items() if it is not None}).encode()

    @classmethod
    def from_header(
        cls, header: str, *, killed: bool = False, order: Order | None = None, facts: str = ""
    ) -> "Standing":
        """Read it back. Raises ValueError where a header isn't one of ours."""
        pairs = [part.partition(":") for part in header.split()]
        events = tuple((event, int(version)) for version, _, event in pairs)
        if not events:
            raise ValueError("an empty wire_standing header")
        found = as_object(facts) if facts else {}
        return cls(
            events[-1][1],
            events,
            killed=killed,
            order=order,
            held=bool(found.get("held")),
            own=as_number(found.get("own")),
            digest=str(found.get("digest") or ""),
            said=as_order(found.get("said")),
            joined=bool(found.get("joined")),
        )


def as_object(header: str) -> dict[str, object]:
    """A header's JSON object. Raises ValueError where it is something else."""
    found = json.loads(header)
    if not isinstance(found, dict):
        raise ValueError("a header that is no JSON object")  # noqa: TRY004 - it is what came
    return found


def as_number(found: object) -> int | None:
    """A whole number of JSON, or None."""
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def as_order(found: object) -> Order | None:
    """A place on the wire as JSON has it, or None."""
    if not isinstance(found, list) or len(found) != 2:  # noqa: PLR2004 - partition and offset
        return None
    partition, offset = (as_number(it) for it in found)
    return None if partition is None or offset is None else (partition, offset)
