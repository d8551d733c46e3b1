"""Places: countries, regions, cities and parts of the world, with the ids of each.

A name with several bearers goes to the one that the text says ("Paris, Texas"), else the one in a
country that the story names or was filed from, else the largest: the gazetteer's own rule. Where
all places of a story are in one country, a town that we know only elsewhere has no id.
"""

from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.company import in_company
from stream.enrich.names.filed import as_kept, called_so, names_of
from stream.enrich.names.groups import Group, Sighting, slug
from stream.enrich.names.known import AMBIGUOUS
from stream.enrich.names.lands import land
from stream.enrich.names.line_ups import without_players
from stream.enrich.names.place import (
    Place,
    city_place,
    coded,
    country_place,
    part_of_world,
    region_place,
)
from stream.enrich.names.renown import GREAT
from stream.enrich.names.scholars import is_school_or_council
from stream.enrich.names.shared import is_shared
from stream.enrich.names.spans import DATELINE
from stream.enrich.names.stated import (
    after_comma,
    beside,
    country_before,
    has_article,
    is_bound_in,
    is_quarter,
    is_seat_of,
    is_state_of,
)
from stream.enrich.names.told_apart import is_part_called_so, told_apart, told_once
from stream.enrich.names.whereabouts import (
    CITY_FIRST,
    Whereabouts,
    is_stated_region,
    named_region,
    stated_region,
    whereabouts,
)
from stream.enrich.names.which_city import likely
from stream.enrich.names.whole import whole
from stream.gazetteer import (
    City,
    Region,
    city,
    country,
    fold,
    namesakes,
    provinces_named,
    region,
    regions_named,
)

_OTHERS = (is_quarter, has_article, is_part_called_so, is_school_or_council)
"""What tells that a name is another thing's than the place's."""


def places(sightings: Iterable[Sighting], filed: Place | None = None) -> list[Group]:
    """One group a place. `filed` is where the story was filed from: its name means that place."""
    listed = sorted(without_players(sightings), key=lambda it: (it.passage.field, it.span.start))
    story = whereabouts(listed, filed.ids if filed else {})
    listed = [whole(it, story) for it in listed]
    filed = as_kept(filed, story) if filed else None
    here = names_of(filed) if filed else set()
    groups: dict[str, Group] = {}
    followed = list(zip(listed, [*listed, None][1:], strict=True))
    said = [
        _within(it.text, after_comma(it, following), story)
        or _near_to(it.text, beside(it, following), story)
        for it, following in followed
    ]
    states = (_state_of(place, it) for place, it in zip(said, listed, strict=True))
    others = told_apart(listed, states)
    once = told_once(listed, said)
    for number, it in enumerate(listed):
        part = stated_region(it, story.near)
        if fold(it.text) in CITY_FIRST and number and said[number - 1]:
            part = region(it.text) if is_state_of(it, listed[number - 1]) else part
        found = (
            said[number]
            or (region_place(part) if part else None)
            or _within(it.text, country_before(it), story)
            or (filed and called_so(it, filed, here))
            or once.get(number)
            or _shortened(it)
            or locate(it.text, story, without=others.get(number))
        )
        if found and any(is_other(it) for is_other in _OTHERS):
            found = None
        if found and not said[number] and _is_seat_unknown(found, *followed[number]):
            found = None
        if found and is_bound_in(*followed[number]) and _is_elsewhere(found, followed[number][1]):
            found = None
        if found and _is_citys(found) and is_stated_region(it):
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
        return coded(story.shared.get(fold(name), ""))
    if town := _instead_of_land(name, story):
        return city_place(town)
    return country_place(name) or _part_or_city(name, story)


def _part_or_city(name: str, story: Whereabouts) -> Place | None:
    found = likely(name, story)
    # "Ashburton, in Canterbury" is in New Zealand's, where the story is, and not in Kent.
    if (found is None or found.country not in story.near) and (part := _own_part(name, story)):
        return region_place(part)
    # New York is the city before it is the state; Ontario isn't the one in California.
    if found and found.population >= GREAT and _is_before_region(found, name):
        return city_place(found)
    region_ = _region(name, story)
    # "Flew back to Victoria" from Vancouver isn't Australia's.
    if region_ and found and (found.country, found.admin1) == story.filed:
        return region_ if region_.ids["iso3166_1"] == found.country else city_place(found)
    return region_ or part_of_world(name) or city_place(found)


