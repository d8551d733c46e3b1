"""The last published events, so that few must be read back to say what a next version changed."""

from collections import OrderedDict

MOST_BYTES = 8 * 1024 * 1024
ENTRY_BYTES = 350
"""What an event takes beside its own bytes: its key, and its places in the tables."""


class Recent:
    """Events by partition and key, bounded in bytes; the one that was set longest ago goes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """None is known yet."""
        self._most = most_bytes
        self._bytes = 0
        self._events: OrderedDict[tuple[int, bytes], bytes] = OrderedDict()

    def get(self, partition: int, key: bytes) -> bytes | None:
        """The event that stands, None where it isn't remembered."""
        return self._events.get((partition, key))

    def put(self, partition: int, key: bytes, event: bytes) -> None:
        """Remember what stands now."""
        self.drop(partition, key)
        self._events[partition, key] = event
        self._bytes += len(event) + ENTRY_BYTES
        while self._bytes > self._most:
            _, gone = self._events.popitem(last=False)
            self._bytes -= len(gone) + ENTRY_BYTES

    def drop(self, partition: int, key: bytes) -> None:
        """Nothing stands, or something else."""
        gone = self._events.pop((partition, key), None)
        if gone is not None:
            self._bytes -= len(gone) + ENTRY_BYTES

    def clear(self) -> None:
        """Other partitions are ours."""
        self._events.clear()
        self._bytes = 0
