"""What the story has named in full decides how its parts are read elsewhere.

The model can take a person for a body or a place, or see half of a name, in one sentence and read
it well in the next; the full name, once read, speaks for all of them.
"""

from bisect import bisect_right

from schemas.enrichment import EntityType
from stream.enrich.names.known import LISTED
from stream.enrich.names.people import Name, name_of
from stream.enrich.names.phrases import Phrases
from stream.enrich.names.spans import Passage, Span, in_order, without_overlaps
from stream.gazetteer import city, country, fold, regions_named

FULL_NAME = "full name"
SURNAME = "surname"

Read = tuple[Passage, list[Span]]


def recall_people(read: list[Read]) -> list[list[Span]]:
    """The spans with full names whole wherever they stand, and surnames as people."""
    people = {
        passage.of(span)
        for passage, spans in read
        for span in spans
        if span.type is EntityType.PERSON and " " in passage.of(span)
    }
    phrases = Phrases((name, name) for name in sorted(people))
    short = surnames({name_of(name) for name in people})
    return [
        [_as_person(span, passage.of(span), short) for span in _whole(passage, spans, phrases)]
        for passage, spans in read
    ]


def _whole(passage: Passage, spans: list[Span], phrases: Phrases[str]) -> list[Span]:
    """Full names where spans lie within them or don't reach there at all."""
    by = frozenset({FULL_NAME})
    found = [
        Span(start, end, EntityType.PERSON, by)
        for start, end, _ in phrases.find(passage)
        if start >= passage.opening
    ]
    if not found:
        return in_order(spans)
    strong = [span for span in spans if not _within(span, found) or _is_whole(passage, span)]
    return without_overlaps(strong, found)


def _is_whole(passage: Passage, span: Span) -> bool:
    """Whether it stands as it is: a person's full name, or a listed name."""
    full_name = span.type is EntityType.PERSON and " " in passage.of(span)
    return full_name or LISTED in span.by


def _within(span: Span, found: list[Span]) -> bool:
    at = bisect_right(found, span.start, key=lambda whole: whole.start) - 1
    return at >= 0 and span.end <= found[at].end


def surnames(names: set[Name]) -> set[str]:
    """How every full name may be shortened, folded: its last words, or a family name in front."""
    names = {name for name in names if len(name) > 1}
    tails = (name[at:] for name in names for at in range(max(1, len(name) - 3), len(name)))
    return {*map(" ".join, tails), *(name[0] for name in names)}


def _as_person(span: Span, name: str, short: set[str]) -> Span:
    if span.type is EntityType.PERSON or LISTED in span.by or fold(name) not in short:
        return span
    if country(name) or city(name) or regions_named(name):
        return span
    return span.as_type(EntityType.PERSON, SURNAME)
