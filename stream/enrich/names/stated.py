"""What the words beside a place's name state of where it lies: after a comma, or before it."""

import re

from stream.enrich.names.groups import Sighting
from stream.enrich.names.lands import land
from stream.enrich.names.surroundings import after, before
from stream.gazetteer import demonym

_OWNER = re.compile(r"(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?)['\u2019]s $")
_QUARTER = re.compile(r" (?:neighbou?rhood|quarter)\b")
_CITY_OF = re.compile(
    r"\b(?P<adjective>(?:[A-Z]\w+ )?[A-Z]\w+) (?:[a-z-]+ ){0,2}(?:city|town|village|port"
    r"|capital|resort),?(?: of)? $"
)


def after_comma(it: Sighting, following: Sighting | None) -> str | None:
    """The place that follows after a comma, as in "Paris, Texas"."""
    if following is None or following.passage is not it.passage:
        return None
    between = it.passage.text[it.span.end : following.span.start]
    return following.text if between.strip() == "," and "\n" not in between else None


def is_quarter(it: Sighting) -> bool:
    """Whether the text calls it a part of a town: "the Roma neighborhood"."""
    return bool(_QUARTER.match(after(*it)))


def country_before(it: Sighting) -> str | None:
    """The country that it is said to lie in: "Spain's Cordoba", "the Libyan city of Tripoli"."""
    lead = before(*it)
    if owner := _OWNER.search(lead):
        last = owner["name"].rpartition(" ")[2]
        return next((name for name in (owner["name"], last) if land(name)), None)
    found = _CITY_OF.search(lead)
    of = demonym(found["adjective"]) if found else None
    return of.name if of else None
