"""Which version of a story stands, and what becomes of the next one that comes.

Per story, versions rise: an older one that arrives late is `superseded`, never current. A version
that says the same number again without being the same event is a `repeat`. A version without a
number of its own is the next one, unless the wire brought it before the one that stands. The same
event again (Kafka delivers at least once) keeps the number that it got.

A kill always passes, whatever its number, and takes the highest; what comes after it is
`withdrawn`, and another kill a `repeat`.
"""

from dataclasses import dataclass, replace

from schemas.outcome import Outcome

Order = tuple[int, int]
"""A place on the wire: partition and offset of the input. Only one partition's have an order."""

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
    order: "Order | None" = None
    """Where on the wire the standing version came."""

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


def decide(
    standing: Standing | None,
    event: str,
    own_version: int | None,
    *,
    kills: bool = False,
    order: Order | None = None,
) -> Decision:
    """Fold one version in.

    `own_version` is the number that the agency gave, if any; `kills` says that it is a kill;
    `order` is where on the wire it came, which decides where there is no number.
    """
    decision = _decide(standing, event, own_version, kills=kills, order=order)
    if decision.standing is standing:
        return decision
    return replace(decision, standing=replace(decision.standing, order=order))


def _decide(
    standing: Standing | None,
    event: str,
    own_version: int | None,
    *,
    kills: bool,
    order: Order | None,
) -> Decision:
    if standing is None:
        return _publish(None, event, own_version or 1, kills=kills)
    before = standing.version_of(event)
    if standing.killed:
        return _after_kill(standing, before, own_version, kills=kills)
    following = standing.version + 1
    version = following if own_version is None else own_version
    if kills:
        return _publish(standing, event, max(version, following), kills=True)
    if before is not None:
        again = before == standing.version
        return Decision(Outcome.PUBLISHED if again else Outcome.SUPERSEDED, before, standing)
    late = version < standing.version or (own_version is None and _before(order, standing.order))
    if version > standing.version and not late:
        return _publish(standing, event, version, kills=False)
    return Decision(Outcome.SUPERSEDED if late else Outcome.REPEAT, version, standing)


def _before(order: Order | None, other: Order | None) -> bool:
    """Whether it came before the other on the wire: an urgent version overtakes."""
    return bool(order and other and order[0] == other[0] and order[1] < other[1])


def _after_kill(
    standing: Standing, before: int | None, own_version: int | None, *, kills: bool
) -> Decision:
    """After a kill only the kill itself passes again, whatever id a record claims."""
    if not kills:
        return Decision(Outcome.WITHDRAWN, own_version or standing.version, standing)
    again = before == standing.version
    return Decision(Outcome.PUBLISHED if again else Outcome.REPEAT, standing.version, standing)


def _publish(standing: Standing | None, event: str, version: int, *, kills: bool) -> Decision:
    earlier = standing.events if standing else ()
    events = (*earlier, (event, version))[-REMEMBERED:]
    return Decision(Outcome.PUBLISHED, version, Standing(version, events, kills))
