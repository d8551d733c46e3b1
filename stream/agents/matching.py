"""What the match hop's child does: an enriched story to the matches of every rule it fulfils.

The child follows `wire.rules.v1` on a thread of its own, so that a new rule counts from the next
story on.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from aiokafka import ConsumerRecord
from pydantic import JsonValue, ValidationError

from schemas.alert import Match
from schemas.events import EnrichedStory
from stream import settings
from stream.alerts.matching import Matcher
from stream.broker.compacted import keep_reading
from stream.engine.jobs import Answer, Facts, Job, Product, Work
from stream.errors import EnrichError, WireError
from stream.settings import Settings
from stream.topics import RULES, TopicNames

log = logging.getLogger(__name__)

ASKED, TOLD = "asked", "told"
"""Facts: whether rules are asked, and which are told that the story fulfils them no more."""
SLICE_SECONDS = 0.02
"""Rules are taken in so long, then stories have their turn."""
TURN_SECONDS = 0.001
TELL_SECONDS = 5.0
"""How often it is said how many rules are read, until all are: 100,000 take half a minute."""
MOST_BYTES = 16 * 1024 * 1024
"""Of the matches of one story; beyond, they go without sentences."""


def make() -> Work:
    """The work, once all rules that stand are read."""
    chosen = settings.load().settings
    rules = Rules()
    rules.follow(chosen)

    def match(job: Job) -> Answer:
        try:
            event = EnrichedStory.model_validate_json(job.value)
        except ValidationError:
            raise EnrichError("bad_story", "the record is no enriched story of ours") from None
        return [rules.matches(event, job)]

    return match


class Rules:
    """The rules, shared by the thread that follows them and the one that asks them."""

    def __init__(self) -> None:
        """None yet."""
        self._matcher = Matcher()
        self._lock = threading.Lock()
        self._failed: BaseException | None = None
        self._ready = threading.Event()
        self._told = time.monotonic()

    def follow(self, chosen: Settings) -> None:
        """Read all that stand, and follow them from then on. Raises WireError."""
        threading.Thread(target=self._run, args=(chosen,), daemon=True).start()
        self._ready.wait()
        if self._failed is not None:
            raise self._failed
        log.info("match: %d rules, %d refused", len(self._matcher), len(self._matcher.refused))

    def matches(self, event: EnrichedStory, job: Job) -> Product:
        """The matches of a story, one JSON line each, and their rules in the facts."""
        now = datetime.now(UTC)
        with self._lock:
            found = list(self._matcher.matches(event, now)) if job.facts.get(ASKED) else []
            missed = cast(list[str], job.facts.get(TOLD) or [])
            found += self._matcher.misses(missed, event, now)
            counts = len(self._matcher), len(self._matcher.refused)
        rules: list[JsonValue] = [it.rule.id for it in found]
        facts: Facts = {"rules": rules, "standing": counts[0], "refused": counts[1]}
        return Product(_lines(found), facts)

    def take(self, records: Sequence[ConsumerRecord]) -> None:
        """Take changes in, a slice at a time."""
        left = list(reversed(records))
        while left:
            began = time.monotonic()
            with self._lock:
                while left and time.monotonic() - began < SLICE_SECONDS:
                    self._take_one(left.pop())
                if not left:
                    self._matcher.settle()
            self._tell_progress()
            # A lock isn't fair: without this nobody else would ever get it.
            time.sleep(TURN_SECONDS)

    def _take_one(self, record: ConsumerRecord) -> None:
        name = (record.key or b"").decode(errors="replace")
        refused = self._matcher.take(name, record.value)
        if refused:
            log.warning("rule %.100s is refused: %.500s", name, refused)

    def _tell_progress(self) -> None:
        now = time.monotonic()
        if not self._ready.is_set() and now - self._told > TELL_SECONDS:
            self._told = now
            log.info("match: %d rules read, more to come", len(self._matcher))

    def _run(self, chosen: Settings) -> None:
        topic = TopicNames(chosen.topic_prefix)(RULES)
        try:
            asyncio.run(keep_reading(chosen, topic, self.take, self._ready.set))
        except WireError as error:
            self._failed = error
        finally:
            self._ready.set()


def _lines(found: Sequence[Match]) -> bytes:
    lines = [it.to_json() for it in found]
    if sum(map(len, lines)) > MOST_BYTES:
        lines = [_bare(it).to_json() for it in found]
    return b"\n".join(lines)


def _bare(it: Match) -> Match:
    return it.model_copy(update={"story": it.story.model_copy(update={"sentences": []})})
