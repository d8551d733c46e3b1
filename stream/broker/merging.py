"""Reads a topic's partitions beside each other, in the order in which records were appended."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from datetime import datetime
from heapq import heapify, heappop, heapreplace

from aiokafka import ConsumerRecord

from stream.broker.clients import reader
from stream.broker.reading import place, read_to_end
from stream.settings import Settings


async def read_in_order(
    settings: Settings, topic: str, *, since: datetime | None = None
) -> AsyncGenerator[ConsumerRecord]:
    """Every record that `read_to_end` gives, by the broker's time; a partition's keep their order.

    Each partition has a consumer of its own, so that none is read far ahead of the others.
    Raises TopicsDiffer where the topic isn't there.
    """
    async with reader(settings) as consumer:
        places = await place(consumer, topic)
    async with AsyncExitStack() as open_ones:
        heads: list[tuple[int, int, ConsumerRecord, AsyncGenerator[ConsumerRecord]]] = []
        for tp in places:
            records = read_to_end(settings, topic, partitions=[tp.partition], since=since)
            await open_ones.enter_async_context(aclosing(records))
            if (first := await anext(records, None)) is not None:
                heads.append((first.timestamp, tp.partition, first, records))
        heapify(heads)
        while heads:
            _, partition, record, records = heads[0]
            yield record
            following = await anext(records, None)
            if following is None:
                heappop(heads)
            else:
                heapreplace(heads, (following.timestamp, partition, following, records))
