"""What was found in a story. Scores are floats 0-1; offsets count Unicode code points."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from schemas.base import Model, is_none
from schemas.wire import Ids, Offset

Unit = Annotated[float, Field(ge=0, le=1)]


class EntityType(StrEnum):
    """The first four also go to their ninjs arrays, product and law to `objects`."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"
    PRODUCT = "product"
    LAW = "law"
    MONEY = "money"
    DATE = "date"


class Mention(Model):
    """One place in the text: `value[start:end] == text`, end exclusive."""

    start: Offset
    end: Offset
    text: str
    field: Literal["body", "headline"] = "body"


class Evidence(Model):
    """Why we say so: which rule or model, and the words that decided it."""

    by: str
    words: list[str] = Field(default_factory=list)


class Entity(Model):
    """Somebody or something that the story names, once, with every mention."""

    id: str
    type: EntityType
    name: str
    role: str | None = Field(default=None, exclude_if=is_none)
    relevance: Unit
    confidence: Unit
    ids: Ids = Field(default_factory=dict)
    mentions: Annotated[list[Mention], Field(min_length=1)]
    evidence: list[Evidence] = Field(default_factory=list)


class Topic(Model):
    """An IPTC Media Topic. Ancestors are implied; `level` is IPTC's, 1 at the top."""

    code: Annotated[str, Field(pattern=r"^medtop:\d{8}$")]
    name: str
    level: Annotated[int, Field(ge=1)]
    confidence: Unit
    evidence: list[Evidence] = Field(default_factory=list)


class Quote(Model):
    """Something said, by whom, with the verb that says so."""

    text: str
    start: Offset
    end: Offset
    direct: bool
    speaker: str | None = None
    speaker_id: str | None = None
    verb: str | None = None
    confidence: Unit


class Number(Model):
    """An amount, normalised, with its unit and what it counts."""

    text: str
    start: Offset
    end: Offset
    value: float
    unit: str | None = None
    counts: str | None = None
    at_least: bool = False


class NewsAct(Model):
    """Who did what to whom: an act that the story reports."""

    act: str
    start: Offset
    end: Offset
    actor_id: str | None = None
    target_id: str | None = None
    place_id: str | None = None
    when: AwareDatetime | None = None
    confidence: Unit


class Enrichment(Model):
    """All that the enrich hop found, and what it found it with."""

    entities: list[Entity] = Field(default_factory=list)
    topics: list[Topic] = Field(default_factory=list)
    quotes: list[Quote] = Field(default_factory=list)
    numbers: list[Number] = Field(default_factory=list)
    events: list[NewsAct] = Field(default_factory=list)
    language: str | None = None
    summary: str | None = None
    versions: dict[str, str] = Field(default_factory=dict)
    timings_ms: dict[str, float] = Field(default_factory=dict)
