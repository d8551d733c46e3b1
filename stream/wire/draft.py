"""What a parser found, before it becomes a story: the same for every format."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from schemas.wire import StoryFormat, Table
from stream.wire.dateline import Given
from stream.wire.fields import bad_field
from stream.wire.markers import Marker
from stream.wire.moments import moment


@dataclass(slots=True)
class Draft:
    """One item as its file has it. `story` holds fields of the ninjs story under our names."""

    format: StoryFormat
    body: str = ""
    """Paragraphs joined by an empty line."""
    markup: tuple[str, str] | None = None
    """The original markup and its media type, where the body was made from it."""
    story: dict[str, Any] = field(default_factory=dict)
    headlines: list[dict[str, str]] = field(default_factory=list)
    own_id: str | None = None
    version: str | None = None
    slug: str | None = None
    source: str | None = None
    category: str | None = None
    keywords: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    alt_ids: list[dict[str, str]] = field(default_factory=list)
    extra: dict[str, JsonValue] = field(default_factory=dict)
    zone_unknown: list[str] = field(default_factory=list)
    near: dt.date | None = None
    """A day near the story's, where no date of its own tells the year of its dateline."""
    filed: Given | None = None
    """Where and when the story was filed, where a field of its own says it."""

    @property
    def headline(self) -> str:
        """The main headline, or "" where there is none."""
        return self.headlines[0]["value"] if self.headlines else ""

    def put(self, name: str, value: Any) -> None:
        """Set a field of the story unless the file has nothing for it."""
        if value is not None:
            self.story[name] = value

    def tag(
        self, kind: str, row: dict[str, Any], *, confidence: int | None = None,
        relevance: int | None = None, creator: str | None = None,
    ) -> None:  # fmt: skip
        """Add a row to one of ninjs's lists: `people`, `organisations`, `places`, `subjects`, ….

        Scores are 0-100. Only subjects can carry them, so a scored person is mentioned there too.
        """
        if not row:
            return
        if confidence is None and relevance is None and (creator is None or kind != "subjects"):
            self.story.setdefault(kind, []).append({**row} if kind == "subjects" else row)
            return
        scores = {"confidence": confidence, "relevance": relevance, "creator": creator}
        scored = {name: value for name, value in scores.items() if value is not None}
        if kind == "subjects":
            self.story.setdefault(kind, []).append({**row, **scored})
            return
        self.story.setdefault(kind, []).append(row)
        if confidence is not None or relevance is not None:
            self.story.setdefault("subjects", []).append({**row, "rel": "mentions", **scored})

    def put_date(self, name: str, written: tuple[str, JsonValue] | None) -> None:
        """Set a date; one that can't be read goes to `extra` under its own name.

        Raises ParseError `bad_field` for a type that is no date, and for an embargo that can't be
        read: the story must not be published too early.
        """
        if written is None:
            return
        own_name, value = written
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise bad_field(own_name, value, "a date with a time and a zone")
        found = moment(value)
        if found is None:
            self._unread_date(name, own_name, value)
            return
        self.story[name] = found.when
        if not found.zone_known:
            self.zone_unknown.append(own_name)

    def _unread_date(self, name: str, own_name: str, value: JsonValue) -> None:
        if name == "embargoed_until":
            raise bad_field(own_name, value, "a date with a time, for the embargo's end")
        self.extra[own_name] = value

    def put_urgency(self, written: tuple[str, JsonValue] | None) -> None:
        """Set the urgency, 1-9; anything else goes to `extra`."""
        if written is None:
            return
        name, value = written
        number = int(value) if isinstance(value, str) and value in set("123456789") else value
        whole = isinstance(number, int | float) and not isinstance(number, bool)
        if whole and number in range(1, 10):
            self.story["urgency"] = int(number)  # type: ignore[arg-type]  # `whole` says so
        else:
            self.extra[name] = value
