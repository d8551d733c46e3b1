"""Towns of 1,000 to 15,000 people and seats by their own name, small cities by their other names.

175,000 rows stay one stretch of bytes. They have so many namesakes that a name alone never means
one: ask only where the text binds it to a country or region. The rows stand in the order of their
folded names, found by bisection: 6 MB, where a dictionary would take 45.
"""

from array import array
from functools import cache, lru_cache

from stream.gazetteer.fold import fold
from stream.gazetteer.records import City
from stream.gazetteer.tables import content

# Rules ask for the same names, and stories name the same towns.
_KEPT = 4_096


@lru_cache(_KEPT)
def towns(name: str, *, also: bool = False) -> tuple[City, ...]:
    """Every town of this name, in the order of its id; `also` cities that are called so besides."""
    key = fold(name).encode()
    rows, starts = _table()
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high) // 2
        if _key(rows, starts[middle]) < key:
            low = middle + 1
        else:
            high = middle
    found = []
    while key and low < len(starts) - 1 and _key(rows, starts[low]) == key:
        found.append(_town(rows[starts[low] : starts[low + 1] - 1].decode()))
        low += 1
    return tuple(it for it in found if also or it.keys[0] == key.decode())


def _key(rows: bytes, start: int) -> bytes:
    return rows[start : rows.index(b"\t", start)]


def _town(line: str) -> City:
    key, geonames, name, country, admin1, population = line.split("\t")
    name = name or key.title()
    own = fold(name)
    keys = (own,) if own == key else (own, key)
    return City(geonames, name, country, admin1, int(population), keys, 1)


@cache
def _table() -> "tuple[bytes, array[int]]":
    """The rows after the header, and where each of them starts; the last start is the end."""
    _, _, rows = content("towns.tsv.gz").partition(b"\n")
    starts = array("I", [0])
    at = rows.find(b"\n")
    while at >= 0:
        starts.append(at + 1)
        at = rows.find(b"\n", at + 1)
    return rows, starts
