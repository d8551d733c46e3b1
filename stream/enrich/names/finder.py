"""Finds who, what and where a story names: each once, with every mention.

The order of the work:
    look        the models' spans, repaired and settled by rules, of several stories at once (looks)
    tag         what the second reader says beside them
    watch       the customer's own names stand, what touches them gives way
    group       one entity a person, body, place, event
    echo        the mentions that nobody saw
    score       relevance and confidence
"""

from functools import lru_cache

from schemas.enrichment import Entity, EntityType, Evidence, Mention
from schemas.wire import Dateline
from stream.enrich.names.bearers import as_bearers
from stream.enrich.names.beside import cities_beside
from stream.enrich.names.datelines import dateline_spans, filed_from
from stream.enrich.names.echoes import add_echoes
from stream.enrich.names.firms import as_firms
from stream.enrich.names.foreign import foreign_names
from stream.enrich.names.groups import Group, Sighting, by_name, of_type
from stream.enrich.names.leaders import as_leaders
from stream.enrich.names.listed import as_companies
from stream.enrich.names.longer import without_parts_of_names
from stream.enrich.names.looks import ENGLISH, Look, looks, passages_of
from stream.enrich.names.namesakes import lone_words_as_places
from stream.enrich.names.organisations import organisations
from stream.enrich.names.people import people
from stream.enrich.names.place import Place
from stream.enrich.names.places import places
from stream.enrich.names.reader import Reader
from stream.enrich.names.recall import recall_people
from stream.enrich.names.retag import retagged
from stream.enrich.names.scores import confidence, relevance
from stream.enrich.names.shorts import explained
from stream.enrich.names.sides import as_sides
from stream.enrich.names.signatures import with_signatures
from stream.enrich.names.spans import Passage, Span, without_overlaps
from stream.enrich.names.sport import is_about_sport
from stream.enrich.names.told import as_people_told
from stream.enrich.names.watched import Watch
from stream.enrich.watch import Matcher

_MOST_RULES = 256
_OTHERS = (EntityType.EVENT, EntityType.LAW, EntityType.PRODUCT)


def find(
    reader: Reader | None,
    headline: str,
    body: str,
    dateline: Dateline | None = None,
    source: str | None = None,
    *,
    watched: Matcher | None = None,
    look: Look | None = None,
) -> list[Entity]:
    """The entities of a story, the most relevant first; `source` is the agency that filed it.

    Without a reader (a story in a language that no model reads) only the dateline's places and the
    names of the watch list, `watched`. `look` is the reader's, where it has read the story already.
    """
    passages = look.passages if look else passages_of(headline, body, dateline)
    placed = dateline_spans(passages[1], dateline)
    watch = Watch(watched, passages)
    if reader is None:
        return _entities(passages, [[], placed], filed_from(dateline), watch)
    look = look or looks(reader, [passages])[0]
    if reader.language != ENGLISH:
        spans = foreign_names(passages, look.spans, reader.language)
        spans[1] = without_overlaps(placed, spans[1])
        return _entities(passages, spans, filed_from(dateline), watch)
    spans = look.spans
    if look.tagged is not None:
        about_sport = is_about_sport(passages)
        read = [
            retagged(*it, about_sport=about_sport)
            for it in zip(passages, spans, look.tagged, strict=True)
        ]
        spans = recall_people(list(zip(passages, read, strict=True)))
    agencies = [name for name in (source, dateline and dateline.agency) if name]
    spans = [
        with_signatures(passage, listed, agencies, dateline if passage.field == "body" else None)
        for passage, listed in zip(passages, spans, strict=True)
    ]
    spans[1] = without_overlaps(placed, spans[1])
    return _entities(passages, spans, filed_from(dateline), watch)


def _entities(
    passages: list[Passage], spans: list[list[Span]], filed: Place | None, watch: Watch
) -> list[Entity]:
    spans = [watch.over(*it) for it in zip(passages, spans, strict=True)]
    groups = _groups(passages, spans, filed, watch)
    add_echoes(passages, groups)
    most = max((len(group.sightings) for group in groups), default=0)
    entities = [_entity(group, most) for group in groups]
    return sorted(entities, key=lambda entity: (-entity.relevance, entity.id))


def _groups(
    passages: list[Passage], spans: list[list[Span]], filed: Place | None, watch: Watch
) -> list[Group]:
    sightings = [
        Sighting(passage, span)
        for passage, listed in zip(passages, spans, strict=True)
        for span in listed
    ]
    sightings = as_companies(
        cities_beside(lone_words_as_places(as_people_told(as_leaders(sightings))))
    )
    sightings = as_sides(as_firms(as_bearers(without_parts_of_names(sightings))))
    shorts = {
        passage.of(it.short): passage.of(it.long)
        for passage in passages
        for it in explained(passage)
    }
    found = [
        *people(of_type(sightings, EntityType.PERSON)),
        *organisations(of_type(sightings, EntityType.ORGANISATION), shorts),
        *places(of_type(sightings, EntityType.PLACE), filed),
        *(group for kind in _OTHERS for group in by_name(of_type(sightings, kind), kind)),
    ]
    return watch.claim(_unique(found), sightings)


def _unique(groups: list[Group]) -> list[Group]:
    """One group an id, and none without a mention."""
    kept: dict[str, Group] = {}
    for group in groups:
        first = kept.setdefault(group.id, group)
        if first is not group:
            first.sightings += group.sightings
    return [group for group in kept.values() if group.sightings]


def _entity(group: Group, most: int) -> Entity:
    return Entity(
        id=group.id,
        type=group.type,
        name=group.name,
        role=group.role,
        relevance=relevance(group, most),
        confidence=confidence(group) if group.sure is None else group.sure,
        ids=group.ids,
        mentions=[_mention(it) for it in _reading_order(group)],
        evidence=[_evidence(by) for by in sorted(group.by)],
    )


@lru_cache(_MOST_RULES)
def _evidence(by: str) -> Evidence:
    """There are some thirty rules and models, and nothing changes what is said of them."""
    return Evidence(by=by)


def _reading_order(group: Group) -> list[Sighting]:
    return sorted(group.sightings, key=lambda it: (it.passage.field == "body", it.span.start))


def _mention(it: Sighting) -> Mention:
    return Mention(start=it.span.start, end=it.span.end, text=it.text, field=it.passage.field)
