"""Puts what was found into the story: ninjs' own arrays beside the agency's tags.

The agency's rows stay first and as they are; a name that it has tagged already isn't added again.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from schemas.enrichment import Enrichment, Entity, EntityType, Topic
from schemas.events import EnrichedStory, ParsedStory
from schemas.ninjs import Named, NewsEvent, Organisation, Story, Subject
from stream.gazetteer import fold

CREATOR = "wirestream"
ABOUT = "about"
MENTIONS = "mentions"

_MEDTOP = "medtop"
_MEDIATOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
_WIKIDATA = "http://www.wikidata.org/entity/"
_GEONAMES = "https://sws.geonames.org/"
_OBJECTS = {EntityType.PRODUCT, EntityType.LAW}

Row = TypeVar("Row", bound=Named)


def assemble(parsed: ParsedStory, enrichment: Enrichment) -> EnrichedStory:
    """The enriched story; a valid ninjs 3.1 document as far as the parsed one was."""
    story = parsed.story
    found = enrichment.entities
    update = {
        "people": _tagged(story.people, found, {EntityType.PERSON}, Named),
        "organisations": _tagged(
            story.organisations, found, {EntityType.ORGANISATION}, Organisation
        ),
        "places": _tagged(story.places, found, {EntityType.PLACE}, Named),
        "events": _tagged(story.events, found, {EntityType.EVENT}, NewsEvent),
        "objects": _tagged(story.objects, found, _OBJECTS, Named),
        "subjects": _subjects(story, enrichment),
        "language": story.language or enrichment.language,
    }
    return EnrichedStory(
        story=story.model_copy(update=update), wire=parsed.wire, enrichment=enrichment
    )


def _tagged(
    own: Sequence[Row] | None, found: Iterable[Entity], kinds: set[EntityType], row: type[Row]
) -> list[Row] | None:
    """The agency's rows, then ours for what it hasn't named; None where there are none."""
    rows = list(own or ())
    named = {fold(it.name) for it in rows if it.name}
    rows += [
        row(name=entity.name, rel=MENTIONS, uri=uri_of(entity), literal=entity.id)
        for entity in found
        if entity.type in kinds and not (named and named & _names(entity))
    ]
    return rows or None


def _names(entity: Entity) -> set[str]:
    """Every full form that the story uses; a surname alone doesn't tell two people apart."""
    if entity.type is EntityType.PERSON:
        return {fold(entity.name)}
    return {fold(entity.name), *(fold(mention.text) for mention in entity.mentions)}


def uri_of(entity: Entity) -> str | None:
    """The entity's address in Wikidata or GeoNames, where we have its id."""
    if wikidata := entity.ids.get("wikidata"):
        return _WIKIDATA + wikidata
    if geonames := entity.ids.get("geonames"):
        return f"{_GEONAMES}{geonames}/"
    return None


def _subjects(story: Story, enrichment: Enrichment) -> list[Subject] | None:
    """The agency's subjects, our topics, then the entities, as the contract wants them."""
    own = story.subjects or []
    ours = [
        *(_about(topic) for topic in enrichment.topics),
        *(_mentioned(entity) for entity in enrichment.entities if entity.type in _SUBJECTS),
    ]
    tagged = {_key(row) for row in own}
    if not tagged:
        return ours or None
    return [*own, *(row for row in ours if not tagged & {_key(row), row.literal})]


_SUBJECTS = {
    EntityType.PERSON,
    EntityType.ORGANISATION,
    EntityType.PLACE,
    EntityType.EVENT,
    *_OBJECTS,
}


def _key(row: Subject) -> str | None:
    return row.uri or row.literal or row.name


def _about(topic: Topic) -> Subject:
    score, (scheme, _, code) = _score(topic.confidence), topic.code.partition(":")
    return Subject(
        name=topic.name,
        rel=ABOUT,
        uri=_MEDIATOPIC + code if scheme == _MEDTOP else None,
        literal=topic.code,
        creator=CREATOR,
        relevance=score,
        confidence=score,
    )


def _mentioned(entity: Entity) -> Subject:
    return Subject(
        name=entity.name,
        rel=MENTIONS,
        uri=uri_of(entity),
        literal=entity.id,
        creator=CREATOR,
        relevance=_score(entity.relevance),
        confidence=_score(entity.confidence),
    )


def _score(unit: float) -> int:
    return round(100 * unit)
