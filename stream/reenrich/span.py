"""Which stories a run takes, by the time at which intake published them."""

from dataclasses import dataclass
from datetime import datetime

from aiokafka import ConsumerRecord


@dataclass(frozen=True)
class Span:
    """Which stories: those that intake published from `since` on and before `until`."""

    since: datetime
    until: datetime | None = None

    def holds(self, record: ConsumerRecord) -> bool:
        """Whether the record's time lies in the span."""
        moment: float = record.timestamp / 1000
        before = self.until is None or moment < self.until.timestamp()
        return before and moment >= self.since.timestamp()
