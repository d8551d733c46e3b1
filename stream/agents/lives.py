"""What is remembered of the stories in a hop's partitions, and where their texts stand."""

import heapq
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

from aiokafka import ConsumerRecord

from stream import metrics
from stream.agents.cold import Cold
from stream.agents.read_back import pending_of, standing_of
from stream.broker.reading import read_to_end
from stream.broker.shelf import Shelf
from stream.errors import BrokerError
from stream.lifecycle.decision import Life
from stream.lifecycle.pending import Pending
from stream.settings import Settings
from stream.topics import HELD, LATEST, TopicNames

AGAIN_SECONDS = 5.0
"""A story whose time has come is named again after so long, should nothing have come of it."""
HOP = "enrich"
DAY_SECONDS = 86_400.0

_TOKENS = count(1)


@dataclass(slots=True)
class Remembered:
    """One story: its life, and the offsets of its texts; below 0 where the broker has yet to say.

    A record that is written has a token of its own until its offset is known: the acknowledgement
    of an earlier one says nothing about it.
    """

    life: Life
    touched: float = 0.0
    """When its last record was written or read, in seconds since 1970."""
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
    """The stories of the assigned partitions, learned from two compacted topics.

    A story of which nothing came within the window, or while many others came, is remembered as a
    number and an offset, and read back should something come: so versions rise and kills hold
    however late it is, and memory stays small.
    """

    def __init__(self, settings: Settings, shelf: Shelf) -> None:
        """Knows nothing until `learn`; `shelf` has what is read back."""
        self._settings = settings
        self._shelf = shelf
        self._names = TopicNames(settings.topic_prefix)
        self._window = settings.window_days * DAY_SECONDS
        self._forget()

    def _forget(self) -> None:
        self._most = self._settings.stories_in_memory
        """Stories of a partition that are in memory as a whole."""
        self._known: defaultdict[int, OrderedDict[bytes, Remembered]] = defaultdict(OrderedDict)
        """By partition and key; what was touched last is last."""
        self._cold: defaultdict[int, Cold] = defaultdict(Cold)
        """By partition: where the stories stand that are read back."""
        self._times: list[tuple[float, int, bytes]] = []
        self._waiting: defaultdict[int, set[bytes]] = defaultdict(set)
        self._unwritten: defaultdict[int, set[bytes]] = defaultdict(set)
        """Stories of which more is known than their record says."""
        self._at_work: dict[int, bytes] = {}
        """By partition, the story that is being decided over: it must not go meanwhile."""
        self._stale: list[tuple[int, bytes]] = []

    async def learn(self, partitions: Iterable[int]) -> None:
        """Read what stands and what waits in these partitions, and forget all others."""
        chosen = list(partitions)
        self._forget()
        self._most = -(-self._settings.stories_in_memory // max(1, len(chosen)))
        held: dict[tuple[int, bytes], tuple[Pending | None, int]] = {}
        async for record in read_to_end(self._settings, self._names(HELD), partitions=chosen):
            held[record.partition, record.key] = pending_of(record), record.offset
        waiting = {it: found for it, (found, _) in held.items() if found is not None}
        for partition, key in waiting:
            self._waiting[partition].add(key)
        async for record in read_to_end(self._settings, self._names(LATEST), partitions=chosen):
            self._learn_standing(record, time.time())
            self._cool(record.partition, time.time())
        for (partition, key), pending in waiting.items():
            self._learn_pending(partition, key, pending, held[partition, key][1])

    def _learn_standing(self, record: ConsumerRecord, now: float) -> None:
        standing = standing_of(record)
        if standing is None:
            return
        known, touched = self._known[record.partition], record.timestamp / 1000
        if touched < now - self._window and record.key not in self._waiting[record.partition]:
            known.pop(record.key, None)
            self._cold[record.partition].keep(record.key, record.offset)
            return
        self._cold[record.partition].forget(record.key)
        known[record.key] = Remembered(Life(standing), min(touched, now), record.offset)
        known.move_to_end(record.key)

    async def warm(self, partition: int, key: bytes) -> None:
        """Have what stands of a story in memory until it is decided over: see `put`.

        It is read back if need be. Raises BrokerError.
        """
        self._at_work[partition] = key
        offset = self._cold[partition].find(key)
        if offset is None or key in self._known[partition]:
            return
        topic = self._names(LATEST)
        record = await self._shelf.record(topic, partition, offset)
        if record is None:
            raise BrokerError(f"{topic} partition {partition} offset {offset} can't be read")
        if record.key != key:
            # Another story's, by chance or by somebody's effort: that one is where it was.
            return
        self._cold[partition].forget(key)
        if standing := standing_of(record):
            self._known[partition][key] = Remembered(Life(standing), time.time(), offset)

    def cool(self, now: float) -> None:
        """Keep no more than an offset of stories that don't wait and were long not touched."""
        for partition in self._known:
            self._cool(partition, now)

    def _cool(self, partition: int, now: float) -> None:
        known, waiting = self._known[partition], self._waiting[partition]
        unwritten = self._unwritten[partition]
        surplus = len(known) - len(waiting) - len(unwritten - waiting) - self._most
        for _ in range(len(known)):
            key, oldest = next(iter(known.items()))
            over = oldest.touched < now - self._window
            if surplus <= 0 and not over:
                break
            if (
                key in waiting
                or oldest.stands_at < 0
                or key == self._at_work.get(partition)
                or (key in unwritten and not over)
            ):
                # It waits for its time, or for the broker: it is looked at again later. What is
                # known of it alone keeps its time: it goes when the window is over.
                oldest.touched = oldest.touched if key in unwritten else now
                known.move_to_end(key)
                continue
            surplus -= 1
            del known[key]
            unwritten.discard(key)
            self._cold[partition].keep(key, oldest.stands_at)

    def _learn_pending(self, partition: int, key: bytes, pending: Pending, offset: int) -> None:
        remembered = self._known[partition].setdefault(key, Remembered(Life(), time.time()))
        if remembered.life.version > pending.base:
            # A crash came between what it became and its tombstone.
            self._waiting[partition].discard(key)
            self._stale.append((partition, key))
            return
        remembered.waits_at = offset
        self.put(partition, key, Life(remembered.life.standing, pending))

    def get(self, partition: int, key: bytes) -> Life:
        """What is remembered of the story; nothing where it never came."""
        found = self._known[partition].get(key)
        return found.life if found else Life()

    def put(self, partition: int, key: bytes, life: Life) -> Remembered:
        """Remember it, and when its time comes; what nothing is known of isn't remembered."""
        if self._at_work.get(partition) == key:
            del self._at_work[partition]
        known = self._known[partition]
        remembered = known.get(key) or Remembered(Life())
        if life == Life():
            known.pop(key, None)
            self._unwritten[partition].discard(key)
            self._waiting[partition].discard(key)
            return remembered
        known[key] = remembered
        if life.standing != remembered.life.standing:
            self._unwritten[partition].add(key)
        remembered.life, remembered.touched = life, time.time()
        known.move_to_end(key)
        pending = life.pending
        if pending is None:
            self._waiting[partition].discard(key)
        else:
            self._waiting[partition].add(key)
            if pending.has_text and pending.until is not None and not pending.hold:
                heapq.heappush(self._times, (pending.until, partition, key))
        metrics.WITHHELD.labels(HOP).set(sum(map(len, self._waiting.values())))
        return remembered

    def written(self, partition: int, key: bytes) -> None:
        """All that is known of what stands goes out in its record."""
        self._unwritten[partition].discard(key)

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
