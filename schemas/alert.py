"""What rules make of stories: a match on `wire.matches.v1`, an alert on `wire.alerts.v1`.

Both are keyed by the rule's id. Of a story that was killed, withdrawn or put on hold neither has a
word of text.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from schemas.base import Model, is_none
from schemas.rule import Name, Rule, RuleId
from schemas.wire import Offset, Signal

MATCH_TYPE = "org.wirestream.match.v1"
ALERT_TYPE = "org.wirestream.alert.v1"
ALERT_CONTENT_TYPE = "application/json"

Highlight = Annotated[tuple[Offset, Offset], Field(description="start and end within the text")]


class Sentence(Model):
    """A sentence: `start` and `end` count code points of headline or body, highlights its own."""

    text: str
    start: Offset
    end: Offset
    field: Literal["headline", "body"] = "body"
    highlights: list[Highlight] = Field(default_factory=list)


class FoundStory(Model):
    """A version of a story as an alert shows it: what matched, and why."""

    story_id: Annotated[str, Field(min_length=1, max_length=128)]
    version: Annotated[int, Field(ge=1)]
    signal: Signal
    arrived: AwareDatetime
    signature: str = ""
    sketch: Annotated[str, Field(pattern=r"^([0-9a-f]{8})*$", max_length=8 * 48)] = Field(
        default="", exclude_if=lambda it: not it
    )
    """Where the rule asks for copies: the smallest hashes of the text's runs of three words."""
    headline: str | None = Field(default=None, exclude_if=is_none)
    urgency: int | None = Field(default=None, exclude_if=is_none)
    source: str | None = Field(default=None, exclude_if=is_none)
    language: str | None = Field(default=None, exclude_if=is_none)
    sentences: list[Sentence] = Field(default_factory=list)
    """Those that matched, with highlights."""
    why: list[str] = Field(default_factory=list)
    """The clauses that held, as queries."""


class Match(Model):
    """A rule that a version of a story fulfils; or fulfilled, where `matches` is false."""

    at: AwareDatetime
    matches: bool = True
    """False: an earlier version did, and this one, a correction or a kill perhaps, doesn't."""
    rule: Rule
    """As it stood then."""
    story: FoundStory

    def to_json(self) -> bytes:
        """One line of UTF-8 JSON."""
        return self.model_dump_json().encode()


class AlertKind(StrEnum):
    """Why somebody is told."""

    MATCH = "match"
    COUNT = "count"
    """So many stories within a span, all of them here."""
    DIGEST = "digest"
    """What waited, together."""
    UPDATED = "updated"
    """A later version says something new that matches."""
    CORRECTED = "corrected"
    HELD = "held"
    RELEASED = "released"
    """It is held back no longer."""
    KILLED = "killed"
    """Killed or withdrawn: don't use the story."""


class Alerting(Model):
    """The rule of an alert."""

    id: RuleId
    name: Name | None = Field(default=None, exclude_if=is_none)
    owner: Name | None = Field(default=None, exclude_if=is_none)
    query: str | None = Field(default=None, exclude_if=is_none)


class Alert(Model):
    """What somebody is told. `id` is the same whenever the same is told."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    kind: AlertKind
    at: AwareDatetime
    rule: Alerting
    channels: list[Name] = Field(default_factory=list)
    stories: Annotated[list[FoundStory], Field(min_length=1)]
    """One, or several of a count or a digest."""
    more: Annotated[int, Field(ge=0)] = 0
    """Stories that a digest has no room for, or that a throttle left out since the last alert."""
    follows: str | None = Field(default=None, exclude_if=is_none)
    """The alert that told of the story first."""

    def to_json(self) -> bytes:
        """One line of UTF-8 JSON."""
        return self.model_dump_json().encode()
