"""A pool without children, for work so little that a process of its own would cost more."""

import asyncio
from dataclasses import dataclass
from typing import Any

from stream.engine.child import make
from stream.engine.jobs import Answer, Job, Product, attempt
from stream.engine.pool import Pool, PoolPlan


@dataclass(frozen=True, slots=True)
class Read(Product):
    """A product with what was read in it: a hop in its own process needn't read it twice."""

    event: Any = None


class Inline(Pool):
    """Does each job at once, in the hop's own process."""

    def __init__(self, plan: PoolPlan) -> None:
        """The plan's children don't count."""
        super().__init__(plan)
        self._work = make(plan.factory, plan.arguments)

    async def ready(self) -> None:
        """It always is."""

    def submit(self, job: Job) -> "asyncio.Future[Answer]":
        """Do it. The future never fails: what goes wrong is a `Failure` in the answer."""
        done: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        done.set_result(attempt(self._work, job))
        return done
