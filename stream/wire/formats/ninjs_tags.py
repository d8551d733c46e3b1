"""The agency's own tags: people, places, subjects. What ninjs 3.1 can't hold stays in `extra`."""

from collections.abc import Collection
from typing import Any

from stream.wire.draft import Draft
from stream.wire.fields import Fields
from stream.wire.formats.ninjs_tag import read_tag

Row = dict[str, Any]
_LISTS = {
    "subjects": ("subjects", "subject"),
    "people": ("people", "person"),
    "organisations": ("organisations", "organisation", "organizations", "organization"),
    "places": ("places", "place"),
    "events": ("events", "event"),
    "objects": ("objects", "object"),
    "info_sources": ("infosources", "infosource"),
    "genres": ("genres", "genre"),
}
"""Subjects come first: the mentions of scored people follow them in the same list."""


def set_tags(draft: Draft, fields: Fields, *, only: Collection[str] = tuple(_LISTS)) -> None:
    """Take the lists of tags. A list that loses anything goes to `extra` whole as well."""
    for name in only:
        _set_list(draft, fields, name, _LISTS[name])
    if draft.source is None:
        sources: list[Row] = draft.story.get("info_sources") or []
        draft.source = next((row["name"] for row in sources if "name" in row), None)


def _set_list(draft: Draft, fields: Fields, name: str, written: tuple[str, ...]) -> None:
    found = fields.take(*written)
    if found is None:
        return
    own_name, value = found
    lost = False
    for one in value if isinstance(value, list) else [value]:
        tag = read_tag(name, one)
        draft.tag(name, tag.row, confidence=tag.confidence, relevance=tag.relevance)
        lost = lost or tag.loses
    if lost:
        draft.extra[own_name] = value