def _is_before_region(it: City, name: str) -> bool:
    """Whether a great city's own name is asked for: Oklahoma is the state, not Oklahoma City."""
    return fold(name) in CITY_FIRST or it.keys[0] == fold(name)


def _instead_of_land(name: str, story: Whereabouts) -> City | None:
    """The city of a country that the story names, by whose name another country is called in short.

    Trinidad in a story of Bolivia, unless the story has the country's whole name too.
    """
    found = land(name)
    if found is None or fold(found.name) == fold(name) or " and " not in found.name:
        return None
    near = story.near - {found.iso2}
    towns_so_called = [it for code in near if (it := city(name, country=code))]
    return towns_so_called[0] if len(towns_so_called) == 1 else None


def _state_of(place: Place | None, it: Sighting) -> str | None:
    """The country that the text sets a place in; none that is told where that has several."""
    code = place.ids.get("iso3166_1", "") if place else None
    return None if code and len(namesakes(it.text, code)) > 1 else code


def _near_to(name: str, other: str | None, story: Whereabouts) -> Place | None:
    """The town of this name in the region of the city that it is said to lie near to."""
    beside_it = likely(other, story) if other and not land(name) else None
    if beside_it is None:
        return None
    near = [it for it, _ in namesakes(name, beside_it.country)]
    same = [it for it in near if it.admin1 == beside_it.admin1]
    return city_place(same[0]) if len(same) == 1 else None


def _is_seat_unknown(found: Place, it: Sighting, following: Sighting | None) -> bool:
    """Whether it is the seat of a part that is unknown to us, and its country has several such."""
    if not is_seat_of(it, following) or not _is_citys(found):
        return False
    return len(namesakes(it.text, found.ids["iso3166_1"])) > 1


def _is_elsewhere(found: Place, around: Sighting | None) -> bool:
    """Whether a city isn't in the country that the text sets it in: then it is one unknown."""
    if around is None or not _is_citys(found):
        return False
    codes = {it.country for it in regions_named(around.text)}
    if nation := land(around.text):
        codes.add(nation.iso2)
    if codes:
        return found.ids["iso3166_1"] not in codes
    # In a part that is unknown to us it may be another of that country.
    if city(around.text) or provinces_named(around.text, stated=True):
        return False
    return len(namesakes(found.name, found.ids["iso3166_1"])) > 1


def _is_citys(found: Place) -> bool:
    return found.id.startswith("geonames:")


def _own_part(name: str, story: Whereabouts) -> Region | None:
    """The province of this name in the countries that the story names, where it says a place."""
    if fold(name) not in story.placed:
        return None
    found = _parts_near(name, story)
    return found[0] if len(found) == 1 else None


def _parts_near(name: str, story: Whereabouts) -> list[Region]:
    """The provinces of this name in the countries that the story names."""
    return [it for it in provinces_named(name, stated=True) if it.country in story.near]


def _within(name: str, within: str | None, story: Whereabouts) -> Place | None:
    """The city or region of this name in what follows it.

    Countries divided by commas are a list, "Cyprus, Greece and Israel"; only a name that is also
    another thing's is asked for as a region, "Georgia, United States".
    """
    if within is None:
        return None
    if part := region(within):
        return city_place(city(name, region=part))
    around = country(within)
    if around is None:
        return city_place(_in_province(name, within, story))
    if land(name) is None:
        found = city(name, country=around.iso2)
        kept = in_company(found, name, story.company) if found else None
        return city_place(kept if kept and kept.country == around.iso2 else found)
    part = region(name, around.iso2) if fold(name) in AMBIGUOUS else None
    return region_place(part) if part else None


def _in_province(name: str, within: str, story: Whereabouts) -> City | None:
    """The city of this name in a province of the countries that the story names."""
    found = [it for part in _parts_near(within, story) if (it := city(name, region=part))]
    return found[0] if len(found) == 1 else None


def _shortened(it: Sighting) -> Place | None:
    """A region in a dateline's own short form, "Mass.", which in running text could be a word."""
    if DATELINE not in it.span.by or country(it.text) or city(it.text):
        return None
    found = region(it.text)
    return region_place(found) if found else None


def _region(name: str, story: Whereabouts) -> Place | None:
    found = named_region(name, story.near)
    return region_place(found) if found else None
