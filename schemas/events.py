"""What the topics carry: a parsed story, and the same story enriched."""

from schemas.base import Model
from schemas.enrichment import Enrichment
from schemas.ninjs import Story
from schemas.wire import FROM_ZERO, Wire

PARSED_TYPE = "org.wirestream.story.parsed.v1"
ENRICHED_TYPE = "org.wirestream.story.enriched.v1"
RAW_TYPE = "org.wirestream.story.raw.v1"
DUE_TYPE = "org.wirestream.story.due.v1"
"""On the story topics: a story's embargo has ended; it has no body of its own."""
DEAD_LETTER_TYPE = "org.wirestream.dead-letter.v1"
REPLAYED_TYPE = "org.wirestream.dead-letter.replayed.v1"

LONGEST_VERSION = 19
"""Digits; a date with time to the millisecond has 17."""

STORY_CONTENT_TYPE = "application/vnd.wirestream.story+json"


class ParsedStory(Model):
    """On `wire.stories.v1` and `wire.stories.urgent.v1`; printed by `wire parse`."""

    story: Story
    wire: Wire

    def to_json(self) -> bytes:
        """One line of UTF-8 JSON, as the topics carry it; ninjs knows no nulls."""
        return b'{"story":%b,"wire":%b}' % (
            self._story_json(),
            self.wire.model_dump_json().encode(),
        )

    @property
    def own_version(self) -> int | None:
        """The number that the agency itself gave this version, counted from 1, if it gave one."""
        given = (self.story.version or "").strip()
        if not given.isdecimal() or len(given) >= LONGEST_VERSION:
            return None
        return int(given) + (self.wire.format in FROM_ZERO) or None

    def _story_json(self) -> bytes:
        return self.story.model_dump_json(by_alias=True, exclude_none=True).encode()


class EnrichedStory(ParsedStory):
    """On `wire.enriched.v1` and `wire.latest.v1`; printed by `wire enrich`."""

    enrichment: Enrichment

    def to_json(self) -> bytes:
        """One line of UTF-8 JSON, as the topics carry it; ninjs knows no nulls."""
        return b'{"story":%b,"wire":%b,"enrichment":%b}' % (
            self._story_json(),
            self.wire.model_dump_json().encode(),
            self.enrichment.model_dump_json().encode(),
        )


__all__ = [
    "DEAD_LETTER_TYPE",
    "DUE_TYPE",
    "ENRICHED_TYPE",
    "PARSED_TYPE",
    "RAW_TYPE",
    "REPLAYED_TYPE",
    "STORY_CONTENT_TYPE",
    "EnrichedStory",
    "ParsedStory",
]
