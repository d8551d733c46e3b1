"""Listed companies by name, with ISIN and ticker: the larger ones of Europe, America and Japan."""

from dataclasses import dataclass
from functools import cache

from stream.gazetteer.fold import fold
from stream.gazetteer.tables import rows, several


@dataclass(frozen=True, slots=True)
class Company:
    """A company whose shares are listed."""

    isin: str | None
    """Of its only class of shares (ISO 6166)."""
    ticker: str | None
    """With the exchange after a dot, "SIE.DE", "7203.T"; without one on American exchanges."""
    name: str
    """As it is called, without its legal form."""
    also: tuple[str, ...]
    asks: tuple[str, ...]
    """Of its names, those that are also words, people or places."""

    @property
    def ids(self) -> dict[str, str]:
        """Ids by vocabulary, as the contract's `ids{}` has them."""
        found = {"isin": self.isin, "ticker": self.ticker}
        return {key: number for key, number in found.items() if number}


def company(name: str) -> Company | None:
    """The company of this name; case counts where a name is one word."""
    found = _by_name().get(fold(name))
    return found if found and (" " in name or not name.islower()) else None


def asks_for_more(it: Company, name: str) -> bool:
    """Whether a name of a company needs the story to speak of a company."""
    return fold(name) in {fold(other) for other in it.asks}


@cache
def companies() -> tuple[Company, ...]:
    """Every company that we know, by name."""
    return tuple(
        Company(isin or None, ticker or None, name, several(also), several(asks))
        for isin, ticker, name, also, asks in rows("companies.tsv")
    )


@cache
def _by_name() -> dict[str, Company]:
    return {fold(name): it for it in companies() for name in (it.name, *it.also)}
