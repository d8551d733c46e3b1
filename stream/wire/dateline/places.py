"""Looks a dateline's names up: which is the place, which its region, which its country."""

from dataclasses import dataclass, field, replace

from stream.gazetteer import (
    City,
    Country,
    Region,
    city,
    country,
    country_by_code,
    fold,
    region,
    region_of,
    regions_named,
)

_BEFORE = frozenset({"near", "outside", "aboard"})
_SMALL_WORDS = (
    "al am an and au aux da das de del der di do dos du el la las le les of on sous sul sur the "
    "und upon y"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_GAELIC = ("Mc", "Mac", "De", "Le", "La")


@dataclass(frozen=True, slots=True)
class Place:
    """What the names came to. `name` is None where only rank decides, never the gazetteer."""

    name: str
    region: str | None = None
    country: str | None = None
    ids: dict[str, str] = field(default_factory=dict)
    known: bool = False
    """Whether the place itself is in the gazetteer."""
    qualified: bool = False
    """Whether a region or a country that we know follows it."""


def resolve(names: list[str]) -> Place:
    """The place of a dateline. A namesake elsewhere is never taken against what follows it."""
    first, *rest = _in_order(names)
    wanted = _bare(first)
    land = next((it for it in map(country, rest) if it), None)
    part = _part(wanted, rest, land)
    if part is not None and land is not None and part.country != land.iso2:
        land = None
    if land is None and part is None:
        return _alone(first, wanted)
    iso2 = part.country if part else land.iso2 if land else None
    found = city(wanted, country=iso2, region=part)
    place = _of_city(first, found) if found else Place(shown(first))
    return _qualify(place, part, land or country_by_code(iso2 or ""))


def is_capitals(name: str) -> bool:
    """Whether a place is written as datelines do: "BAKU", "RIO de JANEIRO", "McALLEN"."""
    words = [it for it in name.replace("-", " ").split() if it.lower() not in _SMALL]
    letters = sum(sign.isalpha() for word in words for sign in word)
    return letters > 1 and all(_capital_word(word) for word in words)


def shown(name: str) -> str:
    """The name as people write it; capitals become title case, so that a recogniser knows it."""
    name = name.removesuffix(".") if name.count(".") == 1 else name
    if not is_capitals(name):
        return name
    words = [_title(word, first=not number) for number, word in enumerate(name.split())]
    return " ".join(words)


def _in_order(names: list[str]) -> list[str]:
    """The place first: "Azerbaijan, Baku" is turned round, if Baku lies in Azerbaijan."""
    if len(names) > 1 and (land := country(names[0])) and not country(names[1]):
        inside = city(_bare(names[1]), country=land.iso2)
        if inside:
            return [names[1], names[0], *names[2:]]
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


def _alone(first: str, wanted: str) -> Place:
    """A place with nothing after it: the city, unless the name is rather a country's."""
    land, found = country(wanted), city(wanted)
    if found and (land is None or land.iso2 == found.country):
        return _qualify(_of_city(first, found), None, country_by_code(found.country))
    if land:
        return Place(land.name, country=land.name, ids=land.ids, known=True)
    if part := region(wanted):
        place = Place(shown(first), ids=part.ids, known=True)
        return replace(_qualify(place, part, country_by_code(part.country)), qualified=False)
    return Place(shown(first))


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


def _bare(name: str) -> str:
    """The name without "near" before it."""
    head, _, tail = name.partition(" ")
    return tail if tail and head.lower() in _BEFORE else name


def _capital_word(word: str) -> bool:
    if word.upper() == word:
        return True
    prefix = next((it for it in _GAELIC if word.startswith(it)), None)
    tail = word[len(prefix) :] if prefix else ""
    return len(tail) > 1 and tail.upper() == tail


def _title(word: str, *, first: bool) -> str:
    if not first and word.lower() in _SMALL:
        return word.lower()
    if "." in word.rstrip("."):
        return word
    return "-".join(
        part.lower() if number and part.lower() in _SMALL else part[:1].upper() + part[1:].lower()
        for number, part in enumerate(word.split("-"))
    )
