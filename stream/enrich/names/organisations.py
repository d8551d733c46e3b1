"""Organisations: the full name, its abbreviation and its short form are one."""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
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
    expand = _expander([it.text for it in listed], shorts)
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

    def __call__(self, name: str) -> str:
        if is_short(name) and (full := self._shorts.get(name.replace(".", ""))):
            return full
        return self._companies.get(fold(name), name)


def _expander(names: list[str], shorts: Shorts) -> _Expander:
    return _Expander(names, shorts)


def _core(name: str) -> str:
    return fold(_TAIL.sub("", name))
