"""sentry-arroyo with its multiprocessing step: one process reads and writes, a pool enriches."""

import signal
from collections.abc import Mapping
from functools import partial
from typing import Any

from arroyo.backends.kafka import (
    KafkaConsumer,
    KafkaPayload,
    KafkaProducer,
    build_kafka_configuration,
    build_kafka_consumer_configuration,
)
from arroyo.processing import StreamProcessor
from arroyo.processing.strategies import (
    CommitOffsets,
    ProcessingStrategy,
    ProcessingStrategyFactory,
    Produce,
    RunTaskWithMultiprocessing,
)
from arroyo.processing.strategies.run_task_with_multiprocessing import MultiprocessingPool
from arroyo.types import Commit, Message, Partition, Topic

from bench.race.peers import Task, enriched, load, task

BATCH = 16
BATCH_SECONDS = 0.02
BLOCK_BYTES = 4 * 1024 * 1024
"""Of shared memory for each batch: sized by hand, as its documentation advises."""


def enrich(message: Message[KafkaPayload]) -> KafkaPayload:
    """In the pool."""
    payload = message.payload
    return KafkaPayload(payload.key, enriched(payload.value), [])


class Factory(ProcessingStrategyFactory[KafkaPayload]):  # type: ignore[misc]
    """Enrich in a pool, produce, commit."""

    def __init__(self, given: Task) -> None:
        self._pool = MultiprocessingPool(given.children, partial(load, given.parts))
        self._producer = KafkaProducer(build_kafka_configuration({}, [given.bootstrap]))
        self._sink = Topic(given.sink)

    def create_with_partitions(
        self, commit: Commit, partitions: Mapping[Partition, int]
    ) -> ProcessingStrategy[KafkaPayload]:
        """See arroyo."""
        del partitions
        produce: Any = Produce(self._producer, self._sink, CommitOffsets(commit))
        return RunTaskWithMultiprocessing(
            enrich,
            produce,
            max_batch_size=BATCH,
            max_batch_time=BATCH_SECONDS,
            pool=self._pool,
            input_block_size=BLOCK_BYTES,
            output_block_size=BLOCK_BYTES,
        )

    def shutdown(self) -> None:
        """End the pool."""
        self._pool.close()


def main() -> None:
    """Run until it is ended."""
    given = task()
    consumer = KafkaConsumer(
        build_kafka_consumer_configuration(
            {}, given.group, auto_offset_reset="earliest", bootstrap_servers=[given.bootstrap]
        )
    )
    processor = StreamProcessor(consumer, Topic(given.source), Factory(given))
    signal.signal(signal.SIGTERM, lambda *_: processor.signal_shutdown())
    processor.run()


if __name__ == "__main__":
    main()
