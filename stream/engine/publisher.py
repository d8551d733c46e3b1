"""Records to Kafka: queued in the order given, acknowledged by all replicas within a limit."""

import asyncio
from collections.abc import Sequence

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

    async def enqueue(self, output: Output) -> "asyncio.Future[object]":
        """Put a record in line; gives its acknowledgement. Raises BrokerError."""
        try:
            async with asyncio.timeout(self._limit):
                pending: asyncio.Future[object] = await self._producer.send(
                    output.topic,
                    key=output.key,
                    value=output.value,
                    headers=list(output.headers),
                    timestamp_ms=output.timestamp_ms,
                    partition=output.partition,
                )
                return pending
        except (KafkaError, TimeoutError) as error:
            raise BrokerError(_failed(output.topic, error)) from error

    async def acknowledged(self, pending: "Sequence[asyncio.Future[object]]") -> None:
        """Wait until the broker has them all. Raises BrokerError."""
        try:
            async with asyncio.timeout(self._limit):
                for one in pending:
                    await one
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


def _failed(topic: str, error: Exception) -> str:
    what = str(error) or "no acknowledgement within the limit"
    return f"publishing to {topic} failed: {type(error).__name__}: {what}"
