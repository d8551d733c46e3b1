"""All rules, ready for stories: each story meets only the rules that it can fulfil."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from schemas.clause import Clause
from schemas.events import EnrichedStory
from stream.alerts.leaves import Leaves
from stream.alerts.logic import (
    MOST_BARRED,
    MOST_WANTED,
    Conjunction,
    Logic,
    conjunctions,
    holds,
    logic_of,
    reasons,
)
from stream.alerts.postings import Postings
from stream.alerts.query import normal
from stream.alerts.reading import Reading

MOST_TESTS = 500
"""Of one rule."""


class TooLarge(ValueError):  # noqa: N818 - a fact
    """A rule makes more tests than a rule may."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that a story fulfils."""

    rule: str
    logic: Logic
    holding: frozenset[int] | set[int]

    @property
    def leaves(self) -> tuple[int, ...]:
        """The leaves that made it so."""
        return tuple(dict.fromkeys(reasons(self.logic, self.holding)))


class RuleIndex:
    """Rules by id. What is added or removed counts from the next match on."""

    def __init__(self) -> None:
        """No rules."""
        self.leaves = Leaves()
        self._postings = Postings()
        self._rules: list[tuple[str, Logic, float] | None] = []
        self._places: dict[str, int] = {}
        self._gone: set[int] = set()
        self._changed = False

    def __len__(self) -> int:
        """How many rules there are."""
        return len(self._places)

    def __contains__(self, rule: str) -> bool:
        return rule in self._places

    def add(self, rule: str, clause: Clause, expires: datetime | None = None) -> None:
        """Take a rule in; one of the same id goes.

        Raises:
            UnknownCode, NoWords, TooLarge: it asks what can't be asked. The one before stays.
        """
        if sum(1 for _ in clause.walk()) > MOST_TESTS:
            raise TooLarge(f"a rule has up to {MOST_TESTS} clauses in all")
        logic = logic_of(normal(clause), self.leaves.of)
        self.remove(rule)
        place = len(self._rules)
        until = expires.timestamp() if expires else float("inf")
        self._rules.append((rule, logic, until))
        self._places[rule] = place
        for one in conjunctions(logic):
            self._file(one, place)
        self._changed = True

    def remove(self, rule: str) -> bool:
        """Forget a rule; whether there was one."""
        place = self._places.pop(rule, None)
        if place is None:
            return False
        self._rules[place] = None
        self._gone.add(place)
        self._changed = True
        return True

    def rules(self) -> Iterator[tuple[str, Logic]]:
        """Every rule with its clause over leaves."""
        return ((it[0], it[1]) for it in self._rules if it is not None)

    def settle(self) -> None:
        """Take in all changes now, rather than with the next story."""
        if self._changed:
            self._postings.settle(len(self.leaves.all), self._gone)
            self._gone.clear()
            self._changed = False

    def match(self, event: EnrichedStory) -> list[Match]:
        """The rules that a story fulfils, in the order in which they were added."""
        return self.matches(Reading(event, self.leaves))

    def matches(self, reading: Reading) -> list[Match]:
        """The same, of a story that was read."""
        self.settle()
        holding = reading.holding()
        certain, asked = self._postings.search(holding)
        places = set(certain)
        places.update([it for it in asked if self._holds(it, holding)])
        now = reading.event.wire.arrived.timestamp()
        rules = (self._rules[place] for place in sorted(places))
        return [Match(it[0], it[1], holding) for it in rules if it is not None and now < it[2]]

    def _holds(self, place: int, holding: set[int]) -> bool:
        rule = self._rules[place]
        return rule is not None and holds(rule[1], holding)

    def _file(self, one: Conjunction, place: int) -> None:
        known = self.leaves.all
        wanted = sorted(one.wanted, key=lambda it: (known[it].common, known[it].uses, it))
        barred = sorted(one.barred)
        fits = len(wanted) <= MOST_WANTED and len(barred) <= MOST_BARRED
        self._postings.add(
            wanted[:MOST_WANTED], barred[:MOST_BARRED], place, exact=one.exact and fits
        )
