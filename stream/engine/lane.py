"""One partition's lane: settle, publish and acknowledge strictly in offset order.

Two loops, so that records are in line at the producer while earlier ones wait for the broker:
the first settles each delivery when its answer is there and enqueues its records; the second waits
for the broker's acknowledgement and only then acknowledges the input. Faust commits past a hole of
one record, so there must never be a hole: nothing is acknowledged before all that came before it.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from stream.engine.hop import Input, Output
from stream.engine.jobs import Answer


@dataclass(frozen=True, slots=True)
class Told:
    """One item that a hop is done with: its end, a dead letter's code, whose story it is."""

    end: str
    code: str | None
    ordinal: int
    key: bytes | None = None
    headers: Sequence[tuple[str, bytes]] = ()
    """Of what came out of it, if anything did."""
    others: Sequence[Sequence[tuple[str, bytes]]] = ()
    """The headers of each further record."""


@dataclass(eq=False, slots=True)
class Delivery:
    """A record on its way through the hop."""

    taken: Input
    answer: "asyncio.Future[Answer]"
    acknowledge: Callable[[], object]
    working: bool = True
    """Its answer isn't there yet."""
    began: float = field(default_factory=time.monotonic)
    answered: float = math.inf
    settled: float = math.inf
    """When it began, had its answer and was settled, by the monotonic clock."""
    told: list[Told] = field(default_factory=list)
    """What became of each item."""
    arrivals: list[float] = field(default_factory=list)
    """When each item that is published for good arrived, in seconds since 1970."""
    counts: list[Callable[[], None]] = field(default_factory=list)
    """What its hop counts when it is done with."""
    topics: list[str] = field(default_factory=list)
    """Where each record that came out of it went."""

    @property
    def size(self) -> int:
        """Bytes of the value."""
        return len(self.taken.value)


@dataclass(frozen=True)
class LaneCalls:
    """What a lane asks of its mover."""

    prepare: Callable[[Delivery, Answer], Awaitable[Answer]]
    settle: Callable[[Delivery, Answer], Sequence[Output]]
    enqueue: Callable[..., Awaitable["list[asyncio.Future[object]]"]]
    acknowledged: Callable[["Sequence[asyncio.Future[object]]"], Awaitable[None]]
    done: Callable[[Delivery], None]
    failed: Callable[[BaseException], None]


class Lane:
    """Deliveries of one partition, in order."""

    def __init__(
        self, calls: LaneCalls, begun: "asyncio.Future[None]", order: asyncio.Lock
    ) -> None:
        """`begun`: what stands is known. `order`: shared by all lanes that write one partition."""
        self._calls = calls
        self._begun = begun
        self._order = order
        self._incoming: asyncio.Queue[Delivery] = asyncio.Queue()
        self._published: asyncio.Queue[tuple[Delivery, list[asyncio.Future[object]]]] = (
            asyncio.Queue()
        )
        self._open = 0
        self._empty = asyncio.Event()
        self._empty.set()
        self._tasks = [
            asyncio.create_task(self._guard(self._settle_in_order())),
            asyncio.create_task(self._guard(self._acknowledge_in_order())),
        ]

    def put(self, delivery: Delivery) -> None:
        """Add the next record of the partition."""
        self._open += 1
        self._empty.clear()
        self._incoming.put_nowait(delivery)

    async def empty(self) -> None:
        """Wait until all that was put is acknowledged."""
        await self._empty.wait()

    async def close(self) -> None:
        """Stop where it is: what isn't acknowledged will be delivered again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _guard(self, work: Awaitable[None]) -> None:
        try:
            await work
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001 - the mover ends the hop with it
            self._calls.failed(error)

    async def _settle_in_order(self) -> None:
        await asyncio.shield(self._begun)
        while True:
            delivery = await self._incoming.get()
            answer = await delivery.answer
            async with self._order:
                prepared = await self._calls.prepare(delivery, answer)
                outputs = self._calls.settle(delivery, prepared)
                pending = await self._calls.enqueue(*outputs)
            self._published.put_nowait((delivery, pending))

    async def _acknowledge_in_order(self) -> None:
        while True:
            delivery, pending = await self._published.get()
            await self._calls.acknowledged(pending)
            delivery.acknowledge()
            self._calls.done(delivery)
            self._open -= 1
            if not self._open:
                self._empty.set()
