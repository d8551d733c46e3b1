"""Looks a dateline's names up: which is the place, which its region, which its country."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from stream.gazetteer import (
    City,
    Country,
    Region,
    city,
    country,
    country_by_code,
    fold,
    namesakes,
    region,
    region_of,
    regions_named,
)
from stream.wire.dateline.place import Place
from stream.wire.dateline.readings import (
    AREA_BESIDE_CITIES,
    Candidate,
    likelihood,
    likelihood_of_city,
    one_of,
    unsure,
)
from stream.wire.dateline.written import bare, is_capitals, shown


@lru_cache(maxsize=4096)
def resolve(names: tuple[str, ...]) -> Place:
    """The place of a dateline. A namesake elsewhere is never taken against what follows it.

    Where nothing that follows decides, it is the likeliest one, with all others in `readings`.
    """
    first, *rest = _in_order(names)
    wanted = bare(first)
    land = next((it for it in map(country, rest) if it), None)
    part = _part(wanted, rest, land)
    if part is not None:
        home = country_by_code(part.country)
        found = city(wanted, country=part.country, region=part)
        place = _of_city(first, found) if found else Place(shown(first))
        return _qualify(place, part, home)
    if land is None:
        return one_of(wanted, _alone(first, wanted)) or _unlisted(first, rest, None)
    inside = one_of(wanted, list(_cities(first, wanted, land.iso2)))
    return inside or _unlisted(first, rest, land)


def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """The place first: "Azerbaijan, Baku" is turned round, if Baku lies in Azerbaijan."""
    if len(names) > 1 and (land := country(names[0])) and not country(names[1]):
        inside = city(bare(names[1]), country=land.iso2)
        if inside:
            return (names[1], names[0], *names[2:])
    return names


def _part(wanted: str, rest: list[str], land: Country | None) -> Region | None:
    """The region among the names. "Georgia" is a region only if the place lies in it."""
    for name in rest:
        found = regions_named(name)
        inside = next((it for it in found if city(wanted, country=it.country, region=it)), None)
        if land is None or not country(name):
            inside = inside or region(name, land.iso2 if land else None)
        if inside is None or (country(name) and land and city(wanted, country=land.iso2)):
            continue
        return inside
    return None


def _alone(first: str, wanted: str) -> list[Candidate]:
    """What a name with nothing after it can mean: cities, a country, regions.

    A country of the name of its city is the city; a region is meant where no large city is.
    """
    cities = list(_cities(first, wanted, None))
    found = list(cities)
    land, areas = country(wanted), regions_named(wanted)
    if land and not (found and found[0].iso2 == land.iso2):
        place = Place(land.name, country=land.name, ids=land.ids, known=True)
        found.append(Candidate(place, land.iso2, likelihood(land)))
    elif any(it.is_large for it in found):
        return found
    if len(areas) > 1 and not cities:
        found.append(unsure(Place(shown(first))))
    return found + [_area(first, it, beside_cities=bool(cities)) for it in areas]


def _cities(first: str, wanted: str, iso2: str | None) -> Iterator[Candidate]:
    """The cities of this name, the largest first; of several in one region only that one."""
    regions: set[tuple[str, str]] = set()
    lands: set[str] = set()
    every = namesakes(wanted, iso2)
    for likely_one in every:
        found, people = _of_this_name(likely_one, wanted, every)
        where = (found.country, found.admin1)
        if where in regions:
            continue
        place = _qualify(_of_city(first, found), None, country_by_code(found.country))
        likely = likelihood_of_city(found, people, first=found.country not in lands)
        regions.add(where)
        lands.add(found.country)
        yield Candidate(place, found.country, likely, region_of(*where), found.admin1)


def _of_this_name(
    likely: tuple[City, float], wanted: str, every: Sequence[tuple[City, float]]
) -> tuple[City, float]:
    """The one of its region whose own name is asked for: New Delhi and not Delhi."""
    found, key = likely[0], fold(wanted)
    known = city(wanted, country=found.country)
    if known is None or known.keys[0] != key or known.admin1 != found.admin1:
        return likely
    own = (it for it in every if it[0].geonames == known.geonames)
    return likely if found.keys[0] == key else next(own, likely)


def _area(first: str, part: Region, *, beside_cities: bool) -> Candidate:
    place = _qualify(
        Place(shown(first), ids=part.ids, known=True), part, country_by_code(part.country)
    )
    place = replace(place, qualified=False)
    likely = AREA_BESIDE_CITIES if beside_cities else likelihood(part)
    return Candidate(place, part.country, likely, part, part.admin1)


def _unlisted(first: str, rest: list[str], land: Country | None) -> Place:
    """A place that isn't listed. What follows it may itself be ambiguous: "Georgia", "Punjab"."""
    alone = Place(shown(first))
    areas = [it for name in rest if not land or country(name) for it in regions_named(name)]
    if land is None:
        found = [unsure(alone)]
    else:
        found = [Candidate(_qualify(alone, None, land), land.iso2, likelihood(land))]
    found += [
        Candidate(
            _qualify(alone, it, country_by_code(it.country)), it.country, likelihood(it), it,
            it.admin1,
        )
        for it in areas
    ]  # fmt: skip
    return one_of(rest[0] if rest else first, found) or alone


def _of_city(written: str, found: City) -> Place:
    part = region_of(found.country, found.admin1)
    name = found.name if is_capitals(written) and fold(found.name) == fold(written) else None
    ids = {**(part.ids if part else {}), **found.ids}
    return Place(name or shown(written), ids=ids, known=True)


def _qualify(place: Place, part: Region | None, land: Country | None) -> Place:
    ids = {"iso3166_1": land.iso2} if land else {}
    if part:
        ids["iso3166_2"] = part.iso3166_2
    return replace(
        place,
        region=part.name if part else None,
        country=land.name if land else None,
        ids=ids | place.ids,
        qualified=True,
    )
