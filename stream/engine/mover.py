"""Moves a hop's records: bounded in flight, work in the pool, order in the lanes."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from stream import metrics
from stream.engine.counting import Counting
from stream.engine.hop import Hop, Input, Leaving, Output
from stream.engine.jobs import Answer, Job
from stream.engine.lane import Delivery, Lane, LaneCalls
from stream.engine.pool import Pool
from stream.engine.publisher import Publisher
from stream.engine.room import Limits, Rooms
from stream.engine.settling import Settling, input_too_large
from stream.engine.telling import Telling
from stream.engine.tracing import NoTracing, Tracing

TICK_SECONDS = 0.1
"""How often the hop is asked what is due."""

Place = tuple[str, int]
"""A topic's name and a partition."""


class Mover:
    """Takes records from Faust and sees each to its end."""

    def __init__(
        self,
        hop: Hop,
        pool: Pool,
        publisher: Publisher,
        limits: Limits,
        letters: str,
        *,
        tracing: Tracing | None = None,
        urgent: Collection[str] = (),
    ) -> None:
        """`letters` is the name of the dead letters' topic; `tracing` takes what is done with.

        `urgent` names the topics whose records overtake: they have room of their own.
        """
        self.hop = hop
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Fails with what ends the hop: publishing failed, or an error of our own."""
        self.progress = time.monotonic()
        """When something was last done with, or last taken while idle."""
        self._pool = pool
        self._publisher = publisher
        self._urgent = frozenset(urgent)
        self._rooms = {it: Rooms(limits) for it in (False, True)}
        """Of what isn't urgent and of what is."""
        self._lanes: dict[Place, Lane] = {}
        self._orders: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._begun: dict[int, asyncio.Future[None]] = {}
        self._beginning: asyncio.Task[None] | None = None
        self._deliveries: set[Delivery] = set()
        self._ours = asyncio.Event()
        """Set from an assignment to the next revocation."""
        self._closing = False
        self._counting = Counting(hop.name)
        self._telling = Telling(hop, tracing or NoTracing())
        settling = Settling(hop, letters, self._submit)
        self._calls = LaneCalls(
            prepare=settling.prepare,
            settle=settling.settle,
            enqueue=publisher.enqueue,
            acknowledged=publisher.acknowledged,
            done=self._done,
            failed=self.fail,
        )

    @property
    def in_flight(self) -> int:
        """Records taken and not yet done with."""
        return sum(it.all.taken for it in self._rooms.values())

    async def take(
        self, taken: Input, acknowledge: Callable[[], object], *, fresh: Callable[[], bool]
    ) -> None:
        """Take the next record of its partition, when there is room.

        `fresh` says whether the partition is still ours: waiting for room can take longer. Nothing
        is taken during a rebalance: only its end tells, by a new generation, whose a record is.
        """
        size = len(taken.value)
        rooms = self._rooms_of(taken)
        await rooms.enter(size)
        await self._ours.wait()
        if self._closing or not fresh():
            rooms.leave(size)
            return
        if self.in_flight == 1:
            self.progress = time.monotonic()
        self._counting.took(taken, self.in_flight)
        delivery = Delivery(taken, self._work(taken), acknowledge)
        self._deliveries.add(delivery)
        delivery.answer.add_done_callback(lambda _: self._worked_on(delivery))
        self._lane(taken).put(delivery)

    def assigned(self, places: Iterable[Place]) -> None:
        """These partitions are ours now: learn what stands there before anything is settled."""
        partitions = sorted({partition for _, partition in places})
        metrics.ASSIGNED.labels(self.hop.name).set(len(partitions))
        self.progress = time.monotonic()
        begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._begun = dict.fromkeys(partitions, begun)
        if self._beginning is not None:
            self._beginning.cancel()
        self._beginning = asyncio.create_task(self._begin(partitions, begun))
        self._ours.set()

    async def revoked(self, drain_seconds: float) -> None:
        """Every partition goes: finish what is nearly done, then stop sending, then give it up."""
        self._ours.clear()
        await self._drain(drain_seconds)
        await self._leave(drain_seconds)
        await self.close()
        await self._publisher.flush(drain_seconds)
        metrics.ASSIGNED.labels(self.hop.name).set(0)

    async def stop(self, limit_seconds: float) -> None:
        """Take nothing more and finish what is in flight, within the limit."""
        self._closing = True
        await self._drain(limit_seconds)
        await self._leave(limit_seconds)

    async def close(self) -> None:
        """Stop where we are: what isn't acknowledged will be delivered again."""
        for lane in self._lanes.values():
            await lane.close()
        self._lanes.clear()
        for delivery in self._deliveries:
            delivery.working = False
            delivery.answer.cancel()
        self._deliveries.clear()
        for rooms in self._rooms.values():
            rooms.reset()

    async def keep_time(self) -> None:
        """Write what is due, for as long as partitions are ours. Raises BrokerError."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if not self._ours.is_set() or not all(it.done() for it in self._begun.values()):
                continue
            await self._publish(self.hop.due(time.time()))

    def fail(self, error: BaseException) -> None:
        """End the hop with this error; its supervisor starts it anew."""
        if not self.failed.done():
            self.failed.set_exception(error)

    async def _leave(self, limit_seconds: float) -> None:
        if isinstance(self.hop, Leaving):
            await self._publish(await self.hop.leave(limit_seconds))

    async def _publish(self, outputs: Iterable[Output]) -> None:
        # One by one: they may be many, and each has the limit for itself.
        pending = [waits for it in outputs for waits in await self._publisher.enqueue(it)]
        await self._publisher.acknowledged(pending)

    async def _begin(self, partitions: list[int], begun: "asyncio.Future[None]") -> None:
        try:
            await self.hop.begin(partitions)
        except Exception as error:  # noqa: BLE001 - without it nothing may be settled
            self.fail(error)
        else:
            begun.set_result(None)

    async def _drain(self, limit_seconds: float) -> None:
        waits = [asyncio.create_task(lane.empty()) for lane in self._lanes.values()]
        if waits:
            _, pending = await asyncio.wait(waits, timeout=limit_seconds)
            for wait in pending:
                wait.cancel()

    def _lane(self, taken: Input) -> Lane:
        place = taken.topic, taken.partition
        if place not in self._lanes:
            begun = self._begun[taken.partition]
            self._lanes[place] = Lane(self._calls, begun, self._orders[taken.partition])
        return self._lanes[place]

    def _work(self, taken: Input) -> "asyncio.Future[Answer]":
        most = self.hop.most_bytes(taken)
        if len(taken.value) <= most:
            return self._submit(taken, self.hop.job(taken))
        done: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        done.set_result([input_too_large(len(taken.value), most)])
        return done

    def _submit(self, taken: Input, job: Job) -> "asyncio.Future[Answer]":
        """Hand a record's work to the pool."""
        urgent = taken.topic in self._urgent
        return self._pool.submit(replace(job, urgent=True) if urgent else job)

    def _rooms_of(self, taken: Input) -> Rooms:
        return self._rooms[taken.topic in self._urgent]

    def _worked_on(self, delivery: Delivery) -> None:
        """A record has its answer: another one may be worked on. What was given up has no room."""
        if delivery.working:
            delivery.working = False
            delivery.answered = time.monotonic()
            self._rooms_of(delivery.taken).work.leave(delivery.size)

    def _done(self, delivery: Delivery) -> None:
        """A record is acknowledged: count it and give its room to the next."""
        self._deliveries.discard(delivery)
        self._worked_on(delivery)
        self._rooms_of(delivery.taken).all.leave(delivery.size)
        self.progress = time.monotonic()
        self._counting.done(delivery, self.progress, self.in_flight)
        self._telling.done(delivery, self.progress)
