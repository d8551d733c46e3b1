"""What a reader may show of the stories that it reads: nothing of one that was killed.

A reader sees a kill in `wire.latest.v1` (a tombstone) or in the stories' own topic. A story that
was shown is taken back in a line, whatever --where says: who saw the story must see its kill.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from aiokafka import ConsumerRecord
from pydantic import ValidationError

from schemas.cloudevents import text_headers
from schemas.events import EnrichedStory
from schemas.wire import Signal
from stream.cli.where import Where

REMEMBERED = 100_000
"""Ids of events that a reader remembers, to drop those that come again after a crash."""

_SIGNAL = "wire_signal"


@dataclass(frozen=True)
class Shown:
    """One record to show: a story, or the id of a killed one, or neither (no story's record)."""

    record: ConsumerRecord
    at: datetime
    event: EnrichedStory | None = None
    killed: str | None = None


class Seen:
    """What was read so far. `stories` is False for topics whose records are no stories."""

    def __init__(self, wanted: Sequence[Where], *, stories: bool) -> None:
        """Only stories for which all of `wanted` holds are shown."""
        self.stories = stories
        self._wanted = wanted
        self._killed: set[bytes] = set()
        self._held: set[bytes] = set()
        self._shown: set[bytes] = set()
        self._told: set[bytes] = set()
        self._ids: OrderedDict[str, None] = OrderedDict()

    def stands(self, record: ConsumerRecord) -> None:
        """Note what the topic of standing versions says. A kill is never taken back."""
        if record.key is None:
            return
        if record.value is None and _signal(record) == Signal.HOLD:
            self._held.add(record.key)
        elif record.value is None:
            self._killed.add(record.key)
        else:
            self._held.discard(record.key)

    def read(self, batch: Sequence[ConsumerRecord]) -> Iterator[Shown]:
        """What to show of these records. A kill among them counts for all of them."""
        fresh = [it for it in batch if not self._repeats(it)]
        if self.stories:
            for it in fresh:
                if it.key is not None:
                    self._note(it)
        for record in fresh:
            yield from self._read_one(record)

    def _read_one(self, record: ConsumerRecord) -> Iterator[Shown]:
        at = datetime.fromtimestamp(max(0, record.timestamp) / 1000, UTC)
        event = _story(record) if self.stories else None
        if event is not None and record.key in self._held and _signal(record) != Signal.HOLD:
            return
        if self.stories and record.key in self._killed:
            if self._must_tell(record.key, event):
                self._told.add(record.key)
                yield Shown(record, at, killed=record.key.decode(errors="replace"))
        elif event is None:
            yield Shown(record, at)
        elif self._wants(event):
            self._shown.add(record.key)
            yield Shown(record, at, event)

    def _note(self, record: ConsumerRecord) -> None:
        """A kill or a hold among the records counts for those before it too."""
        if _ends_story(record):
            self._killed.add(record.key)
        elif _signal(record) == Signal.HOLD:
            self._held.add(record.key)
        else:
            self._held.discard(record.key)

    def _must_tell(self, key: bytes, event: EnrichedStory | None) -> bool:
        """Once a story: to who saw it, and to who asked for stories like it."""
        asked = not self._wanted or (event is not None and self._wants(event))
        return key not in self._told and (key in self._shown or asked)

    def _wants(self, event: EnrichedStory) -> bool:
        if not self._wanted:
            return True
        found = event.model_dump(mode="json", by_alias=True)
        return all(it(found) for it in self._wanted)

    def _repeats(self, record: ConsumerRecord) -> bool:
        """Whether this event came before: the same `ce_id` comes again after a crash."""
        ce_id = text_headers(record.headers).get("ce_id")
        if ce_id is None:
            return False
        before = ce_id in self._ids
        self._ids[ce_id] = None
        if len(self._ids) > REMEMBERED:
            self._ids.popitem(last=False)
        return before


def _ends_story(record: ConsumerRecord) -> bool:
    said = _signal(record)
    if record.value is None:
        return said != Signal.HOLD
    return said in {Signal.KILL, Signal.WITHDRAW}


def _signal(record: ConsumerRecord) -> str | None:
    return text_headers(record.headers).get(_SIGNAL)


def _story(record: ConsumerRecord) -> EnrichedStory | None:
    """The story, or None where the record is none of ours: it then shows as a bare record."""
    try:
        return EnrichedStory.model_validate_json(record.value or b"")
    except ValidationError:
        return None
