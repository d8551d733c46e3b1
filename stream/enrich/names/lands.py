"""Countries under their long names too: "Republic of Oman" is Oman, listed or not."""

import re

from stream.gazetteer import Country, country
from stream.remembered import Remembered

# "State of" is left out: there are states of Georgia and of Punjab.
_LONG = re.compile(
    r"(?:(?:[A-Z][\w'\u2019-]+ ){0,3})(?:Republic|Kingdom|Sultanate|Emirate|Principality) of "
    r"(?:the )?(?P<name>[A-Z].*)"
)


def _land(name: str) -> Country | None:
    found = country(name)
    if found is None and " of " in name and (long := _LONG.fullmatch(name)):
        found = country(long["name"])
    return found


land = Remembered(_land, most=4_096).__getitem__
"""The country of this name, in its short or in its long form."""
