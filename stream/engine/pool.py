"""Children that work, each a process of its own. A child that dies or hangs is replaced.

A child works through its batch in order and answers each story, so the first unanswered one is the
one it was at. That story gets a strike and is tried once more, alone in a child; at the second
strike it alone fails. Its neighbours in the batch go back to the queue's front, unharmed.

A batch is what waits when a child has room, up to a size: nobody waits for a batch to fill, and
under load batches are full.
"""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from stream import metrics
from stream.engine.child_process import ChildDied, ChildProcess, ChildUnfit
from stream.engine.jobs import Answer, Failure, Job
from stream.errors import WireError

log = logging.getLogger(__name__)

STRIKES = 2
START_FAILURES = 3
BATCH_BYTES = 4 * 1024 * 1024
IDLE = "idle"
LONG_BYTES = 128 * 1024
"""A longer story takes seconds."""


class PoolBroken(WireError):  # noqa: N818 - reads as the fact that it states
    """Children can't be started; no story is at fault."""


@dataclass(eq=False)
class _Task:
    job: Job
    future: "asyncio.Future[Answer]"
    strikes: int = 0

    @property
    def alone(self) -> bool:
        """Whether nothing may wait behind it in a child: it is under suspicion, or long."""
        return self.strikes > 0 or len(self.job.value) > LONG_BYTES


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
        self._queue: deque[_Task] = deque()
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._children: dict[int, ChildProcess] = {}
        self._windows: list[deque[_Task]] = [deque() for _ in range(plan.children)]
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
        task = _Task(job, asyncio.get_running_loop().create_future())
        self._queue.append(task)
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
    def busy(self) -> int:
        """Children that are at a story: that story's time limit sees to its end."""
        return sum(map(bool, self._windows))

    @property
    def waiting(self) -> int:
        """Jobs that no child has yet."""
        return len(self._queue)

    def log_as_here(self) -> None:
        """Have all children log as this process does now."""
        for child in self._children.values():
            # Who serves a child that died sees it too.
            with contextlib.suppress(ChildDied):
                child.log_as_here()

    async def _run(self, slot: int) -> None:
        """Keep one child at work for ever."""
        failures = 0
        while True:
            try:
                child = await ChildProcess.start(
                    self.plan.factory, self.plan.arguments, self.plan.env
                )
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
            await self._serve(child, self._windows[slot])
            del self._children[slot]

    async def _serve(self, child: ChildProcess, window: deque[_Task]) -> None:
        """Feed a child until it dies or hangs; what it had goes where it belongs."""
        worked = metrics.POOL_WORK_SECONDS.labels(self.plan.hop)
        try:
            while True:
                await self._fill(child, window)
                head = window[0]
                began = time.monotonic()
                answer = await child.answer(self.plan.limit(head.job))
                worked.inc(time.monotonic() - began)
                window.popleft()
                if not head.future.done():
                    head.future.set_result(answer)
        except ChildDied as death:
            self._strike(window, death)
        finally:
            self._give_back(window)
            await child.kill()

    async def _fill(self, child: ChildProcess, window: deque[_Task]) -> None:
        """Top the child's batch up, waiting for work only when it has none."""
        while not window:
            batch = self._batch()
            if batch:
                window.extend(batch)
                await self._send(child, batch)
                return
            await self._work_arrives(child)
        if len(window) * 2 <= self.plan.batch_size and not window[0].alone:
            more = self._batch(self.plan.batch_size - len(window), fresh=True)
            window.extend(more)
            if more:
                await self._send(child, more)

    async def _send(self, child: ChildProcess, batch: list[_Task]) -> None:
        metrics.BATCH_STORIES.labels(self.plan.hop).observe(len(batch))
        await child.send([it.job for it in batch])

    def _batch(self, most: int | None = None, *, fresh: bool = False) -> list[_Task]:
        """Take from the queue: a fair share, within the size; some stories go alone."""
        share = -(-len(self._queue) // max(1, len(self._children)))
        most = min(most or self.plan.batch_size, max(1, share))
        taken: list[_Task] = []
        size = 0
        while self._queue and len(taken) < most and size < BATCH_BYTES:
            if self._queue[0].alone and (taken or fresh):
                break
            task = self._queue.popleft()
            if task.future.done():
                continue
            taken.append(task)
            size += len(task.job.value)
            if task.alone:
                break
        return taken

    def _strike(self, window: deque[_Task], death: ChildDied) -> None:
        """The story at the head was being worked on: blame it, at first with doubt."""
        self._restarts[death.code if window else IDLE].inc()
        if not window:
            log.warning("a child ended while idle and is replaced: %s", death)
            return
        head = window[0]
        head.strikes += 1
        log.warning("a child is replaced (strike %d for its story): %s", head.strikes, death)
        if head.strikes >= STRIKES:
            window.popleft()
            if not head.future.done():
                head.future.set_result([Failure(death.code, f"{death}, {STRIKES} times")])

    def _give_back(self, window: deque[_Task]) -> None:
        self._queue.extendleft(reversed(window))
        window.clear()
        self._wake()

    async def _work_arrives(self, child: ChildProcess) -> None:
        """Wait for work, or for the child's death: an idle child can die too."""
        work: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(work)
        try:
            await _first(work, child.ended)
        finally:
            if work in self._waiting:
                self._waiting.remove(work)
        if child.ended.done() and not self._queue:
            raise ChildDied("child_died", child.obituary())

    def _wake(self) -> None:
        """One waiting child for each queued job is enough."""
        for _ in range(min(len(self._waiting), len(self._queue))):
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
