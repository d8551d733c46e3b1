"""What one level of a NewsML 1 document says: read once, and shared by every story below it."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from schemas.wire import StoryFormat
from stream.wire.draft import Draft

_ONE_EACH = ("own_id", "version", "slug", "source", "category", "filed")
_HEAVY = 300
_FEW = 200
"""Rows at the end of a list that new ones are compared with."""
_KEPT = {"slug": "SlugLine"}


class Origin(NamedTuple):
    """Where a story was written, by its fields."""

    city: str
    area: str | None = None
    country: str | None = None


@dataclass(slots=True)
class Said:
    """The fields of one level, its dateline and its place."""

    draft: Draft = field(default_factory=lambda: Draft(StoryFormat.NEWSML_1))
    line: str = ""
    origin: Origin | None = None
    weight: int = 0
    """Elements that it was read from."""

    def for_others(self) -> "Said":
        """The same for the second story below and all after it.

        What is heavy stands with the first one alone, so that many stories can't multiply it.
        """
        if self.weight <= _HEAVY:
            return self
        draft = Draft(StoryFormat.NEWSML_1, **{it: getattr(self.draft, it) for it in _ONE_EACH})
        plain = {name: it for name, it in self.draft.story.items() if not isinstance(it, list)}
        draft.story, draft.headlines = plain, self.draft.headlines[:1]
        draft.markers, draft.zone_unknown = (
            self.draft.markers[:_FEW],
            self.draft.zone_unknown[:_FEW],
        )
        return Said(draft, self.line, self.origin)


def add(said: Said, lesser: Said) -> None:
    """Add what a level further out says; what the nearer one says stands."""
    said.line = said.line or lesser.line
    said.origin = said.origin or lesser.origin
    add_draft(said.draft, lesser.draft)


def add_draft(draft: Draft, lesser: Draft) -> None:
    """The same for drafts alone. A headline or slugline that differs is kept in `extra`."""
    for name in _ONE_EACH:
        own, other = getattr(draft, name), getattr(lesser, name)
        if own is None:
            setattr(draft, name, other)
        elif other and other != own and name in _KEPT:
            draft.extra.setdefault(_KEPT[name], other)
    _add_headlines(draft, lesser)
    _extend(draft.keywords, lesser.keywords)
    _extend(draft.zone_unknown, lesser.zone_unknown)
    _extend(draft.markers, lesser.markers)
    _extend(draft.alt_ids, lesser.alt_ids)
    for name, value in lesser.story.items():
        _add_field(draft, name, value)
    for name, kept in lesser.extra.items():
        draft.extra.setdefault(name, kept)


def _add_headlines(draft: Draft, lesser: Draft) -> None:
    if not draft.headlines:
        draft.headlines += lesser.headlines
    elif lesser.headlines and lesser.headlines[0]["value"] != draft.headlines[0]["value"]:
        draft.extra.setdefault("HeadLine", lesser.headlines[0]["value"])


def _add_field(draft: Draft, name: str, value: Any) -> None:
    before = draft.story.get(name)
    if isinstance(value, list):
        _extend(draft.story.setdefault(name, []), value)
    elif before is None:
        draft.story[name] = value
    elif name == "ed_note" and value not in before:
        draft.story[name] = f"{before}\n\n{value}"
    elif name == "by" and value != before:
        draft.extra.setdefault("ByLine", value)


def _extend(rows: list[Any], more: list[Any]) -> None:
    if not rows or not more:
        rows += more
        return
    seen = {repr(it) for it in rows[-_FEW:]}
    rows += (it for it in more if repr(it) not in seen)
