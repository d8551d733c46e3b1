"""What the wire said around a story: which signal, from where, in which version."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from schemas.base import Model, is_none
from schemas.outcome import Outcome

Ids = dict[str, str]
"""Ids by vocabulary: iso3166_1 (alpha-2), iso3166_2, geonames, wikidata, isin, ticker, custom."""

Offset = Annotated[int, Field(ge=0)]


class Signal(StrEnum):
    """What a version does to its story (wire conventions; docs/lifecycle.md)."""

    NEW = "new"
    UPDATE = "update"
    APPEND = "append"
    CORRECTION = "correction"
    REFILE = "refile"
    REPEAT = "repeat"
    HOLD = "hold"
    RELEASE = "release"
    KILL = "kill"
    WITHDRAW = "withdraw"
    ADVISORY = "advisory"
    ALERT = "alert"

    @property
    def ends_story(self) -> bool:
        """Whether nothing of the story may stand after this."""
        return self in {Signal.KILL, Signal.WITHDRAW}


class StoryFormat(StrEnum):
    """The formats that intake reads."""

    NINJS_1 = "ninjs-1"
    NINJS_2 = "ninjs-2"
    NINJS_3 = "ninjs-3"
    AP_JSON = "ap-json"
    """The AP's content API: ninjs 1's names in an envelope of its own."""
    SIMPLE_JSON = "simple-json"
    NEWSML_G2 = "newsml-g2"
    NEWSML_1 = "newsml-1"
    NITF = "nitf"
    IPTC_7901 = "iptc-7901"
    ANPA_1312 = "anpa-1312"
    ZCZC = "zczc"
    RSS = "rss"
    ATOM = "atom"
    AGENCY_XML = "agency-xml"
    """An agency's own XML, of a form that we know."""
    PLAIN_TEXT = "plain-text"
    WIRESTREAM = "wirestream"
    """Our own parsed story, as a dead letter of a later hop is replayed."""


FROM_ZERO = frozenset({StoryFormat.AP_JSON})
"""Formats whose first version is number 0; ours is 1."""


class Dateline(Model):
    """Where and when the story was filed. `start` and `end` count code points of the body."""

    text: str
    start: Offset
    end: Offset
    place: str | None = None
    region: str | None = None
    country: str | None = None
    date: dt.date | None = None
    agency: str | None = None
    ids: Ids = Field(default_factory=dict)


class Table(Model):
    """A table or score list that was taken out of the text, row by row."""

    rows: list[list[str]]
    caption: str | None = None


class Wire(Model):
    """The wire's own facts about a version of a story."""

    story_id: Annotated[str, Field(min_length=1, max_length=128)]
    version: Annotated[int, Field(ge=1)]
    ordinal: Annotated[int, Field(ge=0)] = 0
    format: StoryFormat
    charset: str
    signal: Signal
    marker: str | None = None
    source: str | None = None
    category: str | None = None
    keywords: list[str] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    # JSON; pydantic's `JsonValue` would ask Python about every value in it.
    extra: dict[str, Any] = Field(default_factory=dict)
    arrived: AwareDatetime
    outcome: Outcome | None = None
    continues: str | None = Field(default=None, exclude_if=is_none)
    dateline: Dateline | None = Field(default=None, exclude_if=is_none)
    signature: str
