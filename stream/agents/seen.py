"""What was found in texts seen before: a repeat isn't read again, and costs a copy."""

import json
from collections import OrderedDict
from hashlib import blake2b

from schemas.enrichment import Enrichment
from schemas.events import EnrichedStory, ParsedStory
from stream.enrich import Enricher
from stream.enrich.assembly import assemble
from stream.enrich.glances import Glance
from stream.enrich.values import story_day

LONGEST = 20_000
"""Code points of a body that is remembered: what was found in a longer one takes much memory."""


class Seen:
    """Enriches with a memory of the last texts; what is published of a repeat is the same.

    Only its `timings_ms` are empty: nothing was read.
    """

    def __init__(self, enricher: Enricher, most: int) -> None:
        """Remember so many texts, some 50 KB each; none where `most` is 0."""
        self._enricher = enricher
        self._most = most
        self._found: OrderedDict[bytes, Enrichment] = OrderedDict()

    def knows(self, parsed: ParsedStory) -> bool:
        """Whether it needn't be read."""
        return self._remembers(parsed) and self._key(parsed) in self._found

    def enrich(self, parsed: ParsedStory, seen: Glance | None = None) -> EnrichedStory:
        """As `Enricher.enrich`, whose errors are raised here too."""
        if not self._remembers(parsed):
            return self._enricher.enrich(parsed, seen)
        key = self._key(parsed)
        known = self._found.get(key)
        if known is not None:
            self._found.move_to_end(key)
            return assemble(parsed, known)
        enriched = self._enricher.enrich(parsed, seen)
        self._found[key] = enriched.enrichment.model_copy(update={"timings_ms": {}})
        if len(self._found) > self._most:
            self._found.popitem(last=False)
        return enriched

    def _remembers(self, parsed: ParsedStory) -> bool:
        return bool(self._most) and len(parsed.story.body) <= LONGEST

    def _key(self, parsed: ParsedStory) -> bytes:
        return _key(parsed, self._enricher.watch_version)


def _key(parsed: ParsedStory, watch_version: str) -> bytes:
    """A digest of all that the enrichment of a story depends on."""
    story, wire, day = parsed.story, parsed.wire, story_day(parsed)
    told = [
        watch_version,
        story.headline,
        story.body,
        story.language,
        wire.source,
        wire.category,
        wire.dateline.model_dump_json() if wire.dateline else None,
        day.isoformat() if day else None,
        [it.model_dump_json() for it in story.subjects or ()],
    ]
    # ASCII: a text may hold a lone surrogate, which UTF-8 can't.
    return blake2b(json.dumps(told).encode("ascii"), digest_size=16).digest()
