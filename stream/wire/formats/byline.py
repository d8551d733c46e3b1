"""Bylines as a reader knows them: the names alone, without "By" before them."""

import re

# "By" is no part of a name. The short words of other languages are ("Von Trapp", "De Gaulle"), so
# after them two words must stand.
_BY = re.compile(
    r"(?:by|par|av|door|story by|written by|reporting by)\s*:?\s+(?=\S)", re.IGNORECASE
)
_OTHER_BY = re.compile(r"(?:von|de|di|por|af)\s+(?=\S+\s+\S)", re.IGNORECASE)
_LONGEST = 2000
"""Characters of a byline that are looked at; no byline is nearly as long."""


def names_of(byline: str) -> str | None:
    """The names in a byline on one line; None where it has none."""
    line = " ".join(byline[:_LONGEST].split())
    found = _BY.match(line) or _OTHER_BY.match(line)
    return (line[found.end() :] if found else line).strip() or None
