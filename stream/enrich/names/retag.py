"""What the tagger reads in place of what the rules made of the same words.

Listed bodies, abbreviations that the story explains, people by their office, events and laws by
their grammar stand whatever it reads. Of all else its word counts, once titles and the like are
off; who else says the same stays in the evidence.
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.compounds import COMPOUND
from stream.enrich.names.known import LISTED
from stream.enrich.names.occasions import PATTERN
from stream.enrich.names.officeholders import OFFICEHOLDER, without_occupation
from stream.enrich.names.repair import LAW, LOCATIVE, PARTED, is_law, without_scope
from stream.enrich.names.routes import ends_of_route
from stream.enrich.names.shorts import EXPLAINED
from stream.enrich.names.spans import Passage, Span, in_order, longest_first, without_overlaps
from stream.enrich.names.surroundings import says_place
from stream.enrich.names.trim import trim

READS = 100_000
"""Code points of a passage that the tagger reads; beyond them the rules' word stands."""

_NAMES = {EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE}
_CERTAIN = {
    EntityType.ORGANISATION: {LISTED, EXPLAINED},
    EntityType.PERSON: {OFFICEHOLDER, PARTED},
    EntityType.PLACE: {PARTED, COMPOUND},
    EntityType.EVENT: {PATTERN},
    EntityType.LAW: {LAW},
}
_PART_BEFORE = re.compile(r"\b(?:[A-Z]\w{0,30}|al|el|ul)-$")
_PART_AFTER = re.compile(r"-[A-Z]\w{0,30}")
_REACH = 32


def retagged(
    passage: Passage, ruled: Iterable[Span], tagged: Iterable[Span], *, about_sport: bool
) -> list[Span]:
    """Spans without overlaps; in a story about sport teams are called by their cities."""
    every = in_order(ruled)
    listed = [it for it in every if it.start < READS]
    said = {(it.start, it.end, it.type): it for it in listed}
    clean = [span for it in tagged if (span := _clean(passage, it))]
    # "Leave Bath for Leicester": there two clubs, and no way between two cities.
    parts = clean if about_sport else [it for span in clean for it in ends_of_route(passage, span)]
    cleaned = longest_first(parts)
    placed = {(it.start, it.end) for it in listed if it.type is EntityType.PLACE}
    typed = [
        _as_said(passage, it) if (it.start, it.end) in placed and not about_sport else it
        for it in cleaned
    ]
    read = [_with_evidence(it, said.get((it.start, it.end, it.type))) for it in typed]
    certain = _within_no_longer_body([it for it in listed if _is_certain(it)], read)
    others = [it for it in listed if it.type not in _NAMES]
    near = without_overlaps(_newer(certain, read), without_overlaps(read, others))
    return without_overlaps(near, every[len(listed) :])


def _clean(passage: Passage, span: Span) -> Span | None:
    span = _whole(passage, span)
    if span.type is EntityType.ORGANISATION:
        if is_law(passage.of(span)):
            return None
        span = without_scope(passage, span)
    return trim(passage, without_occupation(passage, span))


def _as_said(passage: Passage, span: Span) -> Span:
    """A place by the rules that stands where places stand is one: "from *Leeds*"."""
    if span.type is EntityType.ORGANISATION and says_place(passage, span):
        return span.as_type(EntityType.PLACE, LOCATIVE)
    return span


def _whole(passage: Passage, span: Span) -> Span:
    """Both halves of a name with a hyphen."""
    text, since = passage.text, max(passage.opening, span.start - _REACH)
    lead = _PART_BEFORE.search(text[since : span.start]) if text[span.start - 1] == "-" else None
    rest = _PART_AFTER.match(text, span.end, span.end + _REACH)
    if lead is None and rest is None:
        return span
    start = span.start - len(lead[0]) if lead else span.start
    return span.at(start, rest.end() if rest else span.end)


def _newer(certain: Iterable[Span], read: Iterable[Span]) -> list[Span]:
    """The certain spans; where the tagger reads the same, with what it says."""
    same = {(it.start, it.end, it.type): it for it in read}
    return [same.get((it.start, it.end, it.type), it) for it in certain]


def _is_certain(span: Span) -> bool:
    return bool(span.by & _CERTAIN.get(span.type, set()))


def _within_no_longer_body(certain: list[Span], read: list[Span]) -> list[Span]:
    """The certain spans without bodies that the tagger reads as part of a longer one."""
    exact = {(it.start, it.end) for it in certain}
    kind = EntityType.ORGANISATION
    longer = [it for it in read if it.type is kind and (it.start, it.end) not in exact]
    whole = set(longer)
    bodies = without_overlaps(longer, [it for it in certain if it.type is kind])
    free = [it for it in bodies if it not in whole]
    return in_order([*free, *(it for it in certain if it.type is not kind)])


def _with_evidence(span: Span, same: Span | None) -> Span:
    return Span(span.start, span.end, span.type, span.by | same.by, span.sure) if same else span
