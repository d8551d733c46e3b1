"""What an alert rule asks of a story: clauses, which combine others or test one thing.

A clause is a mapping with one key: `all`, `any`, `none` over other clauses, or a test. In YAML or
JSON a text will do for the simple form of a test:

    all:
      - entity: Kaja Kallas
      - topic: diplomacy
      - none:
          - source: Trend

`stream/alerts/query` writes the same on one line: `entity:"Kaja Kallas" topic:diplomacy NOT
source:Trend`.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from schemas.base import Model, is_none
from schemas.enrichment import EntityType, Unit
from schemas.wire import Signal

LONGEST_TEXT = 200
"""Characters of a name or a phrase."""
MOST_CLAUSES = 100
"""In one list."""

VOCABULARIES = ("wikidata", "geonames", "iso3166_1", "iso3166_2", "isin", "ticker", "custom")
ID = re.compile(
    rf"({'|'.join(VOCABULARIES)}"
    r"|person|organisation|place|event|product|law|money|date):\S"
)
"""How the id of an entity begins: a vocabulary of ours, or the entity's type."""
ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")

Said = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT, pattern=r"\S")]


def _short(key: str) -> BeforeValidator:
    """A text (or number) alone stands for the mapping whose `key` it is."""
    return BeforeValidator(lambda given: {key: given} if isinstance(given, str | int) else given)


class Day(StrEnum):
    """A day of the week, as rules write it."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


class Bound(Model):
    """How an entity must stand in the story. Left out is not asked."""

    in_headline: bool = False
    relevance: Unit | None = None
    """At least."""
    confidence: Unit | None = None
    """At least."""


class EntityTest(Bound):
    """Somebody or something named, by id or by name; or anybody of a type or in a role."""

    name: Said | None = None
    """Its name or one of its mentions, whole; of a person also the end of the name."""
    id: Said | None = None
    """`wikidata:Q458`, `geonames:588409`, `custom:DESK-1`, or the entity's own."""
    type: EntityType | None = None
    role: Said | None = None
    """Words that stand in the entity's role, in this order."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.name and self.id:
            raise ValueError("an entity is asked by name or by id, not both")
        if not (self.name or self.id or self.type or self.role):
            raise ValueError("an entity needs a name, an id, a type or a role")
        if self.name and (self.name == "*" or ID.match(self.name)):
            raise ValueError("an id is no name; for anybody leave the name out")
        if self.id and not ID.match(self.id):
            raise ValueError("an id names its vocabulary: wikidata:Q458, custom:DESK-1")
        return self


class PlaceTest(Bound):
    """A place by name, ISO 3166 code or GeoNames id; with `within` also all that lies in it."""

    name: Said | None = None
    iso: Annotated[str, Field(pattern=rf"^{ISO.pattern}$")] | None = None
    geonames: Annotated[str, Field(pattern=r"^\d{1,12}$")] | None = None
    within: bool = False

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(it is not None for it in (self.name, self.iso, self.geonames)) != 1:
            raise ValueError("a place is asked by one of name, iso, geonames")
        if self.name and (self.name.startswith(("iso:", "geonames:")) or ISO.fullmatch(self.name)):
            raise ValueError("a code is no name: write it as iso or geonames")
        return self


class TopicTest(Model):
    """A Media Topic by name or code, and all below it unless `only`."""

    topic: Said
    only: bool = False
    confidence: Unit | None = None
    """At least."""


class TextTest(Model):
    """Words in headline or body: one, or several as a phrase, or near each other.

    Each counts in all its forms; one that ends in `*` is the beginning of words. `exact`: letters,
    accents and capitals as written.
    """

    words: Said
    field: Literal["headline", "body"] | None = None
    near: Annotated[int, Field(ge=1, le=100)] | None = None
    """Within so many words of each other, in any order."""
    exact: bool = False


class QuoteTest(Model):
    """Something said, by a speaker (name or id), perhaps with words."""

    speaker: Said
    says: Said | None = None
    direct: bool = False
    """Only words between quotation marks."""


class UrgencyTest(Model):
    """ninjs urgency, 1 to 9, 1 the most urgent; both ends belong to it."""

    least: Annotated[int, Field(ge=1, le=9)] = 1
    most: Annotated[int, Field(ge=1, le=9)] = 9

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise ValueError("urgency: least is above most")
        return self


class TimeTest(Model):
    """When the story arrived: minutes of a day, on which days, in which zone.

    `start` may be after `end`: the night between. `end` doesn't belong to it.
    """

    start: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    end: Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
    zone: Annotated[str, Field(min_length=1, max_length=64)] = "UTC"
    days: list[Day] = Field(default_factory=list, max_length=7)
    """On which it begins; empty: on all."""


def _urgency(given: Any) -> Any:
    return {"least": given, "most": given} if isinstance(given, int | str) else given


class Clause(Model):
    """One condition: exactly one of its fields is given."""

    all: Annotated[list["Clause"], Field(min_length=1, max_length=MOST_CLAUSES)] | None = Field(
        default=None, exclude_if=is_none
    )
    any: Annotated[list["Clause"], Field(min_length=1, max_length=MOST_CLAUSES)] | None = Field(
        default=None, exclude_if=is_none
    )
    none: Annotated[list["Clause"], Field(min_length=1, max_length=MOST_CLAUSES)] | None = Field(
        default=None, exclude_if=is_none
    )
    entity: Annotated[EntityTest, _short("name")] | None = Field(default=None, exclude_if=is_none)
    place: Annotated[PlaceTest, _short("name")] | None = Field(default=None, exclude_if=is_none)
    topic: Annotated[TopicTest, _short("topic")] | None = Field(default=None, exclude_if=is_none)
    text: Annotated[TextTest, _short("words")] | None = Field(default=None, exclude_if=is_none)
    quote: Annotated[QuoteTest, _short("speaker")] | None = Field(default=None, exclude_if=is_none)
    source: Said | None = Field(default=None, exclude_if=is_none)
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = Field(
        default=None, exclude_if=is_none
    )
    urgency: Annotated[UrgencyTest, BeforeValidator(_urgency)] | None = Field(
        default=None, exclude_if=is_none
    )
    signal: Signal | None = Field(default=None, exclude_if=is_none)
    time: TimeTest | None = Field(default=None, exclude_if=is_none)

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        given = [name for name in KINDS if getattr(self, name) is not None]
        if len(given) != 1:
            found = f"{' and '.join(given)} stand in one" if given else "it is empty"
            raise ValueError(f"a clause has exactly one key, and {found}")
        return self

    @cached_property
    def kind(self) -> str:
        """The one key that is given."""
        return next(name for name in KINDS if getattr(self, name) is not None)

    @property
    def parts(self) -> "list[Clause]":
        """The clauses that it combines; none for a test."""
        return self.all or self.any or self.none or []

    def walk(self) -> "Iterator[Clause]":
        """Itself and every clause below."""
        yield self
        for part in self.parts:
            yield from part.walk()


COMBINING = ("all", "any", "none")
KINDS = tuple(Clause.model_fields)
