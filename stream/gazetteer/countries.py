"""Countries by name, by code, by demonym. Read at the first question."""

from functools import cache

from stream.gazetteer.fold import fold
from stream.gazetteer.records import Country
from stream.gazetteer.tables import rows, several


@cache
def countries() -> tuple[Country, ...]:
    """Every country, in the order of its two-letter code."""
    return tuple(_country(row) for row in rows("countries.tsv"))


def country(name: str) -> Country | None:
    """The country of this name or common short form; case and accents don't matter.

    Codes are no names, yet "US" and "UK" are both. A lower-case word finds its country too ("us",
    "turkey", "chad"), so ask with words that the text writes with a capital.
    """
    return _by_name().get(fold(name))


def country_by_code(code: str) -> Country | None:
    """The country with this ISO 3166-1 code of two or three letters, in any case."""
    return _by_code().get(code.upper())


def demonym(word: str) -> Country | None:
    """The country whose people or things are called so: "Azerbaijani", "Danes", "U.S.".

    None where several countries share it ("Congolese", "Korean"), and where the word isn't written
    with a capital ("polish").
    """
    if not word[:1].isupper():
        return None
    key = fold(word)
    return _by_demonym().get(key) or _by_demonym().get(key.removesuffix("s"))


def capital_of(name: str) -> Country | None:
    """The country whose capital has this name."""
    return _by_capital().get(fold(name))


def _country(row: list[str]) -> Country:
    iso2, iso3, name, geonames, wikidata, capital, also, demonyms = row
    return Country(
        iso2=iso2,
        iso3=iso3,
        name=name,
        geonames=geonames,
        wikidata=wikidata or None,
        capital=capital or None,
        also=several(also),
        demonyms=several(demonyms),
    )


@cache
def _by_name() -> dict[str, Country]:
    found = {fold(name): it for it in countries() for name in it.also}
    # A country's first name wins over another's short form.
    return found | {fold(it.name): it for it in countries()}


@cache
def _by_code() -> dict[str, Country]:
    return {code: it for it in countries() for code in (it.iso2, it.iso3)}


@cache
def _by_demonym() -> dict[str, Country]:
    return {fold(word): it for it in countries() for word in it.demonyms}


@cache
def _by_capital() -> dict[str, Country]:
    return {fold(it.capital): it for it in countries() if it.capital}
