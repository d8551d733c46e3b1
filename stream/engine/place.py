"""A place in a pool: the child that fills it, what it was sent, and what follows if it dies.

A child works through its batch in order and answers each story, so the first unanswered one is what
it was at, unless it did several together. That story gets a strike and is tried once more, alone in
a child; at the second strike it alone fails. Its neighbours in the batch go back to the queue's
front, unharmed, and are tried alone as well. Where a batch is answered at once, nobody gets a
strike before each is alone.

No more than some milliseconds of work lie with a child, where nothing can overtake; the next batch
is sent shortly before the last one is done, so that a child never waits. Under a backlog a batch is
answered at once: the worker wakes once for it, and its records go to the broker together.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from prometheus_client import Counter

from stream import metrics
from stream.engine.child_process import ChildDied, ChildProcess
from stream.engine.idle import Idle
from stream.engine.jobs import Failure, Job
from stream.engine.lines import Lines, Task
from stream.engine.pace import KEPT_SECONDS, Pace, Times

log = logging.getLogger(__name__)

STRIKES = 2
IDLE = "idle"
REASONS = ("child_died", "timed_out", IDLE)
"""Why a child is replaced."""


@dataclass(frozen=True)
class Common:
    """What the places of a pool share."""

    hop: str
    """For whom the children work: a label of metrics."""
    limit: Callable[[Job], float]
    """Seconds that a job may take."""
    lines: Lines
    pace: Pace
    idle: Idle
    wake: Callable[[], None]
    """Called when there is work again."""
    restarts: Mapping[str, Counter]
    """By reason."""
    children: dict[int, ChildProcess] = field(default_factory=dict)
    """Those that work, by the number of their place."""


class Place:
    """One place; child after child fills it."""

    def __init__(self, number: int, common: Common) -> None:
        """Nobody fills it yet. Places are numbered from 0; see `Lines` for the first ones."""
        self.window: deque[Task] = deque()
        """What its child was sent and has not answered, in order."""
        self._number = number
        self._common = common

    async def serve(self, child: ChildProcess) -> None:
        """Feed a child until it dies or hangs; what it had goes where it belongs."""
        self._common.children[self._number] = child
        worked = metrics.POOL_WORK_SECONDS.labels(self._common.hop)
        times = Times(self._common.pace)
        try:
            while True:
                await self._fill(child)
                head = self.window[0]
                if times.begins(head.together):
                    self._look_ahead(child)
                began = time.monotonic()
                answer = await child.answer(head.limit)
                took = time.monotonic() - began
                worked.inc(took)
                times.answered(took, head.together)
                self.window.popleft()
                if not head.future.done():
                    head.future.set_result(answer)
        except ChildDied as death:
            self._strike(death)
        finally:
            self._give_back()
            await child.kill()
        del self._common.children[self._number]

    async def _fill(self, child: ChildProcess) -> None:
        """Top the child's batch up, waiting for work only when it has none."""
        while not self.window:
            if batch := self._batch():
                self._send(child, batch)
            else:
                await self._work_arrives(child)
        if len(self.window) <= self._common.pace.left:
            self._top_up(child)

    async def _work_arrives(self, child: ChildProcess) -> None:
        """Wait for work, or for the child's death."""
        await self._common.idle.wait(child.ended)
        if child.ended.done() and not self._common.lines.next(self._number):
            raise await child.died()

    def _top_up(self, child: ChildProcess) -> None:
        """Send the next batch before the last one is done."""
        if self._kept_free or self.window[0].alone:
            return
        if more := self._batch(fresh=True):
            self._send(child, more)

    @property
    def _kept_free(self) -> bool:
        return self._common.lines.kept_free(self._number)

    def _batch(self, *, fresh: bool = False) -> list[Task]:
        """What the child may get at once; see `Lines.batch`."""
        common = self._common
        most = 1 if self._kept_free else common.pace.batch
        return common.lines.batch(self._number, most, len(common.children), fresh=fresh)

    def _send(self, child: ChildProcess, batch: list[Task]) -> None:
        metrics.BATCH_STORIES.labels(self._common.hop).observe(len(batch))
        self.window.extend(batch)
        behind = self._behind(batch)
        limits = [self._common.limit(it.job) for it in batch]
        for it, limit in zip(batch, limits, strict=True):
            it.together = len(batch) if behind else 0
            # What is kept comes with the answer after it, or soon.
            it.limit = max(limits) + KEPT_SECONDS if behind else limit
        child.send([it.job for it in batch], hurried=not behind)

    def _behind(self, batch: list[Task]) -> bool:
        """Whether there is a backlog: a batch that is full, and another that waits."""
        full = len(batch) >= max(2, self._common.pace.batch)
        return full and len(self._common.lines) >= len(batch) and not batch[0].job.urgent

    def _look_ahead(self, child: ChildProcess) -> None:
        """The child begins a batch of which nothing comes back before it is done.

        Only the clock tells when that is near.
        """
        if len(self.window) == self.window[0].together:
            nearly = self._common.pace.nearly_done(len(self.window))
            asyncio.get_running_loop().call_later(nearly, self._ahead, child, self.window[-1])

    def _ahead(self, child: ChildProcess, last: Task) -> None:
        """Top up, if nothing was sent since: a child never has more than two batches."""
        if child.alive and self.window and self.window[-1] is last:
            self._top_up(child)

    def _strike(self, death: ChildDied) -> None:
        """The story at the head was being worked on: blame it, at first with doubt."""
        self._common.restarts[death.code if self.window else IDLE].inc()
        if not self.window:
            log.warning("a child ended while idle and is replaced: %s", death)
            return
        head = self.window[0]
        if head.together and len(self.window) > 1:
            log.warning(
                "a child is replaced (one of %d stories, each tried alone now): %s",
                head.together,
                death,
            )
            return
        head.strikes += 1
        log.warning("a child is replaced (strike %d for its story): %s", head.strikes, death)
        if head.strikes >= STRIKES:
            self.window.popleft()
            if not head.future.done():
                head.future.set_result([Failure(death.code, f"{death}, {STRIKES} times")])

    def _give_back(self) -> None:
        for it in self.window:
            it.apart = True
        self._common.lines.put_back(self.window)
        self.window.clear()
        self._common.wake()
