"""Finds who, what and where a story names: each once, with every mention.

The order of the work:
    read        the model's spans, repaired (reader, repair), one type a name (by_majority)
    rules       the dateline, events by grammar, explained abbreviations, listed names
    settle      one span a stretch of text
    watch       the customer's own names stand, what touches them gives way
    group       one entity a person, body, place, event
    echo        the mentions that nobody saw
    score       relevance and confidence
"""

from functools import lru_cache

from schemas.enrichment import Entity, EntityType, Evidence, Mention
from schemas.wire import Dateline
from stream.enrich.names import repair
from stream.enrich.names.bearers import as_bearers
from stream.enrich.names.beside import cities_beside
from stream.enrich.names.bodies import abbreviations
from stream.enrich.names.compounds import compounds
from stream.enrich.names.datelines import dateline_spans, filed_from
from stream.enrich.names.echoes import add_echoes
from stream.enrich.names.firms import as_firms
from stream.enrich.names.foreign import foreign_names
from stream.enrich.names.groups import Group, Sighting, by_name, of_type
from stream.enrich.names.headlines import headline_start
from stream.enrich.names.known import known
from stream.enrich.names.leaders import as_leaders
from stream.enrich.names.listed import as_companies
from stream.enrich.names.longer import without_parts_of_names
from stream.enrich.names.namesakes import lone_words_as_places
from stream.enrich.names.occasions import as_occasions, occasions
from stream.enrich.names.officeholders import officeholders
from stream.enrich.names.offices import offices
from stream.enrich.names.organisations import organisations
from stream.enrich.names.people import people
from stream.enrich.names.place import Place
from stream.enrich.names.places import places
from stream.enrich.names.reader import Reader, Reading
from stream.enrich.names.recall import recall_people
from stream.enrich.names.retag import READS, retagged
from stream.enrich.names.scores import confidence, relevance
from stream.enrich.names.settle import settle
from stream.enrich.names.shorts import explained
from stream.enrich.names.sides import as_sides
from stream.enrich.names.signatures import with_signatures
from stream.enrich.names.spans import Passage, Span, longest_first, without_overlaps
from stream.enrich.names.sport import is_about_sport
from stream.enrich.names.told import as_people_told
from stream.enrich.names.watched import Watch
from stream.enrich.names.words import joined, until
from stream.enrich.tagger.sheets import Sheet
from stream.enrich.watch import Matcher

ENGLISH = "en"
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
) -> list[Entity]:
    """The entities of a story, the most relevant first; `source` is the agency that filed it.

    Without a reader (a story in a language that no model reads) only the dateline's places and the
    names of the watch list, `watched`.
    """
    passages = _passages(headline, body, dateline)
    placed = dateline_spans(passages[1], dateline)
    watch = Watch(watched, passages)
    if reader is None:
        return _entities(passages, [[], placed], filed_from(dateline), watch)
    readings = reader.read(passages, abbreviations())
    seen = [reading.spans for reading in readings]
    if reader.language != ENGLISH:
        spans = foreign_names(passages, seen, reader.language)
        spans[1] = without_overlaps(placed, spans[1])
        return _entities(passages, spans, filed_from(dateline), watch)
    spans = _settled(passages, seen)
    if reader.tagger:
        tagged = reader.tagger.tag(_sheets(passages, readings, spans))
        about_sport = is_about_sport(passages)
        read = [
            retagged(*it, about_sport=about_sport)
            for it in zip(passages, spans, tagged, strict=True)
        ]
        spans = recall_people(list(zip(passages, read, strict=True)))
    agencies = [name for name in (source, dateline and dateline.agency) if name]
    spans = [
        with_signatures(passage, listed, agencies, dateline if passage.field == "body" else None)
        for passage, listed in zip(passages, spans, strict=True)
    ]
    spans[1] = without_overlaps(placed, spans[1])
    return _entities(passages, spans, filed_from(dateline), watch)


def sheets(
    reader: Reader, headline: str, body: str, dateline: Dateline | None = None
) -> list[Sheet]:
    """A story as the tagger sees it, headline and body: words, and what the rules made of them."""
    passages = _passages(headline, body, dateline)
    readings = reader.read(passages, abbreviations())
    return _sheets(passages, readings, _settled(passages, [it.spans for it in readings]))


def _passages(headline: str, body: str, dateline: Dateline | None) -> list[Passage]:
    opening = min(dateline.end, len(body)) if dateline else 0
    return [
        Passage("headline", headline, headline_start(headline)),
        Passage("body", body, opening),
    ]


def _sheets(
    passages: list[Passage], readings: list[Reading], spans: list[list[Span]]
) -> list[Sheet]:
    return [
        Sheet(passage, until(reading.words or joined([]), READS), listed)
        for passage, reading, listed in zip(passages, readings, spans, strict=True)
    ]


def _settled(passages: list[Passage], readings: list[list[Span]]) -> list[list[Span]]:
    """Spans without overlaps, passage by passage."""
    repaired = [
        (passage, repair.repair(passage, reading))
        for passage, reading in zip(passages, readings, strict=True)
    ]
    voted = repair.by_majority(repaired)
    settled = [
        (passage, _settle(passage, spans)) for passage, spans in zip(passages, voted, strict=True)
    ]
    return recall_people(as_occasions(settled))


def _settle(passage: Passage, spans: list[Span]) -> list[Span]:
    listed = [*known(passage), *compounds(passage)]
    settled = settle(spans, occasions(passage), _explained(passage), listed)
    settled = without_overlaps(settled, longest_first(offices(passage)))
    return officeholders(passage, settled)


def _explained(passage: Passage) -> list[Span]:
    return [span for it in explained(passage) for span in (it.long, it.short)]


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
