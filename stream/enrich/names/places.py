"""Places: countries, regions, cities and parts of the world, with the ids of each.

A name with several bearers goes to the one that the text says ("Paris, Texas"), else the one in a
country that the story names or was filed from, else the largest: the gazetteer's own rule. Where
all places of a story are in one country, a town that we know only elsewhere has no id.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Group, Sighting, slug
from stream.enrich.names.known import AMBIGUOUS
from stream.enrich.names.lands import land
from stream.enrich.names.spans import DATELINE
from stream.enrich.names.tables import rows
from stream.gazetteer import (
    City,
    Region,
    city,
    country,
    fold,
    is_capital,
    namesakes,
    region,
    regions,
)

_GREAT = 600_000
# A city of this size may be named in any country's stories; of a smaller one there are namesakes.
_FAR_KNOWN = 100_000
# What a country's regions and cities weigh that the story doesn't name itself.
_HINT = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the gazetteer knows."""

    id: str
    name: str
    ids: dict[str, str]


def places(sightings: Iterable[Sighting], filed: Place | None = None) -> list[Group]:
    """One group a place. `filed` is where the story was filed from: its name means that place."""
    listed = sorted(sightings, key=lambda it: (it.passage.field, it.span.start))
    near = countries_of(it.text for it in listed) | _filed_country(filed)
    parts = _regions_of(it.text for it in listed) | _filed_region(filed)
    home = near | {it.country for it in parts}
    hinted = near | home | _countries_of_sure_cities(it.text for it in listed)
    here = {fold(filed.name): filed} if filed else {}
    groups: dict[str, Group] = {}
    for it, following in zip(listed, [*listed, None][1:], strict=True):
        within = _after_comma(it, following)
        found = (
            _within(it.text, within)
            or here.get(fold(it.text))
            or _shortened(it)
            or locate(it.text, near, hinted, parts, home)
        )
        key = found.id if found else f"place:{slug(it.text)}"
        if key == "place:":
            continue
        if key not in groups:
            name, ids = (found.name, found.ids) if found else (it.text, {})
            groups[key] = Group(key, EntityType.PLACE, name, ids=ids)
        groups[key].sightings.append(it)
    return list(groups.values())


def countries_of(names: Iterable[str]) -> frozenset[str]:
    """The codes of the countries among the names."""
    return frozenset(found.iso2 for name in names if (found := land(name)))


def _filed_country(filed: Place | None) -> frozenset[str]:
    code = filed.ids.get("iso3166_1") if filed else None
    return frozenset({code}) if code else frozenset()


def _filed_region(filed: Place | None) -> frozenset[Region]:
    code = filed.ids.get("iso3166_2") if filed else None
    return frozenset(it for it in regions() if it.iso3166_2 == code)


def _regions_of(names: Iterable[str]) -> frozenset[Region]:
    return frozenset(found for name in names if (found := _region_of_name(name)))


def _countries_of_sure_cities(names: Iterable[str]) -> frozenset[str]:
    """The countries of large cities whose name no other place has: they say where a story is."""
    found = (namesakes(name) for name in dict.fromkeys(names) if not land(name))
    return frozenset(
        it[0][0].country for it in found if len(it) == 1 and it[0][0].population >= _FAR_KNOWN
    )


def locate(
    name: str,
    near: frozenset[str],
    hinted: frozenset[str] = frozenset(),
    parts: frozenset[Region] = frozenset(),
    home: frozenset[str] = frozenset(),
) -> Place | None:
    """The place of this name; `near` are the story's countries, `parts` its regions.

    `hinted` are the countries of its regions and large cities too: they decide between namesakes of
    like size.
    `home` are the countries that the story names: if there is only one, a small town elsewhere
    isn't meant.
    """
    return (
        _country(name)
        or _part_of_world(name)
        or _great_city(name, near)
        or _region(name)
        or _in_parts(name, parts)
        or _city_place(_meant(_likely(name, near, hinted), home))
    )


def _country(name: str) -> Place | None:
    found = land(name)
    if found is None:
        return None
    key = f"wikidata:{found.wikidata}" if found.wikidata else f"iso3166:{found.iso2}"
    return Place(key, found.name, found.ids)


def _within(name: str, within: str | None) -> Place | None:
    """The city or region of this name in what follows it.

    Countries divided by commas are a list, "Cyprus, Greece and Israel"; only a name that is also
    another thing's is asked for as a region, "Georgia, United States".
    """
    if within is None:
        return None
    if part := region(within):
        return _city_place(city(name, region=part))
    around = country(within)
    if around is None:
        return None
    if land(name) is None:
        return _city_place(city(name, country=around.iso2))
    part = region(name, around.iso2) if fold(name) in AMBIGUOUS else None
    return _region_place(part) if part else None


def _likely(name: str, near: frozenset[str], hinted: frozenset[str]) -> City | None:
    found = city(name, near=near)
    if found is None or found.country in near:
        return found
    return city(name, near=hinted, times=_HINT)


def _in_parts(name: str, parts: frozenset[Region]) -> Place | None:
    """The town in a region that the story names, where only one of them has it."""
    found = [it for part in parts if (it := city(name, region=part))]
    return _city_place(found[0]) if len(found) == 1 else None


def _meant(found: City | None, home: frozenset[str]) -> City | None:
    """The city, unless it is a small one and the story is of one other country alone."""
    if found is None or found.population >= _FAR_KNOWN or is_capital(found):
        return found
    return None if len(home) == 1 and found.country not in home else found


def _shortened(it: Sighting) -> Place | None:
    """A region in a dateline's own short form, "Mass.", which in running text could be a word."""
    found = region(it.text) if DATELINE in it.span.by and not country(it.text) else None
    return _region(found.name) if found else None


def _great_city(name: str, near: frozenset[str]) -> Place | None:
    """New York is the city before it is the state; Ontario isn't the one in California."""
    found = city(name, near=near)
    return _city_place(found) if found and found.population >= _GREAT else None


def _region(name: str) -> Place | None:
    found = _region_of_name(name)
    return _region_place(found) if found else None


def _region_of_name(name: str) -> Region | None:
    """A region by its full name: the short forms are words too in running text."""
    found = region(name)
    return found if found and fold(found.name) == fold(name) else None


def _region_place(found: Region) -> Place:
    return Place(f"iso3166:{found.iso3166_2}", found.name, found.ids)


def _city_place(found: City | None) -> Place | None:
    return Place(f"geonames:{found.geonames}", found.name, found.ids) if found else None


def _part_of_world(name: str) -> Place | None:
    return _parts_of_world().get(fold(name))


def _after_comma(it: Sighting, following: Sighting | None) -> str | None:
    """The place that follows after a comma, as in "Paris, Texas"."""
    if following is None or following.passage is not it.passage:
        return None
    between = it.passage.text[it.span.end : following.span.start]
    return following.text if between.strip() == "," and "\n" not in between else None


@cache
def _parts_of_world() -> dict[str, Place]:
    return {fold(name): _part(name, wikidata) for name, wikidata in rows("world_regions.tsv")}


def _part(name: str, wikidata: str) -> Place:
    ids = {"wikidata": wikidata} if wikidata else {}
    return Place(f"wikidata:{wikidata}" if wikidata else f"place:{slug(name)}", name, ids)
