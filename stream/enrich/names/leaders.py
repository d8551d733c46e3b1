"""Heads of state and government by their names, however an agency spells them.

"Volodymyr Zelensky" and "Volodymyr Zelenskiy" are one person with one id; so is "President
Zelenskiy" where no full name stands. The list ties names together and says nothing of offices: who
left one is still called so. A closed, dated list: `data/SOURCES.md`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Group, Sighting, slug
from stream.enrich.names.tables import rows, several
from stream.gazetteer import fold

LEADER = "leader"
_MISREAD = {EntityType.ORGANISATION, EntityType.PLACE}
_OFFICE = re.compile(
    r"\b(?:president|prime minister|premier|chancellor|crown prince|supreme leader|taoiseach)\b",
    re.IGNORECASE,
)


class Leader(NamedTuple):
    """One person of the list."""

    name: str
    also: tuple[str, ...]
    wikidata: str | None


def as_leaders(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings, full names of the list as people."""
    return [it.as_type(EntityType.PERSON, LEADER) if _is_misread(it) else it for it in sightings]


def _is_misread(it: Sighting) -> bool:
    return it.span.type in _MISREAD and fold(it.text) in _by_name()


def tied(group: Group) -> None:
    """Give a person of the list the list's id; a surname with an office the full name too."""
    leader = _by_name().get(fold(group.name))
    if leader is None and " " not in group.name and _OFFICE.search(group.role or ""):
        leader = _by_surname().get(fold(group.name))
        if leader:
            group.name = leader.name
    if leader:
        group.id = f"person:{slug(leader.name)}"
        group.ids |= {"wikidata": leader.wikidata} if leader.wikidata else {}


@cache
def leaders() -> tuple[Leader, ...]:
    """Everybody on the list."""
    return tuple(
        Leader(name, several(also), wikidata or None)
        for name, also, _, wikidata in rows("leaders.tsv")
    )


@cache
def _by_name() -> dict[str, Leader]:
    return {fold(name): it for it in leaders() for name in (it.name, *it.also)}


@cache
def _by_surname() -> dict[str, Leader]:
    """By the last word, where it is nobody else's on the list."""
    pairs = {(fold(name).split()[-1], it) for it in leaders() for name in (it.name, *it.also)}
    count = Counter(surname for surname, _ in pairs)
    return {surname: it for surname, it in pairs if count[surname] == 1}
