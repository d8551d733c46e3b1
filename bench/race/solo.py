"""One contestant on a broker, with nobody beside it."""

import asyncio
from contextlib import AsyncExitStack, ExitStack

from bench.race.contestants import Contestant, Entrant, entered
from bench.race.mix import WIRE
from bench.race.track import KAFKA_WAIT_MS, WAIT_MS, Track, track
from stream.broker.embedded import EmbeddedBroker
from stream.settings import Settings

WARM = 200
"""Stories before anything is measured, twice."""
JOIN_SECONDS = 15.0


class solo:  # noqa: N801 - used as a function
    """Broker, topics and so many workers of one contestant, warmed."""

    def __init__(
        self,
        who: Contestant,
        children: int,
        *,
        workers: int = 1,
        broker: str | None = None,
        seed: str = "",
    ) -> None:
        self._who, self._children, self._workers, self._broker = who, children, workers, broker
        self._seed = seed
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> tuple[Track, Entrant]:
        stack = self._stack
        bootstrap = self._broker or stack.enter_context(EmbeddedBroker()).bootstrap
        settings = Settings(bootstrap=bootstrap, children=self._children)
        wait_ms = KAFKA_WAIT_MS if self._broker else WAIT_MS
        course = await stack.enter_async_context(track(settings, [self._who], wait_ms))
        inner = stack.enter_context(ExitStack())
        entrants = [inner.enter_context(entered(self._who, settings)) for _ in range(self._workers)]
        await course.warm(entrants[:1], WIRE, WARM, self._seed)
        # Who came second has joined by then.
        await asyncio.sleep(JOIN_SECONDS * (self._workers - 1) + 1)
        return course, entrants[0]

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()
