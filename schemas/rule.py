"""An alert rule: what a desk wants to know, and who is told how.

On `wire.rules.v1`, keyed by the rule's id; the newest of an id stands. One that was removed says so
and stays there for who changed it when; a tombstone takes it away with that.
Channels are named here; their addresses and keys live in the channels' settings, never on a topic.
"""

import re
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, BeforeValidator, Field, model_validator

from schemas.base import Model, is_none
from schemas.clause import Clause, Day

RULE_TYPE = "org.wirestream.rule.v1"
LONGEST_QUERY = 4_000
"""Characters."""
MOST_CHANGES = 50
"""That a rule remembers."""
DAY_SECONDS = 24 * 60 * 60
KEPT_SECONDS = 7 * DAY_SECONDS
MOST_COUNTED = 1_000
UNITS = {"s": 1, "m": 60, "h": 3600, "d": DAY_SECONDS}
_SPAN = re.compile(r"(\d{1,6})([smhd])")


def seconds(given: Any) -> Any:
    """`30s`, `15m`, `1h`, `7d` as seconds; all else as it is."""
    span = _SPAN.fullmatch(given) if isinstance(given, str) else None
    return int(span[1]) * UNITS[span[2]] if span else given


def written(span: int) -> str:
    """Seconds as people write them: `90s`, `1h`."""
    units = sorted(UNITS.items(), key=lambda it: -it[1])
    return next(f"{span // size}{unit}" for unit, size in units if span % size == 0)


_Seconds = Annotated[int, BeforeValidator(seconds), Field(ge=1)]
Span = Annotated[_Seconds, Field(le=30 * DAY_SECONDS)]
"""Seconds, also written `90s`, `15m`, `1h`, `7d`."""
_Kept = Annotated[_Seconds, Field(le=KEPT_SECONDS)]

RuleId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,99}$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Count(Model):
    """So many stories within a span of time, counted where the rule's own state is."""

    least: Annotated[int, Field(ge=2, le=MOST_COUNTED)]
    within: Annotated[_Seconds, Field(le=DAY_SECONDS)]
    """Matches are kept for a day."""


class Throttle(Model):
    """At most so many alerts within a span of time."""

    most: Annotated[int, Field(ge=1, le=10_000)]
    within: _Kept
    """Alerts are kept for seven days."""
    digest: bool = False
    """What is above goes out together when the span, a day at most, ends, instead of not at all."""

    @model_validator(mode="after")
    def _digest_can_be_had_again(self) -> Self:
        if self.digest and self.within > DAY_SECONDS:
            raise ValueError("a digest waits for a day at most, as matches are kept for a day")
        return self


class QuietHours(Model):
    """When nobody is to be woken: alerts wait for the end, urgent ones pass."""

    start: Clock
    end: Clock
    zone: Annotated[str, Field(min_length=1, max_length=64)] = "UTC"
    days: list[Day] = Field(default_factory=list, max_length=7)
    urgency: Annotated[int, Field(ge=0, le=9)] = 2
    """Stories of this urgency and above (1 is the highest) pass; 0: none."""

    @model_validator(mode="after")
    def _are_hours(self) -> Self:
        if self.start == self.end:
            raise ValueError("quiet hours start and end at the same time: that is never")
        return self


class Change(Model):
    """Who changed the rule, and when."""

    by: Name
    at: AwareDatetime
    what: Name = "edited"
    """`added`, `edited`, `paused`, `resumed`, `removed`."""


class Rule(Model):
    """One alert rule. What it asks is either a `query` on one line or `when`, a clause."""

    id: RuleId
    name: Name | None = Field(default=None, exclude_if=is_none)
    query: Annotated[str, Field(min_length=1, max_length=LONGEST_QUERY)] | None = Field(
        default=None, exclude_if=is_none
    )
    when: Clause | None = Field(default=None, exclude_if=is_none)
    count: Count | None = Field(default=None, exclude_if=is_none)
    owner: Name | None = Field(default=None, exclude_if=is_none)
    channels: list[Name] = Field(default_factory=list, max_length=20)
    throttle: Throttle | None = Field(default=None, exclude_if=is_none)
    copies: _Kept | None = Field(default=None, exclude_if=is_none)
    """Stories of equal text within so many seconds are one."""
    quiet: QuietHours | None = Field(default=None, exclude_if=is_none)
    expires: AwareDatetime | None = Field(default=None, exclude_if=is_none)
    paused: bool = False
    removed: bool = False
    """It is no rule any more: only who changed it when is still known."""
    history: list[Change] = Field(default_factory=list, max_length=MOST_CHANGES)
    """The last changes, oldest first."""

    @model_validator(mode="after")
    def _asks_once(self) -> Self:
        if (self.query is None) == (self.when is None):
            raise ValueError("a rule has either a query or when")
        return self

    def to_json(self) -> bytes:
        """One line of UTF-8 JSON, as the topic carries it: no more than was said."""
        return self.model_dump_json(exclude_defaults=True).encode()
