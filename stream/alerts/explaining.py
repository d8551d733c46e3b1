"""Why a rule's clause holds for a story, part by part and where, or why it doesn't."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from schemas.clause import Clause, EntityTest, PlaceTest, TextTest
from schemas.enrichment import Entity, EntityType
from schemas.events import EnrichedStory
from stream.alerts.codes import zone_of
from stream.alerts.leaves import Leaf, Leaves
from stream.alerts.marks import Mark, entities_of, marks_of
from stream.alerts.query import write
from stream.alerts.reading import Reading, has_role, in_headline

_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Told:
    """A clause as a query, whether it holds, and where, or why not."""

    clause: Clause
    query: str
    holds: bool
    why: str = ""
    marks: list[Mark] = field(default_factory=list)
    parts: "list[Told]" = field(default_factory=list)


def explain(clause: Clause, event: EnrichedStory) -> Told:
    """The clause told for a story. Raises UnknownCode, NoWords where it can't be asked."""
    leaves = Leaves()
    by_clause = {id(it): leaves.of(it) for it in clause.walk() if not it.parts}
    reading = Reading(event, leaves)
    holding = reading.holding()

    def told(it: Clause) -> Told:
        if not it.parts:
            leaf = by_clause[id(it)]
            holds = leaf.number in holding
            why = "" if holds else _WHY_NOT[leaf.kind](leaf, reading)
            marks = marks_of(leaf, reading) if holds else []
            return Told(it, write(it), holds, why, marks)
        parts = [told(part) for part in it.parts]
        count = sum(part.holds for part in parts)
        holds = {"all": count == len(parts), "any": count > 0, "none": count == 0}[it.kind]
        why = "" if holds else _combined(it.kind, count, len(parts))
        return Told(it, write(it), holds, why, parts=parts)

    return told(clause)


def marks_in(told: Told) -> list[Mark]:
    """Every stretch that made the whole hold."""
    if not told.holds or told.clause.none:
        return []
    return [*told.marks, *(mark for part in told.parts for mark in marks_in(part))]


def _combined(kind: str, count: int, of: int) -> str:
    if kind == "all":
        return f"{count} of {of} hold, all must"
    return "none of them holds" if kind == "any" else f"{count} of {of} hold, none may"


def _entity(leaf: Leaf, reading: Reading) -> str:
    test: EntityTest | PlaceTest = leaf.test
    named = list(entities_of(leaf, reading, whatever=True))
    if not named:
        kind = getattr(test, "type", None) or (EntityType.PLACE if leaf.kind == "place" else None)
        others = [it.name for it in reading.event.enrichment.entities if kind in {None, it.type}]
        return f"not named; there are {_listed(others)}"
    return "; ".join(_amiss(test, it) for it in named[:_MOST_NAMES])


def _amiss(test: EntityTest | PlaceTest, entity: Entity) -> str:
    """What keeps an entity of the right name from being the one that is asked for."""
    found = []
    if isinstance(test, EntityTest):
        if test.type and test.type is not entity.type:
            found.append(f"is found as {entity.type.value}")
        if test.role and not has_role(test.role, entity.role or ""):
            found.append(f"has the role '{entity.role}'" if entity.role else "has no role")
    if test.in_headline and not in_headline(entity):
        found.append("isn't in the headline")
    for name in ("relevance", "confidence"):
        least, given = getattr(test, name), getattr(entity, name)
        if least is not None and given < least:
            found.append(f"has {name} {given:g}")
    if test.relevance is None and entity.relevance == 0:
        found.append("only signs the story")
    return f"{entity.name} {' and '.join(found)}"


def _topic(_: Leaf, reading: Reading) -> str:
    found = [f"{it.name} ({it.confidence:g})" for it in reading.event.enrichment.topics]
    return f"the topics are {_listed(found)}"


def _text(leaf: Leaf, reading: Reading) -> str:
    test: TextTest = leaf.test
    texts = {"headline": reading.headline, "body": reading.body}
    there = {
        term
        for name, text in texts.items()
        if test.field in {None, name}
        for here in text
        for term in here
    }
    if len(leaf.phrase or ()) > 1 and there.issuperset(leaf.phrase or ()):
        return "the words are there, but not so near" if test.near else "not one after the other"
    return f"not in the {test.field or 'story'}"


def _quote(_: Leaf, reading: Reading) -> str:
    speakers = [it.speaker for it in reading.event.enrichment.quotes if it.speaker]
    return f"quoted are {_listed(dict.fromkeys(speakers))}"


def _time(leaf: Leaf, reading: Reading) -> str:
    there = reading.event.wire.arrived.astimezone(zone_of(leaf.test.zone))
    return f"it arrived on {there:%a} at {there:%H:%M} ({leaf.test.zone})"


_WHY_NOT: Mapping[str, Callable[[Leaf, Reading], str]] = {
    "entity": _entity,
    "place": _entity,
    "topic": _topic,
    "text": _text,
    "quote": _quote,
    "time": _time,
    "source": lambda _, it: f"the source is {it.event.wire.source or 'not known'}",
    "language": lambda _, it: f"the language is {it.event.enrichment.language or 'not known'}",
    "urgency": lambda _, it: f"the urgency is {it.event.story.urgency or 'not given'}",
    "signal": lambda _, it: f"the signal is {it.event.wire.signal.value}",
}


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    more = f" and {len(found) - _MOST_NAMES} more" if len(found) > _MOST_NAMES else ""
    return ", ".join(it[:60] for it in found[:_MOST_NAMES]) + more if found else "none"
