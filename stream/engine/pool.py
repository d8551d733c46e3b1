"""Children that work, each a process of its own. A child that dies or hangs is replaced.

A child works through its batch in order and answers each story, so the first unanswered one is what
it was at, unless it did several together. That story gets a strike and is tried once more, alone in
a child; at the second strike it alone fails. Its neighbours in the batch go back to the queue's
front, unharmed, and are tried alone as well. Where a batch is answered at once, nobody gets a
strike before each is alone.

A batch is what waits when a child has room: nobody waits for one to fill. A child may do all of it
together, in less time. Its size follows how long stories take: no more than some milliseconds of
work lie with a child, where nothing can overtake; the next batch is sent shortly before the last
one is done, so that a child never waits. Under a backlog a batch is answered at once: the worker
wakes once for it, and its records go to the broker together.

What is urgent goes first. While some of it waits or is worked on, half of the children take nothing
else, and for a while afterwards these take one story at a time.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from stream import metrics
from stream.engine.child_process import ChildDied, ChildProcess, ChildUnfit
from stream.engine.jobs import Answer, Failure, Job
from stream.engine.lines import Lines, Task
from stream.engine.nursery_process import Nurseries, Upbringing
from stream.engine.pace import KEPT_SECONDS, Pace, Times
from stream.errors import WireError

log = logging.getLogger(__name__)

STRIKES = 2
START_FAILURES = 3
IDLE = "idle"


class PoolBroken(WireError):  # noqa: N818 - reads as the fact that it states
    """Children can't be started; no story is at fault."""


@dataclass(frozen=True)
class PoolPlan:
    """How a pool is built. `factory` is `module:name`; `limit` gives a job's seconds."""

    factory: str
    arguments: dict[str, object]
    children: int
    batch_size: int
    limit: Callable[[Job], float]
    env: dict[str, str] = field(default_factory=dict)
    hop: str = "none"
    """For whom the children work: a label of metrics."""
    shared: bool = False
    """See `WorkPlan.shared`."""


