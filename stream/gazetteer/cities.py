"""Cities by name. 34,000 rows stay text; a `City` is made when one is asked for."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from stream.gazetteer.countries import country_by_code
from stream.gazetteer.fold import fold
from stream.gazetteer.records import City, Region
from stream.gazetteer.tables import lines, several
from stream.gazetteer.towns import towns

# By another name a city must be five times as large to win over one of that name.
_BY_ANOTHER_NAME = 0.2
_BY_ANOTHERS = 0.028
# Half where its own name has the other in it: Santiago de los Caballeros, Kingston upon Hull.
_BY_WORDS_OF_IT = 0.5
# What the story's own countries weigh: a namesake there may be 30 times less renowned, not more.
_NEAR = 30
_NEAR_CAPITAL = 12
# A region's or country's chief cities: so many people at least, so many of them at most.
_CHIEF = 150_000
_MOST_CHIEF = 4
# Cities that many stories name are made once.
_MADE = 4_096


def city(
    name: str,
    *,
    country: str | None = None,
    region: Region | None = None,
    near: frozenset[str] = frozenset(),
    times: int = _NEAR,
    without: str | None = None,
) -> City | None:
    """The city of this name: by what follows it, by the story's own countries, by population.

    `country` (ISO 3166-1 alpha-2) and `region` are what follows it and bind: None rather than a
    namesake elsewhere; towns below 15,000 are asked for with them only. In the country `without` it
    isn't. `near` are countries that the story names: they tip the balance between namesakes, except
    against one more than `times` as renowned, and against a capital more than 12 times as renowned.
    """
    key = fold(name)
    alone = country is None and region is None and without is None
    if alone and key not in _index():
        return None
    weighed = _of_name(name) if alone else _weighed(name, key, country, region, without)
    if not weighed:
        return None
    most, highest = weighed[0]
    close = [pair for pair in weighed if pair[0].country in near]
    if not close or most.country in near:
        return most
    best, high = close[0]
    if best.keys[0] == key and is_capital(best):
        return best
    times = min(times, _NEAR_CAPITAL) if is_capital(most) else times
    return best if high * times >= highest else most


@lru_cache(_MADE)
def _of_name(name: str) -> tuple[tuple[City, float], ...]:
    """Those that the name alone means; stories name the same cities, and rules ask again."""
    return _weighed(name, fold(name), None, None, None)


def _weighed(
    name: str, key: str, country: str | None, region: Region | None, without: str | None
) -> tuple[tuple[City, float], ...]:
    """Those that a name may mean, by what follows it, with what speaks for each."""
    found = _bound(_candidates(key), country, region)
    found = _as_written([it for it in found if it.country != without], name)
    if not found and (country or region):
        found = _bound(towns(name, also=True), country, region)
    if not found:
        return ()
    found = _without_other_names(_without_neighbours_of_capitals(found, key), key)
    return tuple(by_renown(found, key))


def by_renown(found: list[City], key: str) -> list[tuple[City, float]]:
    """Namesakes with what speaks for each: its people, times its names in all languages.

    So Venice in Italy comes before the one in California, which has nearly as many people. A name
    that isn't its own counts a fifth, and far less where it is another's own.
    """
    taken = any(it.keys[0] == key for it in found)
    weighed = [(it, it.population * it.fame * _share(it, key, taken=taken) + 1) for it in found]
    return sorted(weighed, key=lambda pair: -pair[1])


@lru_cache(_MADE)
def renowned(name: str) -> tuple[tuple[City, float], ...]:
    """Every city of this name with what speaks for it, the best known first."""
    key = fold(name)
    return tuple(by_renown(_candidates(key), key))


def _share(it: City, key: str, *, taken: bool) -> float:
    if it.keys[0] == key:
        return 1
    if f" {key} " in f" {it.keys[0]} ":
        return _BY_WORDS_OF_IT
    return _BY_ANOTHERS if taken else _BY_ANOTHER_NAME


def namesakes(name: str, country: str | None = None) -> list[tuple[City, float]]:
    """Every city of this name, in a country if one is given, and how many people speak for it.

    The likeliest comes first. By another than its own name a city has a fifth of its people.
    """
    key = fold(name)
    found = (it for it in _candidates(key) if country is None or it.country == country)
    weighed = [(it, _weight(it, key)) for it in found]
    return sorted(weighed, key=lambda it: -it[1])


def chief_cities(country: str, admin1: str | None = None) -> tuple[str, ...]:
    """The names of the largest cities of a country or of a region: a handful, the largest first."""
    return tuple(_chief_cities().get((country, admin1), ()))


def cities(least: int = 0) -> Iterator[City]:
    """Cities of at least `least` people, the largest first."""
    for line in _lines():
        it = _city(line)
        if it.population < least:
            return
        yield it


def is_capital(it: City) -> bool:
    """Whether it is its country's capital."""
    land = country_by_code(it.country)
    return bool(land and land.capital and fold(land.capital) in it.keys)


def _bound(found: Sequence[City], country: str | None, region: Region | None) -> list[City]:
    return [
        it
        for it in found
        if (country is None or it.country == country)
        and (region is None or (it.country, it.admin1) == (region.country, region.admin1))
    ]


def _as_written(found: list[City], name: str) -> list[City]:
    """Those that are written with the same accents, where a name has some: "Los Ángeles"."""
    if name.isascii():
        return found
    same = [it for it in found if it.name == name or it.name.startswith(f"{name} ")]
    return same or found


def _without_neighbours_of_capitals(found: list[City], key: str) -> list[City]:
    """A capital's own name is its own in its country: New Delhi is also a name of Delhi."""
    seats = {it.country for it in found if it.keys[0] == key and is_capital(it)}
    return [it for it in found if it.country not in seats or it.keys[0] == key]


def _without_other_names(found: list[City], key: str) -> list[City]:
    """Where a country has one of that very name: somebody calls Kansas City Greenwood too."""
    owned = {it.country for it in found if it.keys[0] == key}
    return [
        it
        for it in found
        if it.keys[0] == key or it.country not in owned or f" {key} " in f" {it.keys[0]} "
    ]


def _weight(it: City, key: str) -> float:
    """How many people speak for this reading of the name."""
    return it.population * (1 if it.keys[0] == key else _BY_ANOTHER_NAME) + 1


def _candidates(key: str) -> list[City]:
    found = _index().get(key)
    if found is None:
        return []
    numbers = (found,) if isinstance(found, int) else found
    return [_city(_lines()[number]) for number in numbers]


@lru_cache(_MADE)
def _city(line: str) -> City:
    geonames, name, country, admin1, population, fame, keys = line.split("\t")
    return City(geonames, name, country, admin1, int(population), several(keys), int(fame))


@cache
def _chief_cities() -> dict[tuple[str, str | None], list[str]]:
    found: dict[tuple[str, str | None], list[str]] = {}
    for it in cities(_CHIEF):
        for where in ((it.country, None), (it.country, it.admin1)):
            chief = found.setdefault(where, [])
            if len(chief) < _MOST_CHIEF:
                chief.append(it.name)
    return found


@cache
def _lines() -> list[str]:
    return list(lines("cities.tsv.gz"))


@cache
def _index() -> dict[str, int | tuple[int, ...]]:
    """Line numbers by folded name: a bare number where only one has it, to keep memory small."""
    found: dict[str, int | tuple[int, ...]] = {}
    for number, line in enumerate(_lines()):
        for key in line.rpartition("\t")[2].split("|"):
            before = found.get(key)
            if before is None:
                found[key] = number
            else:
                earlier = (before,) if isinstance(before, int) else before
                found[key] = (*earlier, number)
    return found
