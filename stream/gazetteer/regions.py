"""First-level regions as datelines write them: "Mass.", "Ont.", "New South Wales", "Wales"."""

from functools import cache

from stream.gazetteer.fold import fold
from stream.gazetteer.records import Region
from stream.gazetteer.tables import rows, several

_POSTAL = {"US", "CA"}


def region(name: str, country: str | None = None) -> Region | None:
    """The region of this name or abbreviation, in `country` (ISO 3166-1 alpha-2) if given.

    None where several have the name ("Punjab") and no country decides. Two capitals are read as a
    postal code of the United States or Canada as well.
    """
    found = regions_named(name)
    if country is not None:
        found = tuple(it for it in found if it.country == country)
    return found[0] if len(found) == 1 else None


def regions_named(name: str) -> tuple[Region, ...]:
    """Every region of this name, abbreviation or postal code."""
    found = _by_name().get(fold(name), ())
    if len(name) == 2 and name.isupper():  # noqa: PLR2004 - postal codes have two letters
        found += tuple(it for it in _by_postal_code().get(name, ()) if it not in found)
    return found


def region_of(country: str, admin1: str) -> Region | None:
    """The region with GeoNames' first-level code `admin1` in a country, as cities carry it."""
    return _by_admin1().get((country, admin1))


@cache
def regions() -> tuple[Region, ...]:
    """Every region that we know, in the order of its code."""
    return tuple(_region(row) for row in rows("regions.tsv"))


def _region(row: list[str]) -> Region:
    code, admin1, name, short, geonames = row
    return Region(
        iso3166_2=code,
        name=name,
        country=code[:2],
        admin1=admin1,
        short=several(short),
        geonames=geonames or None,
    )


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    found: dict[str, tuple[Region, ...]] = {}
    for it in regions():
        for key in {fold(name) for name in (it.name, *it.short)}:
            found[key] = (*found.get(key, ()), it)
    return found


@cache
def _by_postal_code() -> dict[str, tuple[Region, ...]]:
    found: dict[str, tuple[Region, ...]] = {}
    for it in regions():
        if it.country in _POSTAL:
            code = it.iso3166_2[3:]
            found[code] = (*found.get(code, ()), it)
    return found


@cache
def _by_admin1() -> dict[tuple[str, str], Region]:
    return {(it.country, it.admin1): it for it in regions()}
