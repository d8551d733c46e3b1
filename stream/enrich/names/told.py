"""People whom the text says to be some: "Aino Lahti, 24," and "Aino Lahti, ranked 74th,".

The model takes names that it hasn't seen for places and bodies. Where no list has the name and the
words beside it are only said of a person, it is one, all through the story.
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.any_list import is_in_any_list
from stream.enrich.names.groups import Sighting, slug
from stream.enrich.names.tables import words

TOLD = "said of a person"

_NAME = re.compile(
    r"[A-Z][\w'\u2019.-]*(?: (?:de|da|do|dos|van|von|der|al|bin))?(?: [A-Z][\w'\u2019-]+){1,2}"
)
_PERSON = (
    r", (?:aged )?\d\d,|, (?:ranked|seeded|born|nicknamed) "
    r"|,? who (?:is|was|has|had|lives?|lost|won|says?|said|grew|works?|worked|turned|scored)\b"
    r"|['\u2019]s (?:wife|husband|widow|son|daughter|mother|father|brother|sister|lawyer)\b"
)
_OF_BODY = re.compile(_PERSON)
_OF_PLACE = re.compile(_PERSON + r"| (?:said|says|told|added|testified|resigned|died|wept)\b")
_BODIES = words("body of") | words("generic")


def as_people_told(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings, such names as people."""
    every = list(sightings)
    told = {slug(it.text) for it in every if _could(it) and _is_told(it)}
    if not told:
        return every
    return [
        it.as_type(EntityType.PERSON, TOLD) if _could(it) and slug(it.text) in told else it
        for it in every
    ]


def _could(it: Sighting) -> bool:
    if it.span.type not in {EntityType.PLACE, EntityType.ORGANISATION}:
        return False
    text = it.text
    if it.span.is_given or not _NAME.fullmatch(text):
        return False
    if any(word.casefold() in _BODIES for word in text.split()):
        return False
    return not is_in_any_list(text)


def _is_told(it: Sighting) -> bool:
    if it.span.type is EntityType.ORGANISATION:
        return bool(_OF_BODY.match(it.after))
    return bool(_OF_PLACE.match(it.after)) and not it.says_place
