"""Fetches single records from where they stand, with one consumer that stays open for a while."""

import asyncio
import logging
from contextlib import AsyncExitStack

from aiokafka import AIOKafkaConsumer, ConsumerRecord
from aiokafka.errors import KafkaError

from stream.broker.clients import reader
from stream.broker.reading import FETCH_MS, read_one
from stream.errors import BrokerError
from stream.settings import Settings

log = logging.getLogger(__name__)

FETCH_BYTES = 16 * 1024
"""A larger record comes whole all the same; more than one record isn't wanted."""
IDLE_SECONDS = 30.0
"""A consumer that nobody asked anything for so long is closed."""


class Shelf:
    """Asked now and then; a new consumer for each question would take ten times as long."""

    def __init__(self, settings: Settings) -> None:
        """`settings` name the broker; nothing is opened before the first question."""
        self._settings = settings
        self._turn = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._consumer: AIOKafkaConsumer | None = None
        self._closing: asyncio.Task[None] | None = None

    async def record(self, topic: str, partition: int, offset: int) -> ConsumerRecord | None:
        """What stands there; None where it is no longer there. Raises BrokerError."""
        async with self._turn:
            if self._closing is not None:
                self._closing.cancel()
            try:
                found = await self._read(topic, partition, offset)
            except BaseException as error:
                await self._close()
                if isinstance(error, KafkaError):
                    raise BrokerError(f"{topic} can't be read: {type(error).__name__}") from error
                raise
            self._closing = asyncio.create_task(self._close_later())
            return found

    async def close(self) -> None:
        """Close the consumer; a later question opens another one.

        While a question is asked nothing is done: its end by cancellation closes the consumer too.
        """
        if self._turn.locked():
            return
        async with self._turn:
            if self._closing is not None:
                self._closing.cancel()
            await self._close()

    async def _read(self, topic: str, partition: int, offset: int) -> ConsumerRecord | None:
        if self._consumer is None:
            opened = reader(
                self._settings,
                fetch_max_wait_ms=FETCH_MS,
                fetch_max_bytes=FETCH_BYTES,
                max_partition_fetch_bytes=FETCH_BYTES,
            )
            self._consumer = await self._stack.enter_async_context(opened)
        limit = self._settings.publish_seconds
        return await read_one(self._consumer, topic, partition, offset, limit)

    async def _close_later(self) -> None:
        await asyncio.sleep(IDLE_SECONDS)
        async with self._turn:
            await self._close()

    async def _close(self) -> None:
        self._consumer = None
        try:
            await self._stack.aclose()
        except (KafkaError, OSError) as error:
            log.warning("a reader didn't close as it should: %s", type(error).__name__)
