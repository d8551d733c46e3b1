"""A rule's clause over numbers of leaves, and the short conjunctions by which it is filed.

A conjunction names leaves of which each must hold (`wanted`) and leaves of which none may
(`barred`). A story that fulfils a rule fulfils one of its conjunctions at least. Where the two say
the same, the conjunction is `exact`; else the rule itself is asked, when one is fulfilled.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from schemas.clause import Clause
from stream.alerts.leaves import Leaf

Logic = int | tuple["str | Logic", ...]
"""A leaf's number, or `all`, `any`, `none` and what they are over."""

MOST_PRODUCTS = 32
"""Conjunctions that ands over ors may be multiplied out to."""
MOST_WANTED, MOST_BARRED = 4, 2
"""Leaves of one conjunction."""


@dataclass(frozen=True, slots=True)
class Conjunction:
    """Leaves that hold together."""

    wanted: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    exact: bool = True

    def __and__(self, other: "Conjunction") -> "Conjunction":
        """Both."""
        exact = self.exact and other.exact
        return Conjunction(self.wanted | other.wanted, self.barred | other.barred, exact)


ANYTHING = Conjunction(exact=False)


def logic_of(clause: Clause, leaf_of: Callable[[Clause], Leaf]) -> Logic:
    """The clause over leaves."""
    if not clause.parts:
        return leaf_of(clause).number
    return (clause.kind, *(logic_of(part, leaf_of) for part in clause.parts))


def holds(logic: Logic, holding: Container[int]) -> bool:
    """Whether it holds where these leaves do."""
    if isinstance(logic, int):
        return logic in holding
    kind, *parts = logic
    found = (holds(part, holding) for part in parts if not isinstance(part, str))
    if kind == "all":
        return all(found)
    return any(found) if kind == "any" else not any(found)


def reasons(logic: Logic, holding: Container[int]) -> Iterator[int]:
    """The leaves that made it hold: of an `any` each that does, of a `none` nothing."""
    if isinstance(logic, int):
        if logic in holding:
            yield logic
    elif logic[0] != "none":
        for part in logic[1:]:
            if not isinstance(part, str) and holds(part, holding):
                yield from reasons(part, holding)


def conjunctions(logic: Logic) -> list[Conjunction]:
    """What it is filed by; at least one of them is fulfilled wherever it holds."""
    if isinstance(logic, int):
        return [Conjunction(frozenset({logic}))]
    kind, *parts = logic
    inner = [it for it in parts if not isinstance(it, str)]
    if kind == "any":
        return [one for part in inner for one in conjunctions(part)]
    if kind == "none":
        return [_multiplied([_negated(part) for part in inner])]
    alternatives = [conjunctions(part) for part in inner]
    return _products(alternatives)


def _products(alternatives: list[list[Conjunction]]) -> list[Conjunction]:
    """One of each list together; a list that would make too many is left for the rule to ask."""
    alone = [it[0] for it in alternatives if len(it) == 1]
    found = [_multiplied(alone)]
    for several in sorted((it for it in alternatives if len(it) > 1), key=len):
        if len(found) * len(several) > MOST_PRODUCTS:
            if not any(it.wanted for it in found):
                # Nothing else leads to the rule: each of them must.
                found = [one & ANYTHING & other for one in found[:1] for other in several]
            else:
                found = [one & ANYTHING for one in found]
        else:
            found = [one & other for one in found for other in several]
    return found


def _multiplied(several: list[Conjunction]) -> Conjunction:
    found = Conjunction()
    for one in several:
        found &= one
    return found


def _negated(logic: Logic) -> Conjunction:
    """Not this, as far as one conjunction can say it."""
    if isinstance(logic, int):
        return Conjunction(barred=frozenset({logic}))
    if logic[0] == "any":
        inner = [_negated(part) for part in logic[1:] if not isinstance(part, str)]
        return _multiplied(inner)
    return ANYTHING
