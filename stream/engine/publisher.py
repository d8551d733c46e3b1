"""Records to Kafka: queued in the order given, acknowledged by all replicas within a limit."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from stream.engine.hop import Output
from stream.errors import BrokerError
from stream.topics import RECORD_BYTES

# A batch's framing and a record's key and headers need room beside the value.
_OVERHEAD = 512


class Publisher:
    """Publishes for one hop. What fails here ends the hop: its input stays unacknowledged."""

    def __init__(self, producer: AIOKafkaProducer, limit_seconds: float) -> None:
        """`limit_seconds` bounds every wait for the broker."""
        self._producer = producer
        self._limit = limit_seconds

    async def enqueue(self, *outputs: Output) -> "list[asyncio.Future[object]]":
        """Put records in line, all within the limit; gives their acknowledgements.

        Raises BrokerError.
        """
        topic = "a topic"
        pending: list[asyncio.Future[object]] = []
        try:
            async with asyncio.timeout(self._limit):
                for output in outputs:
                    topic = output.topic
                    pending.append(await self._send(output))
        except (KafkaError, TimeoutError) as error:
            raise BrokerError(_failed(topic, error)) from error
        return pending

    async def _send(self, output: Output) -> "asyncio.Future[object]":
        sent: asyncio.Future[object] = await self._producer.send(
            output.topic,
            key=output.key,
            value=output.value,
            headers=list(output.headers),
            timestamp_ms=output.timestamp_ms,
            partition=output.partition,
        )
        if output.noted is not None:
            sent.add_done_callback(partial(_note, output.noted))
        return sent

    async def acknowledged(self, pending: "Sequence[asyncio.Future[object]]") -> None:
        """Wait until the broker has them all. Raises BrokerError."""
        try:
            if not all(one.done() for one in pending):
                async with asyncio.timeout(self._limit):
                    for one in pending:
                        await one
            for one in pending:
                one.result()
        except (KafkaError, TimeoutError) as error:
            raise BrokerError(_failed("a topic", error)) from error

    async def flush(self, limit_seconds: float) -> None:
        """Wait for what is in line, no longer than `limit_seconds`."""
        try:
            async with asyncio.timeout(limit_seconds):
                await self._producer.flush()
        except TimeoutError as error:
            raise BrokerError(_failed("a topic", error)) from error


def too_large(output: Output) -> bool:
    """Whether Kafka would refuse the record for its size."""
    size = len(output.value or b"") + len(output.key or b"")
    size += sum(len(name) + len(value) + 8 for name, value in output.headers)
    return size + _OVERHEAD > RECORD_BYTES


def _note(noted: Callable[[int], object], pending: "asyncio.Future[object]") -> None:
    """Tell where a record stands. One that failed ends the hop elsewhere."""
    if pending.cancelled() or pending.exception() is not None:
        return
    offset = getattr(pending.result(), "offset", None)
    if isinstance(offset, int):
        noted(offset)


def _failed(topic: str, error: Exception) -> str:
    what = str(error) or "no acknowledgement within the limit"
    return f"publishing to {topic} failed: {type(error).__name__}: {what}"