class Pool:
    """A pool of children; use as `async with Pool(plan) as pool`."""

    def __init__(self, plan: PoolPlan) -> None:
        """Children start on entering."""
        self.plan = plan
        self._restarts = {
            it: metrics.POOL_RESTARTS.labels(plan.hop, it)
            for it in ("child_died", "timed_out", IDLE)
        }
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines = Lines(reserved=plan.children // 2, calm=self._wake)
        self._pace = Pace(plan.batch_size)
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._nurseries = Nurseries(Upbringing(plan.factory, plan.arguments, plan.shared, plan.env))
        self._children: dict[int, ChildProcess] = {}
        self._windows: list[deque[Task]] = [deque() for _ in range(plan.children)]
        self._runners: list[asyncio.Task[None]] = []
        self._ready = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._runners = [asyncio.create_task(self._run(it)) for it in range(self.plan.children)]
        for runner in self._runners:
            runner.add_done_callback(self._runner_ended)
        return self

    async def __aexit__(self, *_: object) -> None:
        for runner in self._runners:
            runner.cancel()
        await asyncio.gather(*self._runners, return_exceptions=True)
        for child in self._children.values():
            await child.kill()
        await self._nurseries.close()
        self.broken.cancel()

    async def ready(self) -> None:
        """Wait for the first child. Raises PoolBroken where none can be started."""
        ready = asyncio.ensure_future(self._ready.wait())
        await _first(ready, self.broken)
        ready.cancel()
        if self.broken.done():
            self.broken.result()

    def submit(self, job: Job) -> "asyncio.Future[Answer]":
        """Queue a job. The future never fails: what goes wrong is a `Failure` in the answer."""
        task = Task(job, asyncio.get_running_loop().create_future())
        self._lines.put(task)
        self._wake()
        return task.future

    @property
    def pids(self) -> list[int]:
        """The living children's processes."""
        return list(self.places.values())

    @property
    def places(self) -> dict[int, int]:
        """The living children's processes, by the place in the pool that each fills."""
        return {place: it.pid for place, it in self._children.items() if it.alive}

    @property
    def nursery(self) -> int | None:
        """The process of which the children are forks, where it runs."""
        return self._nurseries.pid

    @property
    def busy(self) -> int:
        """Children that are at a story: that story's time limit sees to its end."""
        return sum(map(bool, self._windows))

    @property
    def waiting(self) -> int:
        """Jobs that no child has yet."""
        return len(self._lines)

    @property
    def seconds_waiting(self) -> float:
        """For how long the children have work with what no child has yet."""
        return self._pace.takes(self.waiting) / max(1, len(self._children))

    def log_as_here(self) -> None:
        """Have all children log as this process does now."""
        for child in self._children.values():
            child.log_as_here()

    async def _run(self, slot: int) -> None:
        """Keep one child at work for ever."""
        failures = 0
        while True:
            try:
                child = await self._nurseries.child()
            except ChildUnfit as error:
                failures += 1
                if failures >= START_FAILURES:
                    self._break(error)
                    return
                await asyncio.sleep(0.2 * failures)
                continue
            failures = 0
            self._children[slot] = child
            self._ready.set()
            await self._serve(slot, child)
            del self._children[slot]

    async def _serve(self, slot: int, child: ChildProcess) -> None:
        """Feed a child until it dies or hangs; what it had goes where it belongs."""
        window = self._windows[slot]
        worked = metrics.POOL_WORK_SECONDS.labels(self.plan.hop)
        times = Times(self._pace)
        try:
            while True:
                await self._fill(slot, child)
                head = window[0]
                if times.begins(head.together):
                    self._look_ahead(slot, child)
                began = time.monotonic()
                answer = await child.answer(head.limit)
                took = time.monotonic() - began
                worked.inc(took)
                times.answered(took, head.together)
                window.popleft()
                if not head.future.done():
                    head.future.set_result(answer)
        except ChildDied as death:
            self._strike(window, death)
        finally:
            self._give_back(window)
            await child.kill()

    async def _fill(self, slot: int, child: ChildProcess) -> None:
        """Top the child's batch up, waiting for work only when it has none."""
        window = self._windows[slot]
        while not window:
            batch = self._lines.batch(slot, self._most(slot), len(self._children))
            if batch:
                self._send(slot, child, batch)
            else:
                await self._work_arrives(slot, child)
        if len(window) <= self._pace.left:
            self._top_up(slot, child)

    def _top_up(self, slot: int, child: ChildProcess) -> None:
        """Send the next batch before the last one is done."""
        window = self._windows[slot]
        if self._lines.kept_free(slot) or window[0].alone:
            return
        if more := self._lines.batch(slot, self._most(slot), len(self._children), fresh=True):
            self._send(slot, child, more)

    def _most(self, slot: int) -> int:
        """How many stories a child may get at once."""
        return 1 if self._lines.kept_free(slot) else self._pace.batch

    def _send(self, slot: int, child: ChildProcess, batch: list[Task]) -> None:
        metrics.BATCH_STORIES.labels(self.plan.hop).observe(len(batch))
        self._windows[slot].extend(batch)
        behind = self._behind(batch)
        limits = [self.plan.limit(it.job) for it in batch]
        for it, limit in zip(batch, limits, strict=True):
            it.together = len(batch) if behind else 0
            # What is kept comes with the answer after it, or soon.
            it.limit = max(limits) + KEPT_SECONDS if behind else limit
        child.send([it.job for it in batch], hurried=not behind)

    def _behind(self, batch: list[Task]) -> bool:
        """Whether there is a backlog: a batch that is full, and another that waits."""
        full = len(batch) >= max(2, self._pace.batch)
        return full and self.waiting >= len(batch) and not batch[0].job.urgent

    def _look_ahead(self, slot: int, child: ChildProcess) -> None:
        """The child begins a batch of which nothing comes back before it is done.

        Only the clock tells when that is near.
        """
        window = self._windows[slot]
        if len(window) == window[0].together:
            nearly = self._pace.nearly_done(len(window))
            asyncio.get_running_loop().call_later(nearly, self._ahead, slot, child, window[-1])

    def _ahead(self, slot: int, child: ChildProcess, last: Task) -> None:
        """Top up, if nothing was sent since: a child never has more than two batches."""
        window = self._windows[slot]
        if child.alive and window and window[-1] is last:
            self._top_up(slot, child)

    def _strike(self, window: deque[Task], death: ChildDied) -> None:
        """The story at the head was being worked on: blame it, at first with doubt."""
        self._restarts[death.code if window else IDLE].inc()
        if not window:
            log.warning("a child ended while idle and is replaced: %s", death)
            return
        head = window[0]
        if head.together and len(window) > 1:
            log.warning(
                "a child is replaced (one of %d stories, each tried alone now): %s",
                head.together,
                death,
            )
            return
        head.strikes += 1
        log.warning("a child is replaced (strike %d for its story): %s", head.strikes, death)
        if head.strikes >= STRIKES:
            window.popleft()
            if not head.future.done():
                head.future.set_result([Failure(death.code, f"{death}, {STRIKES} times")])

    def _give_back(self, window: deque[Task]) -> None:
        for it in window:
            it.apart = True
        self._lines.put_back(window)
        window.clear()
        self._wake()

    async def _work_arrives(self, slot: int, child: ChildProcess) -> None:
        """Wait for work, or for the child's death: an idle child can die too."""
        work: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(work)
        try:
            await _first(work, child.ended)
        finally:
            if work in self._waiting:
                self._waiting.remove(work)
        if child.ended.done() and not self._lines.next(slot):
            raise await child.died()

    def _wake(self) -> None:
        """One waiting child for each queued job is enough, beside those that may not take it."""
        jobs = self.waiting
        for _ in range(min(len(self._waiting), jobs + self._lines.reserved) if jobs else 0):
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(None)

    def _runner_ended(self, runner: "asyncio.Task[None]") -> None:
        """A slot without its runner would be a child fewer, for ever and unseen."""
        if not runner.cancelled() and (error := runner.exception()) is not None:
            self._break(error)

    def _break(self, error: BaseException) -> None:
        if not self.broken.done():
            self.broken.set_exception(PoolBroken(f"a child can't be started: {error}"))


async def _first(*futures: "asyncio.Future[Any]") -> None:
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
