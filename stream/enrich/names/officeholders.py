"""People by their office: a name of two or three words right after a title is a person's.

Justice Minister of the Republic of Zambia *Chanda Mwila*
"""

import re
from collections.abc import Iterator

from schemas.enrichment import EntityType
from stream.enrich.names.bodies import body
from stream.enrich.names.known import LISTED
from stream.enrich.names.roles import role_before
from stream.enrich.names.spans import Passage, Span, in_order, longest_first, without_overlaps
from stream.enrich.names.tables import words
from stream.enrich.names.titles import HEADS, OCCUPATIONS, is_title
from stream.gazetteer import city, country, demonym, regions_named

OFFICEHOLDER = "officeholder"

_PARTICLE = "(?:" + "|".join(sorted(words("particle"))) + ")"
_MORE = rf"(?:(?: {_PARTICLE}){{0,2}} [A-Z][\w'\u2019-]{{1,25}}){{1,2}}"
_PLAIN = re.compile(rf"[A-Z][a-z][\w'\u2019-]{{0,25}}{_MORE}")
_NAME = re.compile(rf" (?P<name>{_PLAIN.pattern})\b")
_GENERIC = words("generic")
_NOT_PEOPLE = {EntityType.ORGANISATION, EntityType.PLACE}


def officeholders(passage: Passage, spans: list[Span]) -> list[Span]:
    """The spans with those that hold an office made people, and with those that nobody saw."""
    seen = [_as_person(passage, without_occupation(passage, span)) for span in spans]
    whole = longest_first(_unseen(passage, seen))
    if not whole:
        return in_order(set(seen))
    parts = [span for span in seen if _could_be_part(passage.of(span), span)]
    kept = set(seen) - set(_inside(parts, whole))
    return without_overlaps(kept, whole)


def _could_be_part(word: str, span: Span) -> bool:
    if " " in word or LISTED in span.by:
        return False
    return span.type is EntityType.PERSON or (span.type in _NOT_PEOPLE and _could_be_person(word))


def _inside(parts: list[Span], whole: list[Span]) -> list[Span]:
    """The single words that the model saw of a name that is longer."""
    free = set(without_overlaps(whole, parts))
    return [span for span in parts if span not in free]


def without_occupation(passage: Passage, span: Span) -> Span:
    """Leave "Ada Byron", a person, of the body "Librarian Ada Byron"."""
    if span.type not in _NOT_PEOPLE:
        return span
    first, _, rest = passage.of(span).partition(" ")
    if first.casefold() not in OCCUPATIONS:
        return span
    if not _PLAIN.fullmatch(rest) or not _could_be_person(rest):
        return span
    name = span.at(span.end - len(rest), span.end)
    return name.as_type(EntityType.PERSON, OFFICEHOLDER)


def _as_person(passage: Passage, span: Span) -> Span:
    if span.type not in _NOT_PEOPLE or LISTED in span.by or not _PLAIN.fullmatch(passage.of(span)):
        return span
    if role_before(passage, span) is None or not _could_be_person(passage.of(span)):
        return span
    return span.as_type(EntityType.PERSON, OFFICEHOLDER)


def _unseen(passage: Passage, spans: list[Span]) -> list[Span]:
    """Names after a title's head, or after the country or body that ends a title."""
    ends = {span.end for span in spans if span.type in _NOT_PEOPLE}
    heads = [word for word in passage.words if word.lower() in HEADS]
    ends |= {start + len(word) for word in heads for start in passage.words[word]}
    return list(_named(passage, sorted(ends)))


def _named(passage: Passage, ends: list[int]) -> Iterator[Span]:
    last = 0
    for end in ends:
        match = _NAME.match(passage.text, end)
        if match is None or match.start() < last or not _could_be_person(match["name"]):
            continue
        start, last = match.span("name")
        span = Span(start, last, EntityType.PERSON, frozenset({OFFICEHOLDER}))
        if role_before(passage, span):
            yield span


def _could_be_person(name: str) -> bool:
    """Whether no word of it is a title or generic, and the whole is no place or body."""
    parts = name.split()
    if any(is_title(part) or part.casefold() in _GENERIC or demonym(part) for part in parts):
        return False
    return not (country(name) or city(name) or regions_named(name) or body(name))
