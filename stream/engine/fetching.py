"""How long a broker may hold an empty fetch. Faust says 1.5 s and has no setting for it.

Apache Kafka answers as soon as a record comes. The embedded broker looks again only when half of
that time is over: a record waited 380 ms on average at each hop, measured.
"""

from typing import Any

from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread

WAIT_MS = 50


def fetch_often(app: Any) -> None:
    """Have this application's consumer ask so often. Before the application starts."""
    plain: Any = app.transport.Consumer

    class Asking(plain):  # type: ignore[misc]
        """Faust's consumer, whose thread makes its client otherwise."""

        def _new_consumer_thread(self) -> Any:
            return _Thread(self, loop=self.loop, beacon=self.beacon)

    app.transport.Consumer = Asking


class _Thread(AIOKafkaConsumerThread):
    def _create_worker_consumer(self, transport: Any) -> Any:
        client = super()._create_worker_consumer(transport)
        # Read when the client starts.
        client._fetch_max_wait_ms = WAIT_MS  # noqa: SLF001 - it has no other door
        return client
