"""First-level parts of countries whose datelines don't name them: Lombardy, Sichuan, Helmand.

Kept apart from `regions`, whose names a dateline or a comma may bring: many of these are called
like their chief city ("Puebla"), and mean it unless the text says otherwise.
"""

from functools import cache

from stream.gazetteer.fold import fold
from stream.gazetteer.records import Region
from stream.gazetteer.tables import rows, several


def provinces_named(name: str, *, stated: bool) -> tuple[Region, ...]:
    """Every province of this name; `stated` if the text calls it one: "the state of Puebla"."""
    return tuple(it for it, asks in _by_name().get(fold(name), ()) if stated or not asks)


@cache
def provinces() -> tuple[Region, ...]:
    """Every province that we know, in the order of its code."""
    return tuple(it for it, _ in _rows())


@cache
def _rows() -> tuple[tuple[Region, bool], ...]:
    return tuple(
        (Region(code, name, code[:2], admin1, several(also), geonames or None), bool(stated))
        for code, admin1, name, geonames, also, stated in rows("provinces.tsv")
    )


@cache
def _by_name() -> dict[str, tuple[tuple[Region, bool], ...]]:
    found: dict[str, tuple[tuple[Region, bool], ...]] = {}
    for it, asks in _rows():
        for key in {fold(name) for name in (it.name, *it.short)}:
            found[key] = (*found.get(key, ()), (it, asks))
    return found
