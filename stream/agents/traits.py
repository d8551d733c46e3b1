"""What identifies a parsed story: its ids, links, slug, headline and text."""

import re

from schemas.events import ParsedStory
from schemas.wire import Signal
from stream.lifecycle.identity.sketch import sketch
from stream.lifecycle.identity.traits import Traits, title_numbers
from stream.wire.agencies import agency_key
from stream.wire.markers import leading
from stream.wire.slug import take_apart

_FOLLOWS = frozenset({"evolvedfrom", "previousversion", "corrects", "replaces", "updates"})
"""Relations to an earlier version. `derivedFrom` may be any source, so it ties nothing."""
_IDS = frozenset({"id", "doc-id", "guid", "newsitemid", "ntbid", "histid", "newsobjectid"})
"""Roles of ids that are the story's alone."""
_OF_WORDS = frozenset({None, "text", "composite"})
"""Types of items whose text is the story itself."""
_FEWEST, _LONGEST = 6, 1000
"""Letters of an id: a shorter one is a number that others have too."""
_MOST = 8
_MARKED = frozenset(Signal) - {Signal.NEW, Signal.ALERT, Signal.ADVISORY}
_NAMED = re.compile(
    r"\b(?:item|story|stories|headlined|entitled|titled|slugged),?\s{1,8}[\"“]([^\"”]{8,200})[\"”]",
    re.IGNORECASE,
)
"""How a correction or a kill names its story: In Budapest item "BANK ISSUES BONDS" please read."""
_LEAD = 600


def traits_of(event: ParsedStory) -> Traits:
    """The traits of a story; the agency's markers are no part of its headline."""
    story, wire = event.story, event.wire
    slug = take_apart(story.slugline).key if story.slugline else None
    written = story.version_created or story.first_created
    day = wire.dateline.date if wire.dateline and wire.dateline.date else None
    day = day or (written or wire.arrived).date()
    own = [it.value for it in story.alt_ids or () if it.value and _plain(it.role) in _IDS]
    if story.language:
        # Translations share such an id.
        own = [f"{it} ({story.language})" for it in own]
    links = [it.uri for it in story.associations or () if _plain(it.rel) in _FOLLOWS]
    marked = wire.signal in _MARKED
    # Pictures of a series have one caption.
    words = story if story.type in _OF_WORDS else None
    named = _NAMED.search(story.body[:_LEAD]) if marked else None
    return Traits(
        own=wire.story_id,
        house=agency_key(wire.source) if wire.source else "",
        at=wire.arrived.timestamp(),
        written=written.timestamp() if written else 0.0,
        marked=marked,
        ids=_names((story.uri, *own)),
        links=_names((*links, wire.continues)),
        slug=f"{slug} {day.isoformat()}" if slug and words else "",
        title=title_numbers(leading(words.headline)[1]) if words else (),
        named=title_numbers(named[1]) if named else (),
        text=sketch(words.body if words else ""),
    )


def _names(found: tuple[str | None, ...]) -> tuple[str, ...]:
    """Ids that are long enough to be one story's, each once."""
    ours = "urn:wirestream:"
    fit = (it for it in found if it and _FEWEST <= len(it) <= _LONGEST and not it.startswith(ours))
    return tuple(dict.fromkeys(fit))[:_MOST]


def _plain(word: str | None) -> str:
    return (word or "").rpartition(":")[2].lower()
