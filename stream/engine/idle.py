"""Where children that have nothing to do wait until work arrives."""

import asyncio
from collections import deque
from typing import Any


class Idle:
    """Who waited longest is woken first."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def wait(self, ended: "asyncio.Future[Any]") -> None:
        """Until woken, or until the child has `ended`: an idle one can die too."""
        work: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(work)
        try:
            await first(work, ended)
        finally:
            if work in self._waiting:
                self._waiting.remove(work)

    def wake(self, most: int) -> None:
        """So many at most."""
        for _ in range(min(len(self._waiting), most)):
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(None)


async def first(*futures: "asyncio.Future[Any]") -> None:
    """Wait until one of them is done; what became of it the caller sees."""
    await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
