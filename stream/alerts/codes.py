"""What a rule's topics and places mean as codes, and what a story's places lie in."""

from collections.abc import Iterator, Mapping
from datetime import UTC, tzinfo
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from schemas.clause import PlaceTest
from schemas.enrichment import Entity, EntityType
from stream.alerts.names import key_of, keys_of
from stream.enrich.topics.vocabulary import MediaTopic, lineage, vocabulary
from stream.gazetteer import (
    cities,
    countries,
    country,
    country_by_code,
    provinces,
    region,
    region_of,
    regions,
)

SCHEME = "medtop:"


class UnknownCode(ValueError):  # noqa: N818 - a fact
    """A rule names a topic, a country or a region that there isn't."""


def topic_codes(given: str) -> tuple[MediaTopic, ...]:
    """The topics of this name, or of this code. Raises UnknownCode."""
    code = given.removeprefix(SCHEME)
    if code in vocabulary():
        return (vocabulary()[code],)
    found = _topics_by_name().get(key_of(given), ())
    if not found:
        close = _like(key_of(given[:60]))
        meant = f": did you mean {', '.join(close)}?" if close else ""
        raise UnknownCode(f"no Media Topic is called '{given[:60]}'{meant}")
    return found


def _like(key: str) -> list[str]:
    """Names of topics with the same words in them, else with nearly the same letters."""
    named = _topics_by_name()
    inside = [name for name in named if f" {key} " in f" {name.replace(',', '')} "]
    return sorted(inside, key=len)[:3] or get_close_matches(key, named, n=3)


@cache
def above(code: str) -> tuple[str, ...]:
    """A story's topic (eight digits) and all that it lies under; an unknown one alone."""
    return lineage(code) if code in vocabulary() else (code,)


def place_keys(test: PlaceTest) -> tuple[str, ...]:
    """The keys of which a story's place must have one. Raises UnknownCode."""
    if not test.within:
        return (_place_key(test),)
    if test.iso:
        return (f"in {_known_code(test.iso)}",)
    if test.geonames:
        code = _codes_by_geonames().get(test.geonames)
        return (f"in {code}" if code else f"geonames {test.geonames}",)
    name = str(test.name)
    if land := country(name):
        return (f"in {land.iso2}",)
    if part := region(name):
        return (f"in {part.iso3166_2}",)
    raise UnknownCode(
        f"within: no country or region is called '{name[:60]}' alone: give its ISO 3166 code"
    )


def _place_key(test: PlaceTest) -> str:
    if test.iso:
        return f"iso {_known_code(test.iso)}"
    return f"geonames {test.geonames}" if test.geonames else f"name {key_of(str(test.name))}"


def keys_of_place(entity: Entity) -> Iterator[str]:
    """Every key of a story's place: its names and ids, and what it lies in."""
    if entity.type is not EntityType.PLACE:
        return
    for name in keys_of(entity):
        yield f"name {name}"
    geonames, land = entity.ids.get("geonames"), entity.ids.get("iso3166_1")
    part = entity.ids.get("iso3166_2")
    if geonames:
        yield f"geonames {geonames}"
        if code := _codes_by_geonames().get(geonames):
            yield f"iso {code}"
    if land:
        yield f"in {land}"
    if part:
        yield f"iso {part}"
    lies_in = part or (_regions_of_cities().get(geonames) if geonames else None)
    if lies_in:
        yield f"in {lies_in}"


def _known_code(code: str) -> str:
    if "-" in code:
        if code not in _region_codes():
            raise UnknownCode(f"no region that we know has the ISO 3166-2 code {code}")
    elif country_by_code(code) is None:
        raise UnknownCode(f"no country has the ISO 3166-1 code {code}")
    return code


@cache
def _zone(name: str) -> tzinfo | None:
    return ZoneInfo(name) if name in available_timezones() else None


def is_zone(name: str) -> bool:
    """Whether this host knows a time zone of this name."""
    return name == "UTC" or _zone(name) is not None


def zone_of(name: str) -> tzinfo:
    """The time zone of this name. Raises UnknownCode."""
    found = UTC if name == "UTC" else _zone(name)
    if found is None:
        raise UnknownCode(f"no time zone is called '{name[:60]}': write it like Europe/Tallinn")
    return found


@cache
def _topics_by_name() -> Mapping[str, tuple[MediaTopic, ...]]:
    found: dict[str, tuple[MediaTopic, ...]] = {}
    for topic in vocabulary().values():
        key = key_of(topic.name)
        found[key] = (*found.get(key, ()), topic)
    return found


@cache
def _region_codes() -> frozenset[str]:
    return frozenset(it.iso3166_2 for it in (*regions(), *provinces()))


@cache
def _codes_by_geonames() -> Mapping[str, str]:
    """ISO codes of countries and regions by their GeoNames id."""
    parts = {it.geonames: it.iso3166_2 for it in (*regions(), *provinces()) if it.geonames}
    return parts | {it.geonames: it.iso2 for it in countries()}


@cache
def _regions_of_cities() -> Mapping[str, str]:
    """The region that each city lies in, by the city's GeoNames id."""
    found = {}
    for city in cities():
        part = region_of(city.country, city.admin1)
        if part:
            found[city.geonames] = part.iso3166_2
    return found
