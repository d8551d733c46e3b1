"""The brokers that tests run on: the product's embedded one, and Apache Kafka from its jars.

Both start when they are made, serve at `bootstrap` (host:port) and end with the `with` block.
"""

from typing import Protocol


class Broker(Protocol):
    """What a test may know of a broker."""

    @property
    def bootstrap(self) -> str: ...

    @property
    def pid(self) -> int | None: ...

    @property
    def running(self) -> bool: ...
