"""The lines in which jobs wait for a child: what is urgent before all else."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from stream.engine.jobs import Answer, Job

BATCH_BYTES = 4 * 1024 * 1024
LONG_BYTES = 128 * 1024
"""A longer story takes seconds."""
RECENT_SECONDS = 5.0
"""How long after an urgent story the next one is reckoned with."""


@dataclass(eq=False)
class Task:
    """A job on its way."""

    job: Job
    future: "asyncio.Future[Answer]"
    strikes: int = 0
    apart: bool = False
    """A child died that had it with others: which of them it was shows when each is alone."""
    together: int = 0
    """Its batch is answered at once and has so many; 0 where it is answered by itself."""
    limit: float = 0.0
    """Seconds that its answer may take, once all before it are there."""

    @property
    def alone(self) -> bool:
        """Whether nothing may be with it in a child: it is under suspicion, or long."""
        return self.strikes > 0 or self.apart or self.long

    @property
    def long(self) -> bool:
        """Whether it takes seconds."""
        return len(self.job.value) > LONG_BYTES


_NOTHING: deque[Task] = deque()


class Lines:
    """Two lines, and the children that are kept free for the urgent one: those of the first places.

    They take nothing else while something urgent waits or is worked on, and never a story that
    takes seconds.
    """

    def __init__(self, reserved: int, calm: Callable[[], object]) -> None:
        """`calm` is called when something urgent is done: who waited may go on."""
        self.reserved = reserved
        self._calm = calm
        self._usual: deque[Task] = deque()
        self._urgent: deque[Task] = deque()
        self._urgent_open = 0
        self._urgent_last = -RECENT_SECONDS

    def __len__(self) -> int:
        return len(self._urgent) + len(self._usual)

    def put(self, task: Task) -> None:
        """At the end of its line."""
        if task.job.urgent:
            self._urgent_open += 1
            self._urgent_last = time.monotonic()
            task.future.add_done_callback(self._urgent_done)
        self._line(task).append(task)

    def put_back(self, tasks: Iterable[Task]) -> None:
        """At the front, in their order: they were taken once."""
        for task in reversed(list(tasks)):
            self._line(task).appendleft(task)

    def kept_free(self, slot: int) -> bool:
        """Whether the child in this place must soon be free for something urgent."""
        return slot < self.reserved and time.monotonic() - self._urgent_last < RECENT_SECONDS

    def batch(self, slot: int, most: int, children: int, *, fresh: bool = False) -> list[Task]:
        """Take what is next: a fair share, within the size; some stories go alone.

        `fresh`: others are with the child already. Then nothing that goes alone, and not the last
        stories, fewer than there are children: who is done first takes them, and nobody waits in a
        child behind a long story while another one has nothing to do.
        """
        line = self.next(slot)
        children = max(1, children)
        most = min(most, len(line) // children if fresh else max(1, -(-len(line) // children)))
        taken: list[Task] = []
        size = 0
        while line and len(taken) < most and size < BATCH_BYTES:
            if line[0].alone and (taken or fresh):
                break
            task = line.popleft()
            if task.future.done():
                continue
            taken.append(task)
            size += len(task.job.value)
            if task.alone:
                break
        return taken

    def next(self, slot: int) -> deque[Task]:
        """From where the child in this place takes next; empty where it must wait."""
        if self._urgent:
            return self._urgent
        if slot < self.reserved and (self._urgent_open or self._only_long()):
            return _NOTHING
        return self._usual

    def _only_long(self) -> bool:
        """Whether all that waits takes seconds; else what doesn't comes to the front."""
        if not self._usual or not self._usual[0].long:
            return False
        short = next((it for it in self._usual if not it.long), None)
        if short is None:
            return True
        self._usual.remove(short)
        self._usual.appendleft(short)
        return False

    def _line(self, task: Task) -> deque[Task]:
        return self._urgent if task.job.urgent else self._usual

    def _urgent_done(self, _: "asyncio.Future[Answer]") -> None:
        self._urgent_open -= 1
        self._urgent_last = time.monotonic()
        self._calm()
