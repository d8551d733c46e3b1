"""How much a hop holds at once: so many records, so many bytes. Who comes first gets in first."""

import asyncio
from collections import deque
from dataclasses import dataclass

WAITING = 16
"""So many times as many records may wait behind a long story as may be worked on: other partitions
go on while one waits for its head.
"""


@dataclass(frozen=True)
class Limits:
    """What a hop may hold at once, and as much again of what is urgent."""

    records: int
    record_bytes: int


class Room:
    """Bounds what is in flight. A record larger than all the room gets in when it is empty."""

    def __init__(self, records: int, record_bytes: int) -> None:
        """At most `records` of together `record_bytes`."""
        self.taken = 0
        self._bytes = 0
        self._records = records
        self._most_bytes = record_bytes
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    async def enter(self, size: int) -> None:
        """Wait for room for a record of `size` bytes and take it."""
        if self._waiting or not self._fits(size):
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append((size, turn))
            await turn
        else:
            self._take(size)

    def leave(self, size: int) -> None:
        """Give a record's room back."""
        self.taken = max(0, self.taken - 1)
        self._bytes = max(0, self._bytes - size)
        self._let_in()

    def reset(self) -> None:
        """Everything that was in flight is gone."""
        self.taken = 0
        self._bytes = 0
        self._let_in()

    def _let_in(self) -> None:
        while self._waiting and (self._waiting[0][1].done() or self._fits(self._waiting[0][0])):
            size, turn = self._waiting.popleft()
            if not turn.done():
                self._take(size)
                turn.set_result(None)

    def _take(self, size: int) -> None:
        self.taken += 1
        self._bytes += size

    def _fits(self, size: int) -> bool:
        if not self.taken:
            return True
        return self.taken < self._records and self._bytes + size <= self._most_bytes


class Rooms:
    """The room of one kind of records: of all in flight, and of those that are worked on."""

    def __init__(self, limits: Limits) -> None:
        """Empty."""
        self.all = Room(limits.records * WAITING, limits.record_bytes)
        self.work = Room(limits.records, limits.record_bytes)

    async def enter(self, size: int) -> None:
        """Wait for room of both kinds."""
        await self.all.enter(size)
        await self.work.enter(size)

    def leave(self, size: int) -> None:
        """Give both back."""
        self.all.leave(size)
        self.work.leave(size)

    def reset(self) -> None:
        """Everything that was in flight is gone."""
        self.all.reset()
        self.work.reset()
