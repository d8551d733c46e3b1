"""Where a story is: the countries and regions that it names or was filed from.

They settle which of several places of one name is meant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from stream.enrich.names.company import Company, company
from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting
from stream.enrich.names.in_lists import divided_by
from stream.enrich.names.lands import land
from stream.enrich.names.renown import GREAT, RENOWNED
from stream.enrich.names.shared import decided, is_shared
from stream.gazetteer import (
    City,
    Region,
    fold,
    is_capital,
    namesakes,
    provinces,
    provinces_named,
    region,
    regions,
    regions_named,
    renowned,
    towns,
)

FAR_KNOWN = 100_000
"""A city of this size may be named in any country's stories; of a smaller one there are others."""

# So much more renowned than the next of its name, and no other is meant without a word.
_ALONE = 30
_KIND = "state|province|prefecture|oblast|region|canton|department|governorate"
_STATED_AFTER = re.compile(rf" (?:{_KIND})\b")
_STATED_BEFORE = Ending(rf"\b(?:{_KIND}|capital) of (?:the )?", " of ", " of the ", any_case=True)
_CAPITAL_OF = re.compile(r"\bcapital of (?:the )?$", re.IGNORECASE)
_LANDS_OF_PARTS = {"gaza": "PS", "gaza strip": "PS", "west bank": "PS", "transnistria": "MD"}
"""Territories that name the country of their towns."""
_MILLION = 1_000_000
_KNOWN = 250_000
_HEARD = 20
"""So many languages name it."""
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
"""Cities there have no names in English but their own: others are nicknames."""
_SHORT, _ALIKE = 4, 4
_LIST = re.compile(r"(?:,|,? and|,? or) ")
_PEOPLES = frozenset({"roma"})
"""Peoples and clubs that are called as another language calls a city; in datelines it is meant."""
# Better known as a city's: alone they tell of no region.
CITY_FIRST = frozenset({"washington", "new york"})


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a story says of where it is. Countries are ISO 3166-1 alpha-2 codes."""

    near: frozenset[str]
    """Countries that it names or was filed from."""
    parts: frozenset[Region]
    """Regions that it names or was filed from."""
    hinted: frozenset[str]
    """The countries of both, and of large cities whose name no other place comes close to."""
    shared: dict[str, str]
    """What the names that countries or regions share mean here, by code."""
    filed: tuple[str, str] | None
    """Country and first-level code of the region that it was filed from."""
    filed_in: str | None
    """The country that it was filed from."""
    placed: frozenset[str]
    """Folded names of which the text says somewhere that they are places: "in Davos"."""
    company: Company
    """The regions of the other cities that it names."""

    not_in: str | None = None
    """A country in which the place that is asked for isn't."""

    def without(self, code: str) -> "Whereabouts":
        """The same for a place that isn't in this country, wherever else the story is."""
        return replace(self, near=self.near - {code}, hinted=self.hinted - {code}, not_in=code)

    @property
    def home(self) -> frozenset[str]:
        """The countries that it names, and those of its regions."""
        return self.near | {it.country for it in self.parts}


def whereabouts(listed: list[Sighting], filed: dict[str, str]) -> Whereabouts:
    """Read from the names of places; `filed` are the ids of the dateline's place."""
    names = [it.text for it in listed]
    lands = [found.iso2 for name in names if not is_shared(name) and (found := land(name))]
    lands += [code for name in names if (code := _LANDS_OF_PARTS.get(fold(name)))]
    told = Counter(lands)
    if code := filed.get("iso3166_1"):
        told[code] += 1
    near = frozenset(told)
    there = _parts_by_code().get(filed.get("iso3166_2", ""))
    parts = {there} if there else set()
    from_ = next(((it.country, it.admin1) for it in parts), None)
    named = [stated_region(it, near) or named_region(it.text, near) for it in listed]
    parts.update(it for it in named if it)
    for it in _sure_cities(names, from_):
        told[it.country] += 1
        told[f"{it.country}-"] += not is_capital(it)
    told.update(f"{it.country}-" for it in parts)
    codes = decided(names, told)
    near |= {code for code in codes.values() if code and "-" not in code}
    parts |= {part for code in codes.values() if (part := _parts_by_code().get(code))}
    hinted = near | {it.country for it in parts} | {code for code in told if "-" not in code}
    placed = frozenset(fold(it.text) for it in _placed(listed))
    return Whereabouts(near, frozenset(parts), hinted, codes, from_, code, placed, company(names))


@cache
def _parts_by_code() -> dict[str, Region]:
    return {it.iso3166_2: it for it in (*regions(), *provinces())}


