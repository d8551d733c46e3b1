"""FastStream on Kafka: a handler enriches in its own process; more of them share the partitions.

Acknowledged before it is worked on, as FastStream does where nothing else is said.
"""

import asyncio
from typing import Any

from faststream import FastStream
from faststream.kafka import KafkaBroker
from faststream.kafka.annotations import KafkaMessage

from bench.race.peers import Task, enriched, load, task

SESSION_MS = 60_000
"""It stays in its group while it is made to sleep; its own 10 s are too short for that."""


def main() -> None:
    """Run until it is ended."""
    given = task()
    load(given.parts)
    asyncio.run(_app(given).run())


def _app(given: Task) -> FastStream:
    broker = KafkaBroker(given.bootstrap, logger=None)
    sink = broker.publisher(given.sink)

    @broker.subscriber(  # type: ignore[untyped-decorator]
        given.source,
        group_id=given.group,
        auto_offset_reset="earliest",
        decoder=_as_it_is,
        session_timeout_ms=SESSION_MS,
    )
    async def enrich(body: bytes, message: KafkaMessage) -> None:
        await sink.publish(enriched(body), key=message.raw_message.key)

    return FastStream(broker, logger=None)


async def _as_it_is(message: Any) -> Any:
    """Bytes: the enrichment reads JSON itself, once."""
    return message.body


if __name__ == "__main__":
    main()
