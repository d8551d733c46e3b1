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
from stream.enrich.names.shared import is_shared
from stream.enrich.names.spans import DATELINE
from stream.enrich.names.stated import after_comma, country_before, has_article, is_quarter
from stream.enrich.names.tables import rows
from stream.enrich.names.told_apart import is_part_called_so, told_apart
from stream.enrich.names.whereabouts import (
    FAR_KNOWN,
    Whereabouts,
    is_anothers,
    named_region,
    stated_region,
    whereabouts,
)
from stream.enrich.names.whole import whole
from stream.gazetteer import (
    City,
    Region,
    by_renown,
    city,
    country,
    country_by_code,
    fold,
    is_capital,
    region,
    regions,
    towns,
)

_UNITED_KINGDOM = "GB"
# A namesake in a region that the story names may be so much less renowned than the great city of
# that name; in a nation of the United Kingdom only a little, since stories name those for sport.
_IN_PART, _IN_NATION = 300, 8
_GREAT = 600_000
_SMALL = 15_000
_FAMOUS = 5
_LITTLE = 50_000
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
    story = whereabouts(listed, filed.ids if filed else {})
    listed = [whole(it, story) for it in listed]
    here = {fold(filed.name): filed} if filed else {}
    groups: dict[str, Group] = {}
    followed = list(zip(listed, [*listed, None][1:], strict=True))
    said = [_within(it.text, after_comma(it, following)) for it, following in followed]
    others = told_apart(
        listed, (place.ids.get("iso3166_1", "") if place else None for place in said)
    )
    for number, it in enumerate(listed):
        part = stated_region(it, story.near)
        found = (
            said[number]
            or (_region_place(part) if part else None)
            or _within(it.text, country_before(it))
            or here.get(fold(it.text))
            or _shortened(it)
            or locate(it.text, story, without=others.get(number))
        )
        if found and (is_quarter(it) or has_article(it) or is_part_called_so(it)):
            found = None
        key = found.id if found else f"place:{slug(it.text)}"
        if key == "place:":
            continue
        if key not in groups:
            name, ids = (found.name, found.ids) if found else (it.text, {})
            groups[key] = Group(key, EntityType.PLACE, name, ids=ids)
        groups[key].sightings.append(it)
    return list(groups.values())


def locate(name: str, story: Whereabouts, *, without: str | None = None) -> Place | None:
    """The place of this name in a story that is there, and not in the country `without`."""
    if without:
        story = story.without(without)
    if is_shared(name):
        return _coded(story.shared.get(fold(name), ""))
    if nation := _country(name):
        return nation
    found = _likely(name, story)
    # New York is the city before it is the state; Ontario isn't the one in California.
    if found and found.population >= _GREAT:
        return _city_place(found)
    return _region(name, story) or _part_of_world(name) or _city_place(found)


def _coded(code: str) -> Place | None:
    """The country or region of an ISO 3166 code."""
    if "-" not in code:
        found = country_by_code(code)
        return _country(found.name) if found else None
    return next((_region_place(it) for it in regions() if it.iso3166_2 == code), None)


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


def _likely(name: str, story: Whereabouts) -> City | None:
    """The city: in a region that the story names, in its countries, else the most renowned.

    A small one isn't meant where the story is of one other country alone.
    """
    found = city(name, near=story.near, without=story.not_in)
    if found and found.country not in story.near:
        found = city(name, near=story.hinted, times=_HINT, without=story.not_in)
    if found and is_anothers(found, name, story):
        found = None
    part = _in_parts(name, story)
    if part and (found is None or _rather(part, found, name, story)):
        return part
    if found and (_is_far_known(found) or found.country in story.home):
        return found
    if town := _only_town(name, story):
        return town
    if found and is_capital(found) and (found.population > _SMALL or not towns(name)):
        return found
    if found and found.country not in story.hinted and _is_little_known(found):
        return None
    return None if len(story.home) == 1 else found


def _is_far_known(it: City) -> bool:
    """Whether any country's stories may name it: it is large, and many languages have a name."""
    return it.population >= FAR_KNOWN and (it.fame >= _FAMOUS or it.population >= _GREAT)


def _is_little_known(it: City) -> bool:
    """Whether it is small and hardly any other language names it: then another may be called so."""
    return it.population < _LITTLE and it.fame < _FAMOUS


def _in_parts(name: str, story: Whereabouts) -> City | None:
    """The town in a region that the story names, where only one of them has it."""
    found = [it for part in story.parts if (it := city(name, region=part))]
    if len(found) > 1 and story.filed:
        found = [it for it in found if (it.country, it.admin1) == story.filed]
    if len(found) != 1 or (found[0].population < _SMALL and fold(name) not in story.placed):
        return None
    return found[0]


def _rather(part: City, found: City, name: str, story: Whereabouts) -> bool:
    """Whether the one in the region is meant, and not the one that is better known."""
    key = fold(name)
    weighed = {it.geonames: weight for it, weight in by_renown([part, found], key)}
    if weighed[part.geonames] >= weighed[found.geonames]:
        return True
    if found.country in story.near - {part.country}:
        return False
    if is_capital(found) and found.keys[0] == key and found.country != part.country:
        at_home = story.filed == (part.country, part.admin1) and found.country not in story.hinted
        if not at_home or part.population < _SMALL:
            return False
    times = _IN_NATION if part.country == _UNITED_KINGDOM else _IN_PART
    if part.population < _SMALL and found.population >= FAR_KNOWN:
        return False
    return weighed[part.geonames] * times >= weighed[found.geonames]


def _only_town(name: str, story: Whereabouts) -> City | None:
    """The town below the gazetteer's cities, where the story's countries have one of this name."""
    found = [it for it in towns(name) if it.country in (story.home or story.hinted)]
    if fold(name) not in story.placed:
        return None
    return found[0] if len(found) == 1 else None


def _shortened(it: Sighting) -> Place | None:
    """A region in a dateline's own short form, "Mass.", which in running text could be a word."""
    if DATELINE not in it.span.by or country(it.text) or city(it.text):
        return None
    found = region(it.text)
    return _region_place(found) if found else None


def _region(name: str, story: Whereabouts) -> Place | None:
    found = named_region(name, story.near)
    return _region_place(found) if found else None


def _region_place(found: Region) -> Place:
    return Place(f"iso3166:{found.iso3166_2}", found.name, found.ids)


def _city_place(found: City | None) -> Place | None:
    return Place(f"geonames:{found.geonames}", found.name, found.ids) if found else None


def _part_of_world(name: str) -> Place | None:
    return _parts_of_world().get(fold(name))


@cache
def _parts_of_world() -> dict[str, Place]:
    return {fold(name): _part(name, wikidata) for name, wikidata in rows("world_regions.tsv")}


def _part(name: str, wikidata: str) -> Place:
    ids = {"wikidata": wikidata} if wikidata else {}
    return Place(f"wikidata:{wikidata}" if wikidata else f"place:{slug(name)}", name, ids)
