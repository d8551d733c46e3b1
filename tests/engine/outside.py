"""What lies outside the engine, for tests: a pool and a producer that do as they are told."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from stream.engine.hop import Again, Input, Output, Settlement, WorkPlan
from stream.engine.jobs import Answer, Failure, Job, Product
from stream.engine.pool import Pool
from stream.engine.publisher import Publisher
from stream.topics import RAW, STORIES, Topic

LETTERS = "wire.dead-letters.v1"


def taken(offset: int, value: bytes = b"story", partition: int = 0, topic: str = RAW.name) -> Input:
    return Input(topic, partition, offset, 1_936_000_000_000 + offset, b"key", value, ())


async def turns(count: int = 20) -> None:
    """Let everything that can go on go on."""
    for _ in range(count):
        await asyncio.sleep(0)


class FakePool:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.futures: list[asyncio.Future[Answer]] = []

    def submit(self, job: Job) -> "asyncio.Future[Answer]":
        self.jobs.append(job)
        self.futures.append(asyncio.get_running_loop().create_future())
        return self.futures[-1]

    @property
    def real(self) -> Pool:
        return cast(Pool, self)


class FakeProducer:
    """Holds what it is sent; acknowledges at once, unless it is told to hold."""

    def __init__(self, *, hold: bool = False, refuse: KafkaError | None = None) -> None:
        self.hold = hold
        self.refuse = refuse
        self.sent: list[Output] = []
        self.pending: list[asyncio.Future[object]] = []

    async def send(
        self,
        topic: str,
        *,
        key: bytes | None,
        value: bytes | None,
        headers: Sequence[tuple[str, bytes]],
        timestamp_ms: int | None,
        partition: int | None = None,
    ) -> "asyncio.Future[object]":
        await asyncio.sleep(0)
        if self.refuse:
            raise self.refuse
        self.sent.append(Output(topic, key, value, headers, timestamp_ms, None, partition))
        self.pending.append(asyncio.get_running_loop().create_future())
        if not self.hold:
            self.pending[-1].set_result(None)
        return self.pending[-1]

    async def flush(self) -> None:
        waiting = [it for it in self.pending if not it.done()]
        if waiting:
            await asyncio.wait(waiting)

    def publisher(self, limit_seconds: float = 30.0) -> Publisher:
        return Publisher(cast(AIOKafkaProducer, self), limit_seconds)

    @property
    def values(self) -> list[bytes | None]:
        return [it.value for it in self.sent]


class FakeHop:
    """Publishes each product as it is."""

    name = "intake"
    inputs: Sequence[Topic] = (RAW,)
    outputs: Sequence[Topic] = (STORIES,)
    limit = 1000
    work = WorkPlan("nowhere:make")

    def __init__(self, begin: Callable[[], object] = lambda: None) -> None:
        self.learned: list[list[int]] = []
        self.known = asyncio.Event()
        self.known.set()
        self.waiting: list[Output] = []
        self._begin = begin

    def most_bytes(self, _: Input) -> int:
        return self.limit

    def job(self, taken: Input) -> Job:
        return Job(taken.value)

    async def begin(self, partitions: Iterable[int]) -> None:
        self.learned.append(list(partitions))
        await self.known.wait()
        self._begin()

    async def prepare(self, taken: Input, product: Product, again: Again) -> Product | Failure:
        return product

    def due(self, now: float) -> Iterable[Output]:
        outputs, self.waiting = self.waiting, []
        return outputs

    def settle(self, taken: Input, product: Product) -> Settlement:
        return Settlement([Output(STORIES.name, taken.key, product.value, ())], "passed")
