"""A version of a story as the fold sees it: what came, without its text."""

from dataclasses import dataclass

from schemas.wire import Signal

Order = tuple[int, int]
"""A place on the wire: partition and offset of the input. Only one partition's have an order."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version that came. `event` is its `ce_id`; moments are seconds since 1970."""

    event: str
    signal: Signal = Signal.NEW
    own: int | None = None
    """The number that the agency gave it, if any."""
    order: Order | None = None
    until: float | None = None
    """When its embargo ends."""
    digest: str = ""
    """Stands for headline and body; "" where it brings no text."""
    usable: bool = False
    """Its status says that it may be used: that ends a hold that came by status."""
    contained: bool = False
    """An addition whose text the story has already."""
    backfill: bool = False
    """It comes of an archive."""
    by_status: bool = False
    """Its signal comes from its status, not from words."""

    @property
    def has_text(self) -> bool:
        """Whether it brings text."""
        return bool(self.digest)


def along(order: Order | None, other: Order | None) -> bool:
    """Whether both came on one wire, so that their places tell their order."""
    return bool(order and other and order[0] == other[0])


def before(order: Order | None, other: Order | None) -> bool:
    """Whether it came before the other on the wire: an urgent version overtakes."""
    return bool(order and other and order[0] == other[0] and order[1] < other[1])


def latest(order: Order | None, other: Order | None) -> Order | None:
    """The one that came later on the wire; the first where they have no order."""
    return other if order is None or before(order, other) else order


def age(version: Version, own: int | None, order: Order | None) -> int:
    """-1 where it is older than what has this number and place, 0 the same number, 1 newer."""
    if version.own is not None and own is not None:
        return (version.own > own) - (version.own < own)
    return -1 if before(version.order, order) else 1
