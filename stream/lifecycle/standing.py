"""Which version of a story stands, and what becomes of the next one that comes.

Per story, versions rise: an older one that arrives late is `superseded`, never current. A version
that says the same number again without being the same event is a `repeat`. A version without a
number of its own is the next one. The same event again (Kafka delivers at least once) keeps the
number that it got.
"""

from dataclasses import dataclass

from schemas.outcome import Outcome

REMEMBERED = 16
"""Events that are remembered per story: how far back a redelivery is recognised."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands: the version, and the last events with the versions that they became."""

    version: int
    events: tuple[tuple[str, int], ...] = ()
    """Pairs of `ce_id` and version, the oldest first; the last one stands."""

    def version_of(self, event: str) -> int | None:
        """The version that this event became, if it is remembered."""
        return dict(self.events).get(event)

    def to_header(self) -> bytes:
        """As it stands in the header `wire_standing` of the compacted topic."""
        return " ".join(f"{version}:{event}" for event, version in self.events).encode()

    @classmethod
    def from_header(cls, header: str) -> "Standing":
        """Read it back. Raises ValueError where the header isn't one of ours."""
        pairs = [part.partition(":") for part in header.split()]
        events = tuple((event, int(version)) for version, _, event in pairs)
        if not events:
            raise ValueError("an empty wire_standing header")
        return cls(events[-1][1], events)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a version. `standing` is what stands afterwards."""

    outcome: Outcome
    version: int
    standing: Standing


def decide(standing: Standing | None, event: str, own_version: int | None) -> Decision:
    """Fold one version in. `own_version` is the number that the agency gave, if any."""
    if standing is None:
        version = own_version or 1
        return Decision(Outcome.PUBLISHED, version, Standing(version, ((event, version),)))
    before = standing.version_of(event)
    if before is not None:
        again = before == standing.version
        return Decision(Outcome.PUBLISHED if again else Outcome.SUPERSEDED, before, standing)
    version = own_version if own_version is not None else standing.version + 1
    if version < standing.version:
        return Decision(Outcome.SUPERSEDED, version, standing)
    if version == standing.version:
        return Decision(Outcome.REPEAT, version, standing)
    events = (*standing.events, (event, version))[-REMEMBERED:]
    return Decision(Outcome.PUBLISHED, version, Standing(version, events))
