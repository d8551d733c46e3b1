"""Listed companies right before their own ticker: "Apple (AAPL.O)", "Halden AB <HALD.ST>"."""

import re
from collections.abc import Iterator

from stream.gazetteer import Company, company

TICKER = re.compile(
    r" ?[(<\[](?:[A-Za-z]{2,8}: ?)?(?P<symbol>[A-Z0-9]{1,6})(?:\.[A-Z]{1,3})?[)>\]]"
)
_CAPITALS = re.compile(r"(?:[A-Z][\w.&'\u2019-]* ){0,4}[A-Z][\w.&'\u2019-]*$")
_REACH = 80


def is_symbol_of(match: re.Match[str] | None, found: Company) -> bool:
    """Whether the brackets hold the company's ticker, whatever the exchange."""
    if match is None or not found.ticker:
        return False
    return match["symbol"] == found.ticker.partition(".")[0]


def before_tickers(text: str, opening: int) -> Iterator[tuple[int, int]]:
    """Start and end of every listed company's name that its own ticker follows."""
    for match in TICKER.finditer(text, opening):
        since = max(opening, match.start() - _REACH)
        words = _CAPITALS.search(text[since : match.start()])
        start = since + words.start() if words else match.start()
        while start < match.start():
            found = company(text[start : match.start()])
            if found and is_symbol_of(match, found):
                yield start, match.start()
                break
            space = text.find(" ", start, match.start())
            start = space + 1 if space >= 0 else match.start()
