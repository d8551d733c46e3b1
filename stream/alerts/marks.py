"""Where in a story a leaf holds: the words, mentions and quotes that made it so."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from schemas.enrichment import Entity
from stream.alerts.codes import above, keys_of_place
from stream.alerts.leaves import Leaf, bounds_hold
from stream.alerts.names import id_key, key_of, keys_of
from stream.alerts.reading import Reading, entity_fits, ids_of, in_headline, speaker_keys
from stream.alerts.terms import Here, near_each_other, phrase_at, places_of
from stream.alerts.wording import READ, pattern

Field = Literal["headline", "body"]


class Mark(NamedTuple):
    """A stretch of headline or body, in code points, end exclusive."""

    field: Field
    start: int
    end: int


def marks_of(leaf: Leaf, reading: Reading) -> list[Mark]:
    """The stretches that made a leaf hold, headline first; none where no word did."""
    maker = {
        "text": _words,
        "entity": _mentions,
        "place": _mentions,
        "quote": _quotes,
        "topic": _evidence,
    }.get(leaf.kind)
    return sorted(set(maker(leaf, reading)), key=_in_order) if maker else []


def _in_order(mark: Mark) -> tuple[bool, int, int]:
    return mark.field == "body", mark.start, mark.end


def entities_of(leaf: Leaf, reading: Reading, *, whatever: bool = False) -> Iterator[Entity]:
    """The entities that a leaf is about; `whatever` they are like, if only their name fits."""
    for entity in reading.event.enrichment.entities:
        if _is_named(leaf, entity) and (whatever or _fits(leaf, entity)):
            yield entity


def _is_named(leaf: Leaf, entity: Entity) -> bool:
    if leaf.kind == "place":
        return not leaf.keys.isdisjoint(keys_of_place(entity))
    if leaf.test.id:
        return id_key(leaf.test.id) in ids_of(entity)
    return leaf.test.name is None or key_of(leaf.test.name) in keys_of(entity)


def _fits(leaf: Leaf, entity: Entity) -> bool:
    if leaf.kind == "entity":
        return entity_fits(leaf.test, entity)
    return bounds_hold(
        leaf.test,
        relevance=entity.relevance,
        confidence=entity.confidence,
        in_headline=in_headline(entity),
    )


def _mentions(leaf: Leaf, reading: Reading) -> Iterator[Mark]:
    for entity in entities_of(leaf, reading):
        yield from (Mark(it.field, it.start, it.end) for it in entity.mentions)


def _quotes(leaf: Leaf, reading: Reading) -> Iterator[Mark]:
    by_id = {it.id: it for it in reading.event.enrichment.entities}
    wanted = key_of(leaf.test.speaker)
    for quote in reading.event.enrichment.quotes:
        keys = speaker_keys(quote, by_id.get(quote.speaker_id or ""))
        if wanted in keys and reading.quote_fits(leaf, quote):
            yield Mark("body", quote.start, quote.end)


def _evidence(leaf: Leaf, reading: Reading) -> Iterator[Mark]:
    """The first place of each word that spoke for the topic."""
    for topic in reading.event.enrichment.topics:
        own = topic.code.partition(":")[2]
        if leaf.keys.isdisjoint((own,) if leaf.test.only else above(own)):
            continue
        for word in {word for it in topic.evidence for word in it.words}:
            for field, text in _texts(reading):
                at = text[:READ].lower().find(word.lower())
                if at >= 0 and len(text[:READ].lower()) == len(text[:READ]):
                    yield Mark(field, at, at + len(word))
                    break


def _words(leaf: Leaf, reading: Reading) -> Iterator[Mark]:
    phrase, near = leaf.phrase or (), leaf.test.near
    for field, text in _texts(reading):
        if leaf.test.field not in {None, field}:
            continue
        here: Sequence[Here] = reading.headline if field == "headline" else reading.body
        spans = [it.span() for it in pattern(text).finditer(text, 0, READ)]
        if near and len(phrase) > 1:
            yield from _near(field, phrase, here, spans, near)
            continue
        for at in range(len(here)):
            if phrase_at(phrase, here, at):
                yield Mark(field, spans[at][0], spans[at + len(phrase) - 1][1])


def _near(
    field: Field,
    phrase: tuple[int, ...],
    here: Sequence[Here],
    spans: list[tuple[int, int]],
    most: int,
) -> Iterator[Mark]:
    places = places_of(set(phrase), here)
    stretch = near_each_other(phrase, places, most)
    if stretch:
        first, last = stretch
        for at in {it for some in places.values() for it in some if first <= it <= last}:
            yield Mark(field, *spans[at])


def _texts(reading: Reading) -> tuple[tuple[Field, str], tuple[Field, str]]:
    return ("headline", reading.event.story.headline), ("body", reading.event.story.body)
