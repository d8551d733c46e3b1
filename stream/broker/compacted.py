"""Reads a compacted topic from its beginning and goes on, so that what it says is always known."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from stream.broker.clients import reader
from stream.broker.reading import FETCH_MS, place
from stream.errors import BrokerError
from stream.settings import Settings

log = logging.getLogger(__name__)

AGAIN_SECONDS = 1.0
WAIT_MS = 100

Take = Callable[[Sequence[ConsumerRecord]], None]


async def keep_reading(
    settings: Settings, topic: str, take: Take, caught_up: Callable[[], None]
) -> None:
    """Hand over all that stands, say so once, and then what comes, for ever.

    Where the broker goes, it is read again from the beginning: taking a record twice must not
    matter. Raises TopicsDiffer where the topic isn't there.
    """
    told = False

    def tell() -> None:
        nonlocal told
        if not told:
            told = True
            caught_up()

    while True:
        try:
            await _read(settings, topic, take, tell)
        except (KafkaError, OSError, BrokerError) as error:
            if not told and isinstance(error, BrokerError):
                raise
            log.warning("%s can't be read and is tried again: %s", topic, type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)


async def _read(settings: Settings, topic: str, take: Take, caught_up: Callable[[], None]) -> None:
    async with reader(settings, fetch_max_wait_ms=FETCH_MS) as consumer:
        places = await place(consumer, topic)
        unread = {tp for tp, end in (await consumer.end_offsets(places)).items() if end > 0}
        while True:
            found = await consumer.getmany(timeout_ms=WAIT_MS)
            for records in found.values():
                take(records)
            unread = {it for it in unread if not await _at_end(consumer, it)}
            if not unread:
                caught_up()


async def _at_end(consumer: AIOKafkaConsumer, tp: TopicPartition) -> bool:
    """Whether all that stands there was handed over."""
    mark: int | None = consumer.highwater(tp)
    return mark is not None and bool(await consumer.position(tp) >= mark)
