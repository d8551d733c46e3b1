"""What a hop brings to the engine: its topics, its work, and what becomes of each product."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from aiokafka import ConsumerRecord

from schemas.cloudevents import CloudEvent, raw_id
from stream.engine.jobs import Answer, Failure, Job, Product
from stream.topics import Topic

Headers = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One record as the hop got it. `timestamp_ms` is the record's own, since 1970."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes | None
    value: bytes
    headers: Headers

    @property
    def ce_id(self) -> str:
        """The producer's own id if the record is a valid CloudEvent, else made from its place."""
        event = CloudEvent.from_headers(self.headers)
        return event.id if event else raw_id(self.topic, self.partition, self.offset)

    @classmethod
    def of_record(cls, record: ConsumerRecord) -> "Input":
        """From a record of aiokafka."""
        return cls(
            record.topic,
            record.partition,
            record.offset,
            record.timestamp,
            record.key,
            record.value or b"",
            tuple((name, value or b"") for name, value in record.headers),
        )


@dataclass(frozen=True, slots=True)
class Output:
    """One record to publish. `value` None is a tombstone; `timestamp_ms` None is now."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]
    timestamp_ms: int | None = None
    noted: Callable[[int], object] | None = field(default=None, compare=False)
    """Called with the record's offset once the broker has it."""
    partition: int | None = None
    """Where it must stand beside what it belongs to; else the key decides."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of one product: records to publish, and how it counts."""

    outputs: Sequence[Output] = ()
    end: str = "passed"
    """`passed` to the next hop, or one of the contract's outcomes."""
    arrived: float | None = None
    """When what is published first arrived, in seconds since 1970; None if that isn't its end.

    Of a story that was held until a moment, that moment: an embargo is no delay.
    """
    count: Callable[[], None] | None = None
    """What the hop itself counts; called when all is acknowledged."""


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """What the hop's children do: a factory `module:name` and its arguments."""

    factory: str
    arguments: dict[str, object] = field(default_factory=dict)
    children: int = 1
    """0: the work is so little that the hop's own process does it, between all else."""
    urgent: Sequence[Topic] = ()
    """Of the hop's inputs, those whose records overtake the others'."""
    shared: bool = False
    """The work is made once and each child is a fork of that: it may hold no thread, no connection,
    and nothing that may be there only once."""


Again = Callable[[Job], "asyncio.Future[Answer]"]
"""Hands a job to the pool, beside what Kafka brings."""


class Hop(Protocol):
    """One hop. `settle` is called in offset order per partition and decides; it never waits."""

    @property
    def name(self) -> str:
        """`intake`, `enrich`, …: the group is called after it."""

    @property
    def inputs(self) -> Sequence[Topic]:
        """The topics it reads, co-partitioned if several."""

    @property
    def outputs(self) -> Sequence[Topic]:
        """The topics it writes besides the dead letters."""

    def most_bytes(self, taken: Input) -> int:
        """A larger input is a dead letter, `too_large`."""

    @property
    def work(self) -> WorkPlan:
        """What its children do."""

    def job(self, taken: Input) -> Job:
        """The job for a record."""

    async def begin(self, partitions: Iterable[int]) -> None:
        """Learn what stands in the output partitions. Called before anything is settled there."""

    async def prepare(self, taken: Input, product: Product, again: Again) -> Product | Failure:
        """Get what `settle` needs beside the product: it is called next, and nothing between."""

    def settle(self, taken: Input, product: Product) -> Settlement:
        """Decide what becomes of a product."""

    def due(self, now: float) -> Iterable[Output]:
        """What is to be written because its time has come, in seconds since 1970."""


@runtime_checkable
class Leaving(Protocol):
    """A hop that does something of its own, which must end when its partitions go."""

    async def leave(self, limit_seconds: float) -> Iterable[Output]:
        """End it within the limit; gives what is still to be written."""


def text(headers: Mapping[str, str], name: str) -> str | None:
    """A header's text, or None where it is absent or empty."""
    return headers.get(name) or None
