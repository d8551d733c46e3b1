"""What is remembered of the stories in a hop's partitions, and where their texts stand."""

import heapq
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

from aiokafka import ConsumerRecord

from schemas.cloudevents import text_headers
from schemas.events import LONGEST_VERSION
from schemas.wire import Signal
from stream import metrics
from stream.agents.records import HELD_STORY, LIFE, ORDER, SIGNAL, STANDING
from stream.broker.reading import read_to_end
from stream.lifecycle.decision import Life
from stream.lifecycle.pending import Pending
from stream.lifecycle.standing import Standing
from stream.lifecycle.version import Order
from stream.settings import Settings
from stream.topics import HELD, LATEST, TopicNames

log = logging.getLogger(__name__)

AGAIN_SECONDS = 5.0
"""A story whose time has come is named again after so long, should nothing have come of it."""
HOP = "enrich"


_TOKENS = count(1)


@dataclass(slots=True)
class Remembered:
    """One story: its life, and the offsets of its texts; below 0 where the broker has yet to say.

    A record that is written has a token of its own until its offset is known: the acknowledgement
    of an earlier one says nothing about it.
    """

    life: Life
    stands_at: int = -1
    waits_at: int = -1

    def noting(self, place: Literal["stands_at", "waits_at"]) -> Callable[[int], None]:
        """Begin to write a text; gives what to call with its offset."""
        token = -next(_TOKENS)
        setattr(self, place, token)

        def note(offset: int) -> None:
            if getattr(self, place) == token:
                setattr(self, place, offset)

        return note


class Lives:
    """The stories of the assigned partitions, learned from two compacted topics."""

    def __init__(self, settings: Settings) -> None:
        """Knows nothing until `learn`."""
        self._settings = settings
        self._names = TopicNames(settings.topic_prefix)
        self._forget()

    def _forget(self) -> None:
        self._known: defaultdict[int, dict[bytes, Remembered]] = defaultdict(dict)
        self._times: list[tuple[float, int, bytes]] = []
        self._waiting: set[tuple[int, bytes]] = set()
        self._stale: list[tuple[int, bytes]] = []

    async def learn(self, partitions: Iterable[int]) -> None:
        """Read what stands and what waits in these partitions, and forget all others."""
        chosen = list(partitions)
        self._forget()
        async for record in read_to_end(self._settings, self._names(LATEST), partitions=chosen):
            if standing := standing_of(record):
                remembered = Remembered(Life(standing), stands_at=record.offset)
                self._known[record.partition][record.key] = remembered
        held: dict[tuple[int, bytes], tuple[Pending | None, int]] = {}
        async for record in read_to_end(self._settings, self._names(HELD), partitions=chosen):
            held[record.partition, record.key] = pending_of(record), record.offset
        for (partition, key), (pending, offset) in held.items():
            if pending is not None:
                self._learn_pending(partition, key, pending, offset)

    def _learn_pending(self, partition: int, key: bytes, pending: Pending, offset: int) -> None:
        remembered = self._known[partition].setdefault(key, Remembered(Life()))
        if remembered.life.version > pending.base:
            # A crash came between what it became and its tombstone.
            self._stale.append((partition, key))
            return
        remembered.waits_at = offset
        self.put(partition, key, Life(remembered.life.standing, pending))

    def get(self, partition: int, key: bytes) -> Life:
        """What is remembered of the story; nothing where it never came."""
        found = self._known[partition].get(key)
        return found.life if found else Life()

    def put(self, partition: int, key: bytes, life: Life) -> Remembered:
        """Remember it, and when its time comes."""
        remembered = self._known[partition].setdefault(key, Remembered(life))
        remembered.life = life
        pending = life.pending
        if pending is None:
            self._waiting.discard((partition, key))
        else:
            self._waiting.add((partition, key))
            if pending.has_text and pending.until is not None and not pending.hold:
                heapq.heappush(self._times, (pending.until, partition, key))
        metrics.WITHHELD.labels(HOP).set(len(self._waiting))
        return remembered

    def find(self, partition: int, key: bytes) -> Remembered | None:
        """The story with the places of its texts."""
        return self._known[partition].get(key)

    def due(self, now: float) -> Iterator[tuple[int, bytes, Pending]]:
        """The stories whose time has come; named again later while nothing comes of it."""
        while self._times and self._times[0][0] <= now:
            _, partition, key = heapq.heappop(self._times)
            pending = self.get(partition, key).pending
            if pending is None or pending.until is None or pending.waits(now):
                continue
            heapq.heappush(self._times, (now + AGAIN_SECONDS, partition, key))
            yield partition, key, pending

    def stale(self) -> list[tuple[int, bytes]]:
        """Stories that wait on the held topic though they were published; given once."""
        found, self._stale = self._stale, []
        return found

    def __iter__(self) -> Iterator[tuple[int, bytes, Remembered]]:
        for partition, here in self._known.items():
            for key, remembered in here.items():
                yield partition, key, remembered


def standing_of(record: ConsumerRecord) -> Standing | None:
    """What a record of the compacted topic says. One that isn't ours must not stop the others."""
    found = text_headers(record.headers)
    header = found.get(STANDING)
    if not header:
        return None
    try:
        ends = found.get(SIGNAL) != Signal.HOLD.value
        return Standing.from_header(
            header,
            killed=record.value is None and ends,
            order=order_of(found.get(ORDER, "")),
            facts=found.get(LIFE, ""),
        )
    except ValueError:
        _pass_over(record, STANDING)
        return None


def pending_of(record: ConsumerRecord) -> Pending | None:
    """What a record of the held topic says; None for a tombstone and for what isn't ours."""
    header = text_headers(record.headers).get(HELD_STORY)
    if record.value is None or not header:
        return None
    try:
        return Pending.from_header(header)
    except ValueError:
        _pass_over(record, HELD_STORY)
        return None


def order_of(header: str) -> Order | None:
    """A place on the wire, or None where the header says none."""
    partition, _, offset = header.partition(":")
    if not (partition.isdecimal() and offset.isdecimal() and len(header) < LONGEST_VERSION * 2):
        return None
    return int(partition), int(offset)


def _pass_over(record: ConsumerRecord, header: str) -> None:
    place = f"{record.topic} partition {record.partition} offset {record.offset}"
    log.warning("%s: the header %s is none of ours and is passed over", place, header)
