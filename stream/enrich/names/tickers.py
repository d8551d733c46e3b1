"""Listed companies right before their own ticker: "Apple (AAPL.O)", "Halden AB <HALD.ST>"."""

import re
from collections.abc import Iterator

from stream.gazetteer import Company, company

_BRACKETS = re.compile(
    r"[(<\[](?:[A-Za-z]{2,8}: ?)?(?P<symbol>[A-Z0-9]{1,6})(?:\.[A-Z]{1,3})?[)>\]]"
)
TICKER = re.compile(rf" ?{_BRACKETS.pattern}")
_CAPITALS = re.compile(r"(?:[A-Z][\w.&'\u2019-]* ){0,4}[A-Z][\w.&'\u2019-]*$")
_REACH = 80


def is_symbol_of(match: re.Match[str] | None, found: Company) -> bool:
    """Whether the brackets hold the company's ticker, whatever the exchange."""
    if match is None or not found.ticker:
        return False
    return match["symbol"] == found.ticker.partition(".")[0]


def before_tickers(text: str, opening: int) -> Iterator[tuple[int, int]]:
    """Start and end of every listed company's name that its own ticker follows."""
    for match in _BRACKETS.finditer(text, opening):
        end = match.start() - text.endswith(" ", opening, match.start())
        since = max(opening, end - _REACH)
        words = _CAPITALS.search(text[since:end])
        start = since + words.start() if words else end
        while start < end:
            found = company(text[start:end])
            if found and is_symbol_of(match, found):
                yield start, end
                break
            space = text.find(" ", start, end)
            start = space + 1 if space >= 0 else end
