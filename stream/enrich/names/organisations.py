"""Organisations: the full name, its abbreviation and its short form are one."""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.any_list import is_in_any_list
from stream.enrich.names.bodies import body
from stream.enrich.names.groups import Group, Sighting, slug
from stream.enrich.names.legal_forms import LEGAL_FORMS
from stream.enrich.names.listed import with_companies
from stream.enrich.names.offices import is_office
from stream.enrich.names.shorts import initials, is_short
from stream.enrich.names.tables import words
from stream.gazetteer import fold

_TAIL = re.compile(rf"(?:,? (?:{LEGAL_FORMS}|Group|Holdings?)\.?)+$")
# Words that a sentence uses for a body named elsewhere; alone they name nothing.
_BRACKET = re.compile(r" \(([A-Z]{2,8})\)")
_JOINS = frozenset({"of", "for", "and", "&", "in", "at", "v", "vs"})
_MOST_WORDS = 6
_GENERIC = words("generic")

Shorts = dict[str, str]
"""The story's own abbreviations: short form to full name."""


def names_nothing(text: str) -> bool:
    """Whether it is only words like "Ministry" or "Foreign Policy", and no office's own name."""
    if is_office(text):
        return False
    named = (word for word in fold(text).split() if word not in {"of", "and", "the"})
    return all(word in _GENERIC for word in named)


def organisations(sightings: Iterable[Sighting], shorts: Shorts) -> list[Group]:
    """One group an organisation; `shorts` are the abbreviations that the story explains."""
    listed = [it for it in sightings if not names_nothing(it.text)]
    expand = _Expander([it.text for it in listed], bracketed(listed) | shorts)
    groups: dict[str, Group] = {}
    for it in listed:
        full = expand(it.text)
        known = body(full)
        group_id = _id(full)
        if group_id not in groups:
            name = known.name if known else full
            ids = known.ids if known else {}
            groups[group_id] = Group(group_id, EntityType.ORGANISATION, name, ids=ids)
        groups[group_id].sightings.append(it)
    return with_companies(groups.values())


def bracketed(sightings: Iterable[Sighting]) -> Shorts:
    """Abbreviations in brackets after a body's name, whatever language their letters come from.

    As in "National Liberation Army (ELN)".
    """
    found: Shorts = {}
    for it in sightings:
        match = _BRACKET.match(it.passage.text, it.span.end)
        if match and " " in it.text:
            found.setdefault(match[1], it.text)
    return found


def _id(full: str) -> str:
    known = body(full)
    if known and known.wikidata:
        return f"wikidata:{known.wikidata}"
    return f"organisation:{slug(known.name if known else full)}"


class _Expander:
    """From any form of a name to its full one, by what the story itself says first."""

    def __init__(self, names: list[str], shorts: Shorts) -> None:
        self._shorts = {short: full for full in names if (short := initials(full)) and " " in full}
        self._shorts |= shorts
        self._companies = {_core(name): name for name in names if _core(name) != fold(name)}
        self._longer = _beginnings(names, self._companies)

    def __call__(self, name: str) -> str:
        if is_short(name) and (full := self._shorts.get(name.replace(".", ""))):
            return full
        return self._companies.get(fold(name)) or self._longer.get(fold(name), name)


def _beginnings(names: list[str], companies: dict[str, str]) -> dict[str, str]:
    """What a firm is called once its full name has been said: "Halden" after "Halden Labs".

    Only where one name begins so, and where the short form names nothing by itself that is known: a
    listed body or company, a place. `companies` are full names by those without a legal form.
    """
    every = {fold(name): name for name in names}
    longer: dict[str, set[str]] = {}
    for key, full in every.items():
        parts = key.split()
        for count in range(1, min(len(parts), _MOST_WORDS)):
            short = " ".join(parts[:count])
            if short in every and parts[count] not in _JOINS:
                longer.setdefault(short, set()).add(companies.get(key, full))
    return {
        short: next(iter(full))
        for short, full in longer.items()
        if len(full) == 1 and not is_in_any_list(every[short])
    }


def _core(name: str) -> str:
    return fold(_TAIL.sub("", name))
