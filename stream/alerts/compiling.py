"""A rule to what it asks of a story, or the reason why it can't be asked."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from schemas.clause import Clause
from schemas.rule import Count, Rule
from stream.alerts.codes import UnknownCode, is_zone
from stream.alerts.index import MOST_TESTS
from stream.alerts.leaves import Leaves
from stream.alerts.query import QueryFault, first_complaint, normal, parse
from stream.alerts.query.building import DEEPEST, Check
from stream.alerts.terms import NoWords


class RuleFault(ValueError):  # noqa: N818 - a fact
    """A rule isn't right."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule, its clause, and how many such stories within which span it waits for."""

    rule: Rule
    clause: Clause
    count: Count | None


def read(raw: Any) -> Compiled:
    """A rule from what a file holds, all of it known. Raises RuleFault."""
    try:
        rule = Rule.model_validate(raw)
    except ValidationError as error:
        raise RuleFault(first_complaint(error)) from None
    return checked(rule)


def checked(rule: Rule) -> Compiled:
    """The rule, all that it names known; what isn't is told with its column. Raises RuleFault."""
    found = compiled(rule, _can_be_asked)
    check(found.clause)
    return found


def read_json(raw: bytes) -> Compiled:
    """A rule from a topic; whether its topics and places are known, its index says.

    Raises RuleFault.
    """
    try:
        rule = Rule.model_validate_json(raw)
    except ValidationError as error:
        raise RuleFault(first_complaint(error)) from None
    return compiled(rule)


def compiled(rule: Rule, check: Check | None = None) -> Compiled:
    """The rule with its query read; `check` is asked about each test of it. Raises RuleFault."""
    clause, count = rule.when, rule.count
    if rule.query is not None:
        try:
            query = parse(rule.query, check)
        except QueryFault as fault:
            raise RuleFault(f"query: {fault}") from None
        if query.count and count:
            raise RuleFault("COUNT stands in the query and count beside it: once is enough")
        clause, count = query.clause, query.count or count
    if clause is None:  # a rule has one of the two
        raise RuleFault("a rule has either a query or when")
    _check_size(clause)
    if rule.quiet and not is_zone(rule.quiet.zone):
        zone = rule.quiet.zone[:60]
        raise RuleFault(
            f"quiet.zone: no time zone is called '{zone}': write it like Europe/Tallinn"
        )
    return Compiled(rule, clause, count)


def check(clause: Clause) -> None:
    """Whether its topics, places, zones and words are such as can be asked. Raises RuleFault."""
    for part in normal(clause).walk():
        if not part.parts:
            try:
                _can_be_asked(part)
            except (UnknownCode, NoWords) as fault:
                raise RuleFault(str(fault)) from None


def _can_be_asked(test: Clause) -> None:
    """Raises UnknownCode, NoWords."""
    leaf = Leaves().of(test)
    if test.text and test.text.near and len(leaf.phrase or ()) == 1:
        raise NoWords(f"'{test.text.words}': it is one word, and ~ counts between two or more")


def _check_size(clause: Clause) -> None:
    """Level by level, since a clause may be nested deeper than Python calls itself."""
    level, count = [clause], 0
    for _ in range(DEEPEST + 1):
        count += len(level)
        if count > MOST_TESTS:
            raise RuleFault(f"a rule has up to {MOST_TESTS} clauses in all")
        level = [part for it in level for part in it.parts]
        if not level:
            return
    raise RuleFault(f"clauses stand up to {DEEPEST} deep in each other")
