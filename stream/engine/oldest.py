"""How long the oldest record that isn't done with has waited, by the records' own times."""

import time
from collections.abc import Mapping

from aiokafka import AIOKafkaConsumer, TopicPartition

READ_MS = 500
READS = 4
"""So many reads of at most half a second find every partition's first record, or the next look."""


class Oldest:
    """Reads the first waiting record of each partition, once for each offset."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.last = 0.0
        """The age that was found last, in seconds."""
        self._known: dict[TopicPartition, tuple[int, float]] = {}

    async def age(self, consumer: AIOKafkaConsumer, waiting: Mapping[TopicPartition, int]) -> float:
        """Seconds since the oldest of these arrived, 0 where nothing waits.

        `waiting` has the offset of the first for each partition. The consumer is assigned to them
        all, paused; it is paused again afterwards.
        """
        known = {tp: it for tp, it in self._known.items() if waiting.get(tp) == it[0]}
        unknown = {tp: offset for tp, offset in waiting.items() if tp not in known}
        self._known = known | await _times(consumer, unknown)
        # A record without a time has a negative one.
        times = [at for _, at in self._known.values() if at > 0]
        self.last = max(0.0, time.time() - min(times)) if times else 0.0
        return self.last


async def _times(
    consumer: AIOKafkaConsumer, heads: Mapping[TopicPartition, int]
) -> dict[TopicPartition, tuple[int, float]]:
    """When the record at each offset, or the first after it, was made, in seconds since 1970."""
    found: dict[TopicPartition, tuple[int, float]] = {}
    for tp, offset in heads.items():
        consumer.seek(tp, offset)
    consumer.resume(*heads)
    try:
        for _ in range(READS):
            left = [tp for tp in heads if tp not in found]
            if not left:
                break
            for tp, records in (await consumer.getmany(*left, timeout_ms=READ_MS)).items():
                found[tp] = heads[tp], records[0].timestamp / 1000
                consumer.pause(tp)
    finally:
        consumer.pause(*heads)
    return found
