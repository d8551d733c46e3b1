"""Every item of a push and how it ended: the contract's law of accounting, on what can be read.

An item is found by its id alone. Intake gives the item `ordinal` of the input `raw` the id
derived_id("intake", raw, ordinal); enrich makes derived_id("enrich", that, 0) of it. A dead letter
has the id of what its hop would have made.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aiokafka import ConsumerRecord

from schemas.cloudevents import derived_id, text_headers
from schemas.events import DEAD_LETTER_TYPE, ENRICHED_TYPE
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.engine.jobs import Answer, Product


@dataclass(frozen=True)
class Item:
    """One item that a file holds. A version is known beforehand where the agency gave it."""

    name: str
    intake_id: str
    story_id: str | None = None
    own_version: int | None = None

    @property
    def enrich_id(self) -> str:
        """The id of the enriched story, or of the letter that enrich writes instead."""
        return derived_id("enrich", self.intake_id)


def items(name: str, raw_id: str, answer: Answer) -> Iterable[Item]:
    """The items of one input, from what its parsing gave."""
    for it in answer:
        ordinal = it.facts["ordinal"] if isinstance(it, Product) else it.ordinal
        intake_id = derived_id("intake", raw_id, int(str(ordinal or 0)))
        if isinstance(it, Product):
            own = it.facts["own_version"]
            version = own if isinstance(own, int) else None
            yield Item(name, intake_id, str(it.facts["story_id"]), version)
        else:
            yield Item(name, intake_id)


class Tally:
    """Notes what is read from the enriched topic and from the dead letters."""

    def __init__(self, expected: Iterable[Item]) -> None:
        """`expected` are the items that went in so far."""
        self.items: list[Item] = []
        self._published: set[str] = set()
        self._letters: set[str] = set()
        self._versions: dict[str, int] = {}
        self._killed: set[str] = set()
        self._names: dict[str, str] = {}
        self.expect(expected)

    def expect(self, expected: Iterable[Item]) -> None:
        """More items went in."""
        for it in expected:
            self.items.append(it)
            self._names |= dict.fromkeys((it.intake_id, it.enrich_id), it.name)

    def note(self, record: ConsumerRecord) -> None:
        """A record of either topic."""
        found = text_headers(record.headers)
        ce_id = found.get("ce_id", "")
        if found.get("ce_type") == DEAD_LETTER_TYPE:
            self._letters.add(ce_id)
        elif found.get("ce_type") == ENRICHED_TYPE:
            self._published.add(ce_id)
            story = (record.key or b"").decode(errors="replace")
            version = int(found.get("wire_version", "0"))
            self._versions[story] = max(version, self._versions.get(story, 0))
            if Signal(found.get("wire_signal", "new")).ends_story:
                self._killed.add(story)

    def name(self, ce_id: str) -> str:
        """The file that an event or a letter comes from, "" where it is none of the expected."""
        return self._names.get(ce_id, "")

    def outcome(self, item: Item) -> Outcome | None:
        """How it ended, None while it hasn't.

        A version at or below what stands can't be published any more, nor any of a killed story.
        """
        if item.enrich_id in self._published:
            return Outcome.PUBLISHED
        if {item.intake_id, item.enrich_id} & self._letters:
            return Outcome.DEAD_LETTER
        if item.story_id in self._killed:
            return Outcome.WITHDRAWN
        stands = self._versions.get(item.story_id or "")
        if stands is None or item.own_version is None or item.own_version > stands:
            return None
        return Outcome.REPEAT if item.own_version == stands else Outcome.SUPERSEDED

    def missing(self) -> list[Item]:
        """The items without an outcome."""
        return [it for it in self.items if self.outcome(it) is None]

    def summary(self) -> Mapping[str, int]:
        """How many went in, and how many ended how."""
        ends = Counter(self.outcome(it) for it in self.items)
        return {
            "in": len(self.items),
            "out": ends[Outcome.PUBLISHED],
            "dead_lettered": ends[Outcome.DEAD_LETTER],
            "repeat": ends[Outcome.REPEAT],
            "superseded": ends[Outcome.SUPERSEDED],
            "withdrawn": ends[Outcome.WITHDRAWN],
            "without_outcome": ends[None],
        }
