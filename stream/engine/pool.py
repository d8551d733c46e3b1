"""Children that work, each a process of its own. A child that dies or hangs is replaced.

What becomes of a story whose child dies stands at `Place`.

A batch is what waits when a child has room: nobody waits for one to fill. A child may do all of it
together, in less time. Its size follows how long stories take.

What is urgent goes first. While some of it waits or is worked on, half of the children take nothing
else, and for a while afterwards these take one story at a time.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from stream import metrics
from stream.engine.child_process import ChildUnfit
from stream.engine.idle import Idle, first
from stream.engine.jobs import Answer, Job
from stream.engine.lines import Lines, Task
from stream.engine.nursery_process import Nurseries, Upbringing
from stream.engine.pace import Pace
from stream.engine.place import REASONS, Common, Place
from stream.errors import WireError

START_FAILURES = 3


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
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines = Lines(reserved=plan.children // 2, calm=self._wake)
        self._pace = Pace(plan.batch_size)
        self._idle = Idle()
        self._nurseries = Nurseries(Upbringing(plan.factory, plan.arguments, plan.shared, plan.env))
        restarts = {it: metrics.POOL_RESTARTS.labels(plan.hop, it) for it in REASONS}
        common = Common(
            plan.hop, plan.limit, self._lines, self._pace, self._idle, self._wake, restarts
        )
        self._children = common.children
        self._places = [Place(number, common) for number in range(plan.children)]
        self._runners: list[asyncio.Task[None]] = []
        self._ready = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._runners = [asyncio.create_task(self._run(it)) for it in self._places]
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
        await first(ready, self.broken)
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
        return sum(bool(it.window) for it in self._places)

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

    async def _run(self, place: Place) -> None:
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
            self._ready.set()
            await place.serve(child)

    def _wake(self) -> None:
        """One waiting child for each queued job is enough, beside those that may not take it."""
        if jobs := self.waiting:
            self._idle.wake(jobs + self._lines.reserved)

    def _runner_ended(self, runner: "asyncio.Task[None]") -> None:
        """A place without its runner would be a child fewer, for ever and unseen."""
        if not runner.cancelled() and (error := runner.exception()) is not None:
            self._break(error)

    def _break(self, error: BaseException) -> None:
        if not self.broken.done():
            self.broken.set_exception(PoolBroken(f"a child can't be started: {error}"))
