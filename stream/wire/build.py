"""A draft becomes a parsed story: dateline, signal, identity, signature."""

import datetime as dt
from typing import Any

from pydantic import ValidationError

from schemas.events import ParsedStory
from schemas.ninjs import Story
from schemas.wire import FROM_ZERO, Dateline, Signal, Wire
from stream.errors import ParseError
from stream.wire import dateline, identity
from stream.wire.attribution import closing_source
from stream.wire.clean import says_something
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.formats.embargo_lines import take_embargo
from stream.wire.signals import decide
from stream.wire.slug import take_apart
from stream.wire.uris import as_uri

_DATES = ("version_created", "first_created", "content_created")
_SILENT = frozenset({Signal.KILL, Signal.WITHDRAW, Signal.HOLD, Signal.RELEASE})
"""Signals that need no text: they speak of a story that was sent before."""
_MOST_DIGITS = 18


def build(draft: Draft, *, arrived: dt.datetime, ordinal: int, charset: str) -> ParsedStory:
    """The story. Raises ParseError `no_text`, or `bad_field` for what the contract can't hold."""
    take_embargo(draft, arrived)
    marker = decide(draft)
    if marker.signal not in _SILENT and not says_something(draft.body):
        raise refuse(Code.NO_TEXT, "the item has no text: no body, no caption, no script")
    line = _dateline(draft, arrived)
    draft.source = draft.source or _signed(draft, line)
    words = identity.folded_words(draft.body)
    story_id = _story_id(draft, line, arrived, words)
    try:
        return ParsedStory(
            story=_story(draft, line, story_id, marker.urgency),
            wire=Wire(
                story_id=story_id,
                version=_number(draft),
                ordinal=ordinal,
                format=draft.format,
                charset=charset,
                signal=marker.signal,
                marker=marker.written or None,
                source=draft.source,
                category=draft.category,
                keywords=draft.keywords,
                tables=draft.tables,
                extra=_extra(draft),
                arrived=arrived,
                dateline=line,
                signature=identity.signature(words),
            ),
        )
    except ValidationError as error:
        raise unfit(error) from None


def _dateline(draft: Draft, arrived: dt.datetime) -> Dateline | None:
    """The dateline of the body; one from a field of its own is set before it."""
    reference = _reference(draft, arrived)
    headline = draft.headline
    if draft.filed is None:
        return _found(draft, reference, headline)
    draft.body, line = dateline.set_before(
        draft.body, draft.filed, reference=reference, headline=headline, agency=draft.source
    )
    if draft.filed.text and (line is None or draft.filed.text not in line.text):
        draft.extra.setdefault("dateline", draft.filed.text)
    return line


def _found(draft: Draft, reference: dt.date, headline: str) -> Dateline | None:
    for find in (dateline.find, dateline.find_below):
        if line := find(draft.body, reference=reference, headline=headline, agency=draft.source):
            return line
    return None


def unfit(error: ValidationError) -> ParseError:
    """A model's refusal as ours: where and what was expected, never the value."""
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    where = ".".join(str(step) for step in first["loc"])[:200]
    return refuse(Code.BAD_FIELD, f"field {where!r}: {first['type']}")


def _reference(draft: Draft, arrived: dt.datetime) -> dt.date:
    for name in _DATES:
        if name in draft.story:
            found = draft.story[name]
            return found.date() if isinstance(found, dt.datetime) else draft.near or arrived.date()
    return draft.near or arrived.date()


def _signed(draft: Draft, line: Dateline | None) -> str | None:
    """Who the text came from, where no field says it."""
    if line and line.agency:
        return line.agency
    return closing_source(draft.body)


def _story_id(draft: Draft, line: Dateline | None, arrived: dt.datetime, words: bytes) -> str:
    own_id = identity.without_version(draft.own_id, draft.version) if draft.own_id else None
    day = line.date if line and line.date else _reference(draft, arrived)
    slug = take_apart(draft.slug).key if draft.slug else None
    if not (own_id or slug) and draft.headline:
        words = b" ".join(it for it in (identity.folded_words(draft.headline), words) if it)
    return identity.story_id(agency=draft.source, own_id=own_id, slug=slug, day=day, words=words)


def _story(draft: Draft, line: Dateline | None, story_id: str, urgency: int | None) -> Story:
    fields: dict[str, Any] = {"type": "text", **draft.story}
    if line and line.place:
        fields.setdefault("located", line.place)
    if urgency is not None:
        fields.setdefault("urgency", urgency)
    if draft.version:
        fields["version"] = draft.version
    if draft.slug:
        fields["slugline"] = draft.slug
    return Story(
        uri=_uri(draft, story_id),
        headlines=draft.headlines or None,
        bodies=_bodies(draft),
        alt_ids=draft.alt_ids or None,
        **fields,
    )


def _uri(draft: Draft, story_id: str) -> str:
    """The agency's own id, if it is a URI; any other id is kept beside ours."""
    given = as_uri(draft.own_id) if draft.own_id else None
    if draft.own_id and given is None:
        draft.alt_ids.append({"role": "id", "value": draft.own_id})
    return given or f"urn:wirestream:{story_id}"


def _bodies(draft: Draft) -> list[dict[str, str]]:
    main = {"role": "main", "content_type": "text/plain", "value": draft.body}
    if draft.markup is None:
        return [main]
    value, content_type = draft.markup
    return [main, {"role": "markup", "content_type": content_type, "value": value}]


def _extra(draft: Draft) -> dict[str, Any]:
    if draft.zone_unknown:
        return {**draft.extra, "zone_unknown": list(draft.zone_unknown)}
    return draft.extra


def _number(draft: Draft) -> int:
    """The version as a number from 1; 1 where it is none."""
    version = draft.version or ""
    if not (version.isascii() and version.isdigit()) or len(version) > _MOST_DIGITS:
        return 1
    return max(1, int(version) + (draft.format in FROM_ZERO))