def _placed(listed: list[Sighting]) -> Iterator[Sighting]:
    """Those of which the text says that they are places, and those that a list joins to them."""
    before_it: Sighting | None = None
    for it in listed:
        if it.says_place or (before_it and divided_by(before_it, it, _LIST)):
            yield it
            before_it = it
        else:
            before_it = it if namesakes(it.text) else None


def is_anothers(it: City, name: str, story: Whereabouts) -> bool:
    """Whether a city elsewhere is called so besides, and isn't one of the largest: "St. James"."""
    key = fold(name)
    if it.keys[0] == key:
        return False
    if _is_in_own_name(it, key):
        return it.country not in story.hinted and it.population < _KNOWN
    if _is_nickname(it, name) or key in _PEOPLES:
        return True
    if it.country in story.home:
        return False
    # Somebody calls Giza Gizo: a town of that very name comes first where the story is.
    if small := towns(name):
        known = it.fame >= RENOWNED and it.population >= GREAT and it.country not in _ENGLISH
        return not (known or it.population >= _MILLION) or any(
            town.country in story.home for town in small
        )
    return not (_is_heard_of(it) and len(renowned(name)) == 1)


def _is_nickname(it: City, name: str) -> bool:
    """Whether the wire doesn't call it by another name: "THAI TIN EXPORTS", "Park City"."""
    if name.isupper() and len(name) <= _SHORT:
        return True
    return it.country in _ENGLISH and fold(name)[:_ALIKE] != it.keys[0][:_ALIKE]


def _is_in_own_name(it: City, key: str) -> bool:
    """Whether its own name has this one in it: Hull in Kingston upon Hull."""
    return f" {key} " in f" {it.keys[0]} "


def stated_region(it: Sighting, near: Iterable[str] = ()) -> Region | None:
    """The region, where the text calls it one: "Washington state", "the province of Cordoba".

    Of several countries' it is the one in a country that the story names.
    """
    if is_stated_region(it) and not (land(it.text) and _CAPITAL_OF.search(it.before)):
        near = frozenset(near)
        found = [
            it for it in provinces_named(it.text, stated=True) if it.country in near or not near
        ]
        return region(it.text) or _one(found)
    return None


def is_stated_region(it: Sighting) -> bool:
    """Whether the text calls it a region, known to us or not: "Beni department"."""
    return bool(_STATED_AFTER.match(it.after) or _STATED_BEFORE.search(it.before))


def named_region(name: str, near: Iterable[str]) -> Region | None:
    """A region by its full name, in one of the countries where several have it.

    The short forms are words too in running text.
    """
    key = fold(name)
    if key in CITY_FIRST or is_shared(name):
        return None
    near = frozenset(near)
    found = _of_several(regions_named(name), near)
    if found and fold(found.name) == key and not _is_city_elsewhere(found, near):
        return found
    return _of_several(provinces_named(name, stated=False), near)


def _is_city_elsewhere(found: Region, near: frozenset[str]) -> bool:
    """Whether renowned cities are called so, and nothing speaks of the region's country."""
    if found.country in near:
        return False
    return any(
        it.fame >= RENOWNED and it.keys[0] == fold(found.name) and it.country != found.country
        for it, _ in renowned(found.name)
    )


def _of_several(found: tuple[Region, ...], near: Iterable[str]) -> Region | None:
    """The only one, else the only one in these countries."""
    return found[0] if len(found) == 1 else _one(it for it in found if it.country in near)


def _one(found: Iterable[Region | None]) -> Region | None:
    known = {it for it in found if it}
    return known.pop() if len(known) == 1 else None


def _is_heard_of(it: City) -> bool:
    """Whether it is large and stories elsewhere may well name it."""
    return it.population >= FAR_KNOWN and (it.fame >= _HEARD or it.population >= _MILLION)


def _sure_cities(names: Iterable[str], filed: tuple[str, str] | None) -> Iterator[City]:
    """Large cities that are meant whenever their name stands alone, each once.

    Not where the region that the story was filed from has one of that name: "Rome" from Atlanta.
    """
    for name in dict.fromkeys(names):
        if land(name):
            continue
        found = renowned(name) if fold(name) not in _PEOPLES else ()
        if not found or not _is_heard_of(found[0][0]):
            continue
        if filed and any((it.country, it.admin1) == filed for it, _ in found[1:]):
            continue
        # By another's name it is sure only where it is one of the largest.
        if not _is_in_own_name(found[0][0], fold(name)) and found[0][0].population < _MILLION:
            continue
        if len(found) == 1 or found[0][1] > _ALONE * found[1][1]:
            yield found[0][0]
