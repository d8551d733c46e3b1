"""A lone word that the story uses as a place is that place, whatever the model called it elsewhere.

A headline's "Lisbon shares slip" or "Split and Zagreb" reads like a person to the model. Where the
same word is a place in the same story, and no part of anybody's full name there, it is that place.
So is a large city's own name that nobody in the story has, where the text says that it is a place.
"""

from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Sighting, slug
from stream.enrich.names.reader import MODEL
from stream.enrich.names.spans import WATCH
from stream.gazetteer import city, fold

NAMESAKE = "namesake place"
_LARGE = 100_000
_TAKEN = {EntityType.PERSON, EntityType.ORGANISATION}


def lone_words_as_places(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings, such lone words as places."""
    every = list(sightings)
    places = {slug(it.text) for it in every if it.span.type is EntityType.PLACE}
    people = _parts_of_names(every)
    places -= people
    return [
        it.as_type(EntityType.PLACE, NAMESAKE)
        if _is_namesake(it, places) or _is_nobody(it, people)
        else it
        for it in every
    ]


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


def _is_nobody(it: Sighting, people: set[str]) -> bool:
    """Whether a lone word that the model took for a person is a large city's own name."""
    if it.span.type is not EntityType.PERSON or it.span.by != {MODEL}:
        return False
    name = it.text
    if " " in name or slug(name) in people or not it.says_place:
        return False
    found = city(name)
    return bool(found and found.population >= _LARGE and found.keys[0] == fold(name))
