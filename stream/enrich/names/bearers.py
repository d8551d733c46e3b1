"""People who bear a place's name: after "Augusta Lima" the story's lone "Lima" may be her.

A lone surname is the person wherever the text doesn't say that it is a place ("in Lima"); a lone
first name only in a story that never says so. "Mr. London" is a person anywhere.
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting, slug
from stream.enrich.names.tables import words
from stream.enrich.names.titles import HEADS
from stream.gazetteer import country

BEARER = "bears a place's name"

_TITLE = re.compile(r"(?:^|[\s\"\u201c(])(?P<title>[A-Za-z]+)\.? $")
_KINDRED = (
    "son", "daughter", "wife", "husband", "brother", "sister", "mother", "father", "children",
    "baby", "named", "called",
)  # fmt: skip
_KIN = Ending(
    rf"\b(?:{'|'.join(_KINDRED)}),? ", *(f"{it}{end}" for it in _KINDRED for end in (" ", ", "))
)
_MORE = re.compile(r"[,\w] [A-Z][a-z]+ $")
_HONORIFICS = words("honorific") - {"ms", "st"}
# Heads of titles that also stand before a place: "deputy Paris mayor", "chief London economist".
_NOT_ALONE = frozenset({"chief", "deputy", "head", "general", "major", "king", "queen"})
_DOES = re.compile(
    r" (?:said|says|told|tells|added|replied|wrote|tweeted|joked|laughed|wept|himself|herself"
    r"|who|was born|grew up|resigned|testified|pleaded)\b|,? \d\d,"
)


def as_bearers(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings, with a place's lone name as the person's who bears it."""
    every = list(sightings)
    last, other = _names(every)
    placed = {slug(it.text) for it in every if _is_place(it) and it.says_place}
    return [
        it.as_type(EntityType.PERSON, BEARER) if _bears(it, last, other, placed) else it
        for it in every
    ]


def _names(sightings: Iterable[Sighting]) -> tuple[set[str], set[str]]:
    """The last words of everybody's full name, and the other ones."""
    last: set[str] = set()
    other: set[str] = set()
    for it in sightings:
        parts = slug(it.text).split("-")
        if it.span.type is EntityType.PERSON and len(parts) > 1:
            # A mother's surname may follow the father's: "Augusta Lima Prado". The model may
            # have seen the end of that alone.
            first = 0 if _MORE.search(it.before) else 1
            last.update(parts[first:])
            other.update(parts[:first])
    return last, other - last


def _bears(it: Sighting, last: set[str], other: set[str], placed: set[str]) -> bool:
    if not _is_place(it) or it.span.is_given:
        return False
    name = slug(it.text)
    if _titled(it, known=name in last):
        return True
    if it.says_place:
        return False
    if name in last:
        return name not in placed or not country(it.text) or bool(_DOES.match(it.after))
    return name in other and name not in placed


def _titled(it: Sighting, *, known: bool) -> bool:
    """Whether a title or a word for kin right before it makes it somebody's name."""
    lead = it.before
    if _KIN.search(lead) and not it.after.startswith("'s"):
        return True
    found = _TITLE.search(lead)
    if found is None:
        return False
    title = found["title"].casefold()
    if title in _HONORIFICS:
        return found["title"][0].isupper()
    return known and title in HEADS - _NOT_ALONE


def _is_place(it: Sighting) -> bool:
    return it.span.type is EntityType.PLACE
