"""What the gazetteer knows of a place. Ids are strings, as the contract wants them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with a code in ISO 3166-1 (and Kosovo, `XK`)."""

    iso2: str
    iso3: str
    name: str
    geonames: str
    wikidata: str | None
    capital: str | None
    also: tuple[str, ...]
    """Other names and short forms: "U.K.", "Republic of …". None of them is a code."""
    demonyms: tuple[str, ...]
    """Adjectives and inhabitants in the singular: "Danish", "Dane"."""

    @property
    def ids(self) -> dict[str, str]:
        """Ids by vocabulary, as the contract's `ids{}` has them."""
        found = {"iso3166_1": self.iso2, "geonames": self.geonames}
        if self.wikidata:
            found["wikidata"] = self.wikidata
        return found


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level part of a country: a state, a province, a nation of the U.K."""

    iso3166_2: str
    name: str
    country: str
    """ISO 3166-1 alpha-2."""
    admin1: str
    """GeoNames' first-level code, the one that cities carry."""
    short: tuple[str, ...]
    """Abbreviations as datelines write them: "Mass.", "N.S.W."."""
    geonames: str | None

    @property
    def ids(self) -> dict[str, str]:
        """Ids by vocabulary, as the contract's `ids{}` has them."""
        found = {"iso3166_1": self.country, "iso3166_2": self.iso3166_2}
        if self.geonames:
            found["geonames"] = self.geonames
        return found


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of at least 1,000 people, or a seat of government."""

    geonames: str
    name: str
    country: str
    """ISO 3166-1 alpha-2."""
    admin1: str
    population: int
    keys: tuple[str, ...]
    """Folded names that find it, its own first."""
    fame: int
    """How many names it has in the world's languages: Venice in Italy 66, in California 15."""

    @property
    def ids(self) -> dict[str, str]:
        """Ids by vocabulary, as the contract's `ids{}` has them."""
        return {"iso3166_1": self.country, "geonames": self.geonames}
