"""What was found in a story. Scores are floats 0-1; offsets count Unicode code points."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from schemas.base import Model, is_none
from schemas.wire import Ids, Offset

Unit = Annotated[float, Field(ge=0, le=1)]
Polarity = Annotated[float, Field(ge=-1, le=1)]
StoryField = Literal["body", "headline"]


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
    field: StoryField = "body"


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
    """An IPTC Media Topic. Ancestors are implied; `level` is IPTC's, 1 at the top.

    A topic model of the customer's own may have codes of its own: `custom:…`, all of level 1.
    """

    code: Annotated[str, Field(pattern=r"^(medtop:\d{8}|custom:\S(.{0,118}\S)?)$")]
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


class Phrase(Model):
    """A key phrase of one to four words, where it first stands, and how often it does."""

    text: str
    start: Offset
    end: Offset
    field: StoryField = "body"
    count: Annotated[int, Field(ge=1)]
    relevance: Unit


class ToneLabel(StrEnum):
    """Whether the news is good or bad; mixed where it is both, neutral where it is neither."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    MIXED = "mixed"


class ToneCue(Model):
    """Words that decided the tone, and how much they weigh where they stand: -1 bad, 1 good."""

    text: str
    start: Offset
    end: Offset
    field: StoryField = "body"
    weight: Polarity


class Tone(Model):
    """The tone of what is told: -1 all bad news, 1 all good."""

    label: ToneLabel
    score: Polarity
    evidence: list[ToneCue] = Field(default_factory=list)


class Enrichment(Model):
    """All that the enrich hop found, and what it found it with."""

    entities: list[Entity] = Field(default_factory=list)
    topics: list[Topic] = Field(default_factory=list)
    quotes: list[Quote] = Field(default_factory=list)
    numbers: list[Number] = Field(default_factory=list)
    events: list[NewsAct] = Field(default_factory=list)
    language: str | None = None
    summary: str | None = None
    summary_at: Mention | None = Field(default=None, exclude_if=is_none)
    phrases: list[Phrase] = Field(default_factory=list)
    tone: Tone | None = Field(default=None, exclude_if=is_none)
    versions: dict[str, str] = Field(default_factory=dict)
    timings_ms: dict[str, float] = Field(default_factory=dict)
