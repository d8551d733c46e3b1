"""Rules that can be asked and yet are likely a mistake: they never match, always do, are twice."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from schemas.clause import Clause, UrgencyTest
from stream.alerts.compiling import Compiled
from stream.alerts.leaves import ALWAYS, Leaf, Leaves
from stream.alerts.logic import Conjunction, conjunctions, logic_of
from stream.alerts.query import normal

NEVER, BROAD, SAME, EXPIRED, NOWHERE = (
    "never_matches",
    "matches_everything",
    "same_as",
    "expired",
    "no_channel",
)
_SINGLE = frozenset({"source", "language", "signal"})
"""A story has one of each."""
_AROUND = frozenset({"language", "signal", "time", "urgency", "source"})
"""What alone says nothing of what a story is about."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is odd about a rule: a code, and the sentence that says it."""

    rule: str
    code: str
    what: str


def lint(rules: Iterable[Compiled], now: datetime) -> Iterator[Remark]:
    """Every remark on these rules, in their order."""
    seen: dict[str, str] = {}
    for it in rules:
        yield from _alone(it, now)
        key = f"{canonical(it.clause)} {it.count and it.count.model_dump_json()}"
        first = seen.setdefault(key, it.rule.id)
        if first != it.rule.id:
            yield Remark(it.rule.id, SAME, f"asks the same as {first}")


def canonical(clause: Clause) -> str:
    """One text for clauses that ask the same in another order."""
    return json.dumps(_sorted(normal(clause)), sort_keys=True)


def _sorted(clause: Clause) -> object:
    if not clause.parts:
        return clause.model_dump(mode="json", exclude_defaults=True)
    parts = {json.dumps(_sorted(part), sort_keys=True) for part in clause.parts}
    if len(parts) == 1 and clause.kind != "none":
        return json.loads(parts.pop())
    return {clause.kind: sorted(parts)}


def _alone(it: Compiled, now: datetime) -> Iterator[Remark]:
    leaves = Leaves()
    ways = conjunctions(logic_of(normal(it.clause), leaves.of))
    if all(_contradicts(one, leaves) for one in ways):
        yield Remark(it.rule.id, NEVER, "no story can be all that it asks")
    elif any(_broad(one, leaves) for one in ways):
        yield Remark(it.rule.id, BROAD, "asks for no name, place, topic or word: nearly all match")
    if it.rule.expires and it.rule.expires <= now:
        yield Remark(it.rule.id, EXPIRED, f"expired at {it.rule.expires.isoformat()}")
    if not it.rule.channels:
        yield Remark(it.rule.id, NOWHERE, "names no channel: its alerts go to the topic alone")


def _contradicts(one: Conjunction, leaves: Leaves) -> bool:
    if one.wanted & one.barred or ALWAYS in one.barred:
        return True
    wanted = [leaves.all[it] for it in one.wanted]
    for kind in _SINGLE:
        if len({it.test for it in wanted if it.kind == kind}) > 1:
            return True
    return _urgencies_miss(wanted) or any(_empty_time(it) for it in wanted)


def _urgencies_miss(wanted: list[Leaf]) -> bool:
    asked: list[UrgencyTest] = [it.test for it in wanted if it.kind == "urgency"]
    return bool(asked) and max(it.least for it in asked) > min(it.most for it in asked)


def _empty_time(leaf: Leaf) -> bool:
    return leaf.kind == "time" and leaf.test.start == leaf.test.end


def _broad(one: Conjunction, leaves: Leaves) -> bool:
    return all(leaves.all[it].kind in _AROUND for it in one.wanted)
