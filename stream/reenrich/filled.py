"""What became of the items of a run, counted; what failed also by name."""

from collections import Counter
from dataclasses import dataclass, field

from aiokafka import ConsumerRecord

from schemas.outcome import Outcome
from stream.engine.jobs import Failure

MOST_FAILURES = 100
"""So many items that can't be enriched are named; all are counted."""


@dataclass
class Filled:
    """What became of the items, over all partitions."""

    enrichment: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, str]] = field(default_factory=list)
    buried: int = 0
    """Stories that the shadow held and that were killed meanwhile: it has their tombstones now."""

    def fail(self, record: ConsumerRecord, failure: Failure) -> None:
        """An item that this version can't enrich."""
        self.outcomes[Outcome.DEAD_LETTER] += 1
        self.codes[failure.code] += 1
        if len(self.failures) < MOST_FAILURES:
            story = (record.key or b"").decode(errors="replace")
            said = {"story": story, "code": failure.code, "message": failure.message}
            self.failures.append(said)
