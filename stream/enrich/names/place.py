"""A place as an entity has it: an id of its own, its name, its ids by vocabulary."""

from dataclasses import dataclass
from functools import cache

from stream.enrich.names.groups import slug
from stream.enrich.names.lands import land
from stream.enrich.names.tables import rows
from stream.gazetteer import City, Region, country_by_code, fold, regions


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the gazetteer knows."""

    id: str
    name: str
    ids: dict[str, str]


def coded(code: str) -> Place | None:
    """The country or region of an ISO 3166 code."""
    if "-" not in code:
        found = country_by_code(code)
        return country_place(found.name) if found else None
    return next((region_place(it) for it in regions() if it.iso3166_2 == code), None)


def country_place(name: str) -> Place | None:
    """The country of this name."""
    found = land(name)
    if found is None:
        return None
    key = f"wikidata:{found.wikidata}" if found.wikidata else f"iso3166:{found.iso2}"
    return Place(key, found.name, found.ids)


def region_place(found: Region) -> Place:
    """The same as a place."""
    return Place(f"iso3166:{found.iso3166_2}", found.name, found.ids)


def city_place(found: City | None) -> Place | None:
    """The same as a place; none of none."""
    return Place(f"geonames:{found.geonames}", found.name, found.ids) if found else None


def part_of_world(name: str) -> Place | None:
    """A continent, a sea and the like."""
    return _parts_of_world().get(fold(name))


@cache
def _parts_of_world() -> dict[str, Place]:
    return {fold(name): _part(name, wikidata) for name, wikidata in rows("world_regions.tsv")}


def _part(name: str, wikidata: str) -> Place:
    ids = {"wikidata": wikidata} if wikidata else {}
    return Place(f"wikidata:{wikidata}" if wikidata else f"place:{slug(name)}", name, ids)
