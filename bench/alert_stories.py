"""Stories for the bench of alert rules: Reuters's of 1987 where they lie, else invented ones."""

import datetime as dt
import json
import random
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from bench.reuters import between, stories
from bench.texts import text
from schemas.events import EnrichedStory, ParsedStory
from stream.enrich import Enricher
from stream.wire import read

DATA = Path(__file__).parents[2] / "shared" / "data" / "reuters21578"
ARRIVED = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
_SHORTEST = 400
"""Characters of a body: briefs of one line say little about matching."""


def enriched(count: int, folder: Path = DATA) -> list[EnrichedStory]:
    """So many stories, as the enrich hop publishes them."""
    enricher = Enricher()
    found: list[EnrichedStory] = []
    for raw in _reuters(folder) if folder.is_dir() else _invented():
        items = read(json.dumps(raw).encode(), arrived=ARRIVED)
        found += [enricher.enrich(it) for it in items if isinstance(it, ParsedStory)]
        if len(found) >= count:
            break
    return found[:count]


def _reuters(folder: Path) -> Iterator[dict[str, str]]:
    for _, number, story in stories(folder):
        body = unescape(between(story, "BODY"))
        if len(body) >= _SHORTEST and number % 3 == 0:
            yield {"headline": unescape(between(story, "TITLE")), "body": body, "source": "Reuters"}


def _invented() -> Iterator[dict[str, str]]:
    rng = random.Random(6)
    while True:
        yield {"headline": text(rng, 5)[:80], "body": text(rng, 200), "source": "Halden"}
