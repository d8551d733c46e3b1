"""The world's best-known bodies, by name and abbreviation. A closed list: `data/SOURCES.md`."""

from dataclasses import dataclass
from functools import cache

from stream.enrich.names.tables import rows, several
from stream.gazetteer import fold


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that a story may name by its abbreviation alone."""

    name: str
    short: tuple[str, ...]
    wikidata: str | None
    also: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.name, *self.also, *self.short)

    @property
    def ids(self) -> dict[str, str]:
        """Ids by vocabulary, as the contract's `ids{}` has them."""
        return {"wikidata": self.wikidata} if self.wikidata else {}


@cache
def bodies() -> tuple[Body, ...]:
    """Every body that we know."""
    return tuple(
        Body(name, several(short), wikidata or None, several(also))
        for name, short, wikidata, also in rows("bodies.tsv")
    )


def body(name: str) -> Body | None:
    """The body of this name, other spelling or abbreviation; only abbreviations mind case."""
    return _by_short().get(name) or _by_name().get(fold(name))


@cache
def abbreviations() -> frozenset[str]:
    """Every abbreviation, as it is written."""
    return frozenset(_by_short())


@cache
def _by_short() -> dict[str, Body]:
    return {short: it for it in bodies() for short in it.short}


@cache
def _by_name() -> dict[str, Body]:
    return {fold(name): it for it in bodies() for name in (it.name, *it.also)}
