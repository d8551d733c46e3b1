"""Invented versions of stories, as the hops see them: for `python -m bench.lifecycle`."""

import hashlib
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime

from schemas.enrichment import Enrichment, Entity, Mention, Topic
from schemas.events import EnrichedStory, ParsedStory
from schemas.wire import Signal
from stream.lifecycle.identity.sketch import SIZE, Sketch
from stream.lifecycle.identity.traits import Traits
from stream.lifecycle.version import Version
from stream.wire import read

DAY = 86_400.0
PARTITIONS = 12


def version(number: int, signal: Signal, now: float) -> Version:
    """A version of the story of that number; one story in a thousand is under embargo."""
    event = hashlib.sha256(f"{number} {signal} {random.random()}".encode()).hexdigest()
    until = now + DAY if number % 1000 == 0 else None
    digest = f"{number % (1 << 60):016x}"
    return Version(event, signal, None, (number % PARTITIONS, number), until, digest)


def key(number: int) -> bytes:
    """The story's id."""
    name = hashlib.sha256(str(number).encode()).hexdigest()[:32]
    return f"ferry-strike-in-the-north-{number}.{name}".encode()


def traits(count: int, chance: random.Random, now: float) -> Iterator[Traits]:
    """Those of so many stories."""
    for number in range(count):
        yield Traits(
            own=key(number).decode(),
            house="ap",
            at=now,
            written=now,
            ids=(f"urn:newsml:desk.example:{number}",),
            slug=f"slug-{number} 2026-01-01",
            # Headlines share their words: some keys find many.
            title=tuple(int(chance.paretovariate(0.6)) % 50_000 for _ in range(7)),
            text=_sketch(chance),
        )


def _sketch(chance: random.Random) -> Sketch:
    return Sketch(tuple(sorted(chance.getrandbits(29) for _ in range(SIZE))), 400)


def like(story: Traits, number: int, chance: random.Random) -> Traits:
    """One in three says that it changes a story, and has four fifths of its text."""
    title = story.title
    if number % 3:
        return Traits(f"new-{number}", "ap", story.at, story.at, title=title, text=_sketch(chance))
    kept = SIZE * 4 // 5
    more = [chance.getrandbits(29) for _ in range(SIZE - kept)]
    text = Sketch(tuple(sorted([*story.text.hashes[:kept], *more])), 400)
    return Traits(f"new-{number}", "ap", story.at, story.at, marked=True, title=title, text=text)


def parsed(body: str) -> ParsedStory:
    """A story with this text."""
    said = {"id": "ferries-1", "slug": "ferries", "headline": "Ferry crews strike", "body": body}
    (story,) = read(json.dumps(said).encode(), arrived=datetime.now(UTC), max_bytes=len(body) * 8)
    if not isinstance(story, ParsedStory):
        raise story
    return story


def enriched(body: str) -> EnrichedStory:
    """The same with entities and topics as a story of 400 words has them."""
    came, score = parsed(body), {"relevance": 0.5, "confidence": 0.5}
    mentions = [Mention(start=0, end=8, text=body[:8], field="body")] * 3
    entities = [
        Entity(id=f"e{it}", type="person", name=f"Somebody {it}", mentions=mentions, **score)
        for it in range(15)
    ]
    topics = [Topic(code="medtop:20000001", name="strike", level=1, confidence=0.5)]
    found = Enrichment(entities=entities, topics=topics)
    return EnrichedStory(story=came.story, wire=came.wire, enrichment=found)
