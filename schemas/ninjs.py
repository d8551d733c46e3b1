"""IPTC ninjs 3.1, the parts that a wire story uses, exactly as its published schema has them.

Facts of the schema that are easy to miss: `version` is a string; there are no nulls; `subjects`
alone take `creator`, `relevance` and `confidence`; `associations` need a `name`; every `uri` is a
URI and every date has a zone.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, ConfigDict, Field
from pydantic.alias_generators import to_camel

from schemas.base import Model

Uri = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$", max_length=4096)]
Score = Annotated[int, Field(ge=0, le=100)]
Rel = str
NewsType = Literal[
    "text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"
]
PubStatus = Literal["usable", "withheld", "canceled"]


class Ninjs(Model):
    """The base of every ninjs object: camelCase in JSON."""

    model_config = ConfigDict(
        alias_generator=to_camel, validate_by_name=True, validate_by_alias=True, extra="forbid"
    )


class Text(Ninjs):
    """A headline or a description. The first headline is the one that offsets count in."""

    value: str
    role: str | None = None
    content_type: str | None = None


class Body(Text):
    """One form of the story's text. `bodies[0]` is role `main`, `text/plain`."""

    char_count: int | None = None
    word_count: int | None = None


class Named(Ninjs):
    """A person, place, object, genre or source that the story names."""

    name: str | None = None
    rel: Rel | None = None
    uri: Uri | None = None
    literal: str | None = None


class Symbol(Ninjs):
    """A company's ticker at one market."""

    symbol: str
    exchange: str | None = None
    symbol_type: Uri | None = None


class Organisation(Named):
    """An organisation, with its tickers where it is listed."""

    symbols: list[Symbol] | None = None


class Subject(Named):
    """A topic (`rel` `about`) or an entity (`rel` `mentions`), with scores of 0-100."""

    creator: str | None = None
    relevance: Score | None = None
    confidence: Score | None = None


class NewsEvent(Named):
    """An event that the story names, or the storyline that it belongs to (`rel` `storyline`)."""

    id: str | None = None


class Source(Ninjs):
    """Who the text came from."""

    name: str | None = None
    role: str | None = None
    uri: Uri | None = None
    literal: str | None = None


class Genre(Ninjs):
    """The kind of text: analysis, obituary, sidebar."""

    name: str | None = None
    uri: str | None = None
    literal: str | None = None


class AltId(Ninjs):
    """Another id of the story: its slug, its sequence number, the agency's own."""

    role: str | None = None
    value: str | None = None


class Association(Ninjs):
    """A related item: the predecessor of a correction, a picture."""

    name: str
    uri: Uri
    rel: Rel | None = None
    type: NewsType | None = None
    headlines: list[Text] | None = None


class Story(Ninjs):
    """A story as ninjs 3.1."""

    uri: Uri
    type: NewsType | None = None
    representation_type: Literal["full", "partial"] | None = None
    profile: str | None = None
    version: str | None = None
    first_created: AwareDatetime | None = None
    version_created: AwareDatetime | None = None
    content_created: AwareDatetime | None = None
    embargoed_until: AwareDatetime | None = None
    expires: AwareDatetime | None = None
    pub_status: PubStatus | None = None
    urgency: Annotated[int, Field(ge=1, le=9)] | None = None
    copyright_holder: str | None = None
    copyright_notice: str | None = None
    usage_terms: str | None = None
    ed_note: str | None = None
    language: str | None = None
    title: str | None = None
    by: str | None = None
    slugline: str | None = None
    located: str | None = None
    headlines: list[Text] | None = None
    descriptions: list[Text] | None = None
    bodies: list[Body] | None = None
    people: list[Named] | None = None
    organisations: list[Organisation] | None = None
    places: list[Named] | None = None
    subjects: list[Subject] | None = None
    events: list[NewsEvent] | None = None
    objects: list[Named] | None = None
    info_sources: list[Source] | None = None
    genres: list[Genre] | None = None
    associations: list[Association] | None = None
    alt_ids: list[AltId] | None = None

    @property
    def body(self) -> str:
        """The text that offsets count in: `bodies[0].value`, or "" where there is none."""
        return self.bodies[0].value if self.bodies else ""

    @property
    def headline(self) -> str:
        """`headlines[0].value`, or "" where there is none."""
        return self.headlines[0].value if self.headlines else ""
