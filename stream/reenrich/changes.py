"""Two enrichments of the same version of a story: what one has gained, lost, or says otherwise.

An entity is the same where type and name agree, else where both have a mention in one place: then
it has been retyped or renamed. Quotes are the same where what is said overlaps.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.enrichment import Enrichment, Entity, Quote, Topic

GAINED, LOST, RETYPED, RENAMED, IDS = "gained", "lost", "retyped", "renamed", "ids changed"
KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs, or was kept. `kind` is an entity's type, `topic`, `quote`, …."""

    what: str
    kind: str
    before: str = ""
    after: str = ""
    words: str = ""
    """The story's own words for it."""


def changes(before: Enrichment, after: Enrichment) -> Iterator[Change]:
    """Everything compared, what was kept too: a share needs its whole."""
    yield from _entities(before.entities, after.entities)
    yield from _topics(before.topics, after.topics)
    yield from _quotes(before.quotes, after.quotes)
    yield from _counted("number", before.numbers, after.numbers)
    yield from _counted("act", before.events, after.events)
    if before.language != after.language:
        yield Change("other", "language", before.language or "none", after.language or "none")


def _entities(before: Sequence[Entity], after: Sequence[Entity]) -> Iterator[Change]:
    left, new = list(before), list(after)
    for match in (_same_name, _same_place):
        for entity in list(new):
            old = next((it for it in left if match(it, entity)), None)
            if old is not None:
                left.remove(old)
                new.remove(entity)
                yield from _differs(old, entity)
    for old in left:
        yield Change(LOST, old.type.value, before=_said(old), words=old.mentions[0].text)
    for entity in new:
        yield Change(GAINED, entity.type.value, after=_said(entity), words=entity.mentions[0].text)


def _differs(old: Entity, new: Entity) -> Iterator[Change]:
    """What one entity says otherwise. One that has changed in several ways is in each of them."""
    kind, words = new.type.value, new.mentions[0].text
    ids = old.ids != new.ids
    if old.type is not new.type:
        yield Change(RETYPED, kind, _said(old), _said(new), words)
    elif _folded(old.name) != _folded(new.name):
        yield Change(RENAMED, kind, old.name, new.name, words)
    elif not ids:
        yield Change(KEPT, kind)
    if ids:
        yield Change(IDS, kind, _ids(old.ids), _ids(new.ids), words)


def _same_name(one: Entity, other: Entity) -> bool:
    return one.type is other.type and _folded(one.name) == _folded(other.name)


def _same_place(one: Entity, other: Entity) -> bool:
    places = {(it.field, it.start) for it in one.mentions}
    return any((it.field, it.start) in places for it in other.mentions)


def _topics(before: Sequence[Topic], after: Sequence[Topic]) -> Iterator[Change]:
    old, new = ({it.code: it for it in some} for some in (before, after))
    for code, topic in {**old, **new}.items():
        if code in old and code in new:
            yield Change(KEPT, "topic")
        elif code in old:
            yield Change(LOST, "topic", before=_topic(topic), words=_words(topic))
        else:
            yield Change(GAINED, "topic", after=_topic(topic), words=_words(topic))
    firsts = [_topic(some[0]) if some else "none" for some in (before, after)]
    if [it.code for it in before[:1]] != [it.code for it in after[:1]]:
        yield Change("other", "first topic", *firsts)


def _quotes(before: Sequence[Quote], after: Sequence[Quote]) -> Iterator[Change]:
    left = list(before)
    for quote in after:
        old = next((it for it in left if it.start < quote.end and quote.start < it.end), None)
        speaker = quote.speaker or "nobody"
        if old is None:
            yield Change(GAINED, "quote", after=speaker, words=quote.text)
            continue
        left.remove(old)
        if old.speaker == quote.speaker:
            yield Change(KEPT, "quote")
        else:
            yield Change("other", "speaker", old.speaker or "nobody", speaker, quote.text)
    for old in left:
        yield Change(LOST, "quote", before=old.speaker or "nobody", words=old.text)


def _counted(kind: str, before: Iterable[object], after: Iterable[object]) -> Iterator[Change]:
    """Numbers and acts, by where they stand alone."""
    old, new = ({_place(it) for it in some} for some in (before, after))
    for what, places in ((KEPT, old & new), (LOST, old - new), (GAINED, new - old)):
        yield from (Change(what, kind) for _ in places)


def _place(found: object) -> tuple[object, ...]:
    return tuple(getattr(found, name, None) for name in ("start", "end", "act", "value"))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _said(entity: Entity) -> str:
    ids = _ids(entity.ids)
    return f"{entity.type.value} {entity.name}" + (f" [{ids}]" if ids else "")


def _ids(ids: Mapping[str, str]) -> str:
    return " ".join(f"{name}={ids[name]}" for name in sorted(ids))


def _topic(topic: Topic) -> str:
    return f"{topic.name} {topic.confidence:.2f}"


def _words(topic: Topic) -> str:
    return ", ".join(word for it in topic.evidence for word in it.words)
