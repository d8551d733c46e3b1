"""A number before its surroundings are looked at."""

from typing import NamedTuple


class Found(NamedTuple):
    """Where it stands, end exclusive, how much, in what unit, counting what."""

    start: int
    end: int
    value: float
    unit: str | None = None
    counts: str | None = None
