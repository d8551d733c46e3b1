"""What a dateline's names came to."""

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a dateline. `name` is as people write it."""

    name: str
    region: str | None = None
    country: str | None = None
    ids: dict[str, str] = field(default_factory=dict)
    known: bool = False
    """Whether the place itself is in the gazetteer."""
    qualified: bool = False
    """Whether a region or a country that we know follows it."""
    readings: tuple["Reading", ...] = ()
    """What else the name can mean, where nothing in the dateline decides; the likeliest first."""


class Reading(NamedTuple):
    """One place that a name can mean, and what a story that means it would say."""

    place: Place
    iso2: str | None
    likely: float
    """How likely it is without the story: the decimal logarithm of its people, or its like."""
    words: tuple[tuple[str, float], ...]
    """Names that speak for it, and how much each says, in the same measure."""
