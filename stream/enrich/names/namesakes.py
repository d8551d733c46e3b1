"""A lone word that the story uses as a place is that place, whatever the model called it elsewhere.

A headline's "Lisbon shares slip" or "Split and Zagreb" reads like a person to the model. Where the
same word is a place in the same story, and no part of anybody's full name there, it is that place.
"""

from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Sighting, slug
from stream.enrich.names.watched import WATCH

NAMESAKE = "namesake place"
_TAKEN = {EntityType.PERSON, EntityType.ORGANISATION}


def lone_words_as_places(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings, such lone words as places."""
    every = list(sightings)
    places = {slug(it.text) for it in every if it.span.type is EntityType.PLACE}
    places -= _parts_of_names(every)
    return [_as_place(it) if _is_namesake(it, places) else it for it in every]


def _parts_of_names(sightings: Iterable[Sighting]) -> set[str]:
    """The words of everybody's full name: "Jordan" may be one who plays, not where."""
    return {
        part
        for it in sightings
        if it.span.type is EntityType.PERSON and " " in it.text.strip()
        for part in slug(it.text).split("-")
    }


def _is_namesake(it: Sighting, places: set[str]) -> bool:
    return it.span.type in _TAKEN and WATCH not in it.span.by and slug(it.text) in places


def _as_place(it: Sighting) -> Sighting:
    return Sighting(it.passage, it.span.as_type(EntityType.PLACE, NAMESAKE))
