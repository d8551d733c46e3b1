"""A group: one thing that the story names, with all places where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.surroundings import after, before, says_place
from stream.gazetteer import fold

_KEPT = 4_096


class Sighting:
    """A span with the passage that it stands in, and what twenty rules ask of it."""

    __slots__ = ("_says_place", "after", "before", "passage", "span", "text")

    def __init__(self, passage: Passage, span: Span) -> None:
        """Look at the words there, and at those beside them in their line."""
        self.passage = passage
        self.span = span
        self.text = passage.of(span)
        """The words as the story has them."""
        self.before = before(passage, span)
        self.after = after(passage, span)
        self._says_place: bool | None = None

    @property
    def says_place(self) -> bool:
        """Whether the words beside it say that it is a place."""
        if self._says_place is None:
            self._says_place = says_place(self.passage, self.span)
        return self._says_place

    def as_type(self, kind: EntityType, by: str) -> "Sighting":
        """The same words as something else, on another's word."""
        return Sighting(self.passage, self.span.as_type(kind, by))


@dataclass
class Group:
    """One person, body, place or event under its best name, before it is scored."""

    id: str
    type: EntityType
    name: str
    ids: dict[str, str] = field(default_factory=dict)
    sightings: list[Sighting] = field(default_factory=list)
    role: str | None = None
    aliases: set[str] = field(default_factory=set)
    """Words that name it elsewhere in the story too, beyond those already seen."""
    sure: float | None = None
    """How sure we are, where who found it knows better than the rules."""

    @property
    def by(self) -> set[str]:
        """Which rules and models speak for it."""
        return {by for it in self.sightings for by in it.span.by}


@lru_cache(_KEPT)
def slug(name: str) -> str:
    """A name as part of an id: lower case, no accents, hyphens."""
    return "-".join("".join(ch if ch.isalnum() else " " for ch in fold(name)).split())


def of_type(sightings: Iterable[Sighting], kind: EntityType) -> list[Sighting]:
    """The sightings of one type."""
    return [it for it in sightings if it.span.type is kind]


def by_name(sightings: Iterable[Sighting], kind: EntityType) -> list[Group]:
    """One group a name, accents and case aside: for events, laws and products."""
    groups: dict[str, Group] = {}
    for it in sightings:
        key = slug(it.text)
        if key:
            group = groups.setdefault(key, Group(f"{kind.value}:{key}", kind, it.text))
            group.sightings.append(it)
    return list(groups.values())
