"""What a version says, as far as changes are told of it: headline, sentences, names, topics.

The children that enrich find it beside the event, a seventh of the event's length: to compare two
versions, neither event need be read.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple, Self

from schemas.events import EnrichedStory

LARGE = 64 * 1024
"""Characters of a body above which its parts aren't handed about: who needs them finds them."""
_ENDS = re.compile(r"[.!?\n](?:(?<!\n)[\"”'’)]?(?=\s)|(?<=\n)\n+)")
"""Where a sentence or a paragraph ends. It begins with a set: a search skips to its signs."""


class Parts(NamedTuple):
    """One version's, each list in the text's order."""

    headline: str
    sentences: Sequence[str]
    entities: Sequence[str]
    topics: Sequence[str]

    @classmethod
    def of(cls, event: EnrichedStory) -> Self:
        """Of an event."""
        found = event.enrichment
        names = dict.fromkeys(it.name for it in found.entities)
        topics = [f"{it.code} {it.name}" for it in found.topics]
        story = event.story
        return cls(story.headline, sentences(story.body), list(names), topics)

    @classmethod
    def of_json(cls, event: dict[str, Any]) -> Self:
        """Of an event as its topic has it, read but not checked."""
        story, found = event["story"], event["enrichment"]
        # Names: an entity's id is the story's own count where no list has it.
        names = dict.fromkeys(str(it["name"]) for it in found["entities"])
        topics = [f"{it['code']} {it['name']}" for it in found["topics"]]
        body = _first(story, "bodies")
        return cls(_first(story, "headlines"), sentences(body), list(names), topics)

    def to_text(self) -> str:
        """As a fact beside a product."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str | bytes) -> Self:
        """Read it back."""
        return cls(*json.loads(text))


def sentences(body: str) -> list[str]:
    """A text's sentences, spaces folded. Abbreviations end one too: it is only to compare."""
    found, start = [], 0
    for it in _ENDS.finditer(body):
        found.append(" ".join(body[start : it.end()].split()))
        start = it.end()
    return list(filter(None, [*found, " ".join(body[start:].split())]))


def _first(story: dict[str, Any], name: str) -> str:
    rows = story.get(name) or [{}]
    return str(rows[0].get("value") or "")
