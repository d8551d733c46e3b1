"""`assert`: what the item says once about a thing that its tags name by code alone."""

from typing import NamedTuple

from stream.wire.formats.newsml_g2.codes import code, get, take_name
from stream.wire.formats.tags import Row
from stream.wire.xml import Part

DETAILS = {
    "personDetails": "people",
    "organisationDetails": "organisations",
    "geoAreaDetails": "places",
    "POIDetails": "places",
    "eventDetails": "events",
    "objectDetails": "objects",
}
_TICKERS = ("tickersymbol", "ticker", "symbol")


class Fact(NamedTuple):
    """Name and kind of a thing, and a company's tickers."""

    name: str | None
    kind: str | None
    symbols: list[Row]


Asserted = dict[str, Fact]
"""Facts by the code that tags use."""


def asserted(item: Part, language: str | None) -> Asserted:
    """Every assertion by its code. Only names are taken; the rest stays for `extra`."""
    return {
        key: _fact(one, language) for one in item.all("assert") if (key := code(one)) is not None
    }


def kind_by_details(part: Part) -> str | None:
    """The list that a thing belongs to, by the details that it has."""
    return next((DETAILS[it.name] for it in part if it.name in DETAILS), None)


def _fact(part: Part, language: str | None) -> Fact:
    details = part.first("organisationDetails")
    symbols = [row for one in details if (row := _symbol(one))] if details else []
    return Fact(take_name(part, language), kind_by_details(part), symbols)


def _symbol(part: Part) -> Row | None:
    ticker = next((found for name in _TICKERS if (found := get(part, name))), None)
    if ticker is None:
        return None
    exchange = get(part, "exchange") or get(part, "market")
    return {"symbol": ticker} | ({"exchange": exchange} if exchange else {})
