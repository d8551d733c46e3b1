"""Repairs what the model cut wrongly: joins halves of a name, parts a country from a person."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter

from schemas.enrichment import EntityType
from stream.enrich.names.bodies import body
from stream.enrich.names.known import AMBIGUOUS
from stream.enrich.names.lands import land
from stream.enrich.names.spans import Passage, Span, longest_first
from stream.enrich.names.tables import words
from stream.enrich.names.titles import HEADS
from stream.enrich.names.trim import trim
from stream.gazetteer import city, country, demonym, fold

JOINED = "joined"
PARTED = "parted"
MAJORITY = "majority"
LOCATIVE = "locative"
COUNTRY = "country"
LAW = "law"

_LAWS = re.compile(
    r"\b(?:Agreement|Treaty|Act|Convention|Protocol|Accords?|Charter|Constitution|Directive|Pact)$"
)
_PROVISION = re.compile(r"(?:Article|Section|Resolution|Directive|Chapter|Title|\w+ Amendment)\b")
_PARTICLES = words("particle")
_FAMILY = re.compile(r" (?:(?:der|den|de|la|las|los|dem|al|el) )?[A-Z][\w-]{1,30}")
_NAME = re.compile(r"(?: [A-Z][\w'\u2019-]+){1,3}")
_OFFICE = re.compile(r"(?P<head>[\w-]+) (?:of|to|for) (?:the )?$")
_OFFICE_ENDS = (" of ", " to ", " for ", " the ")
_SCOPES = (" for ", " on ")
_IN = re.compile(r"\b(?:in|near|from) $")
_LARGE = 100_000
_FEWEST_COUNTRY_WORDS, _MOST_COUNTRY_WORDS = 2, 6


def repair(passage: Passage, spans: Iterable[Span]) -> list[Span]:
    """The model's spans, trimmed, parted, joined and with the types that the gazetteer knows."""
    trimmed = [span for it in spans if (span := trim(passage, it))]
    whole = [_with_family_name(passage, span) for span in trimmed]
    parted = [part for span in whole for part in _part(passage, span)]
    joined = list(_join(passage, longest_first(parted)))
    typed = [_retype(passage, without_scope(passage, span)) for span in joined]
    names = [span for it in typed if (span := trim(passage, it))]
    return [span for span in names if _is_name(passage, span)]


def _with_family_name(passage: Passage, span: Span) -> Span:
    """Go on where the model stopped at a particle: "Ursula von" is "Ursula von der Leyen"."""
    if span.type is not EntityType.PERSON:
        return span
    last = passage.of(span).rpartition(" ")[2]
    rest = _FAMILY.match(passage.text, span.end) if last in _PARTICLES else None
    return span.at(span.start, rest.end()) if rest else span


def _is_name(passage: Passage, span: Span) -> bool:
    """Whether a span can be what the model says: "Tajik" is no place, "Champions" no event."""
    name = passage.of(span)
    match span.type:
        case EntityType.PLACE:
            return not demonym(name) or land(name) is not None
        case EntityType.EVENT:
            return " " in name or any(map(str.isdigit, name))
        case EntityType.LAW:
            return " " in name and bool(_LAWS.search(name) or _PROVISION.match(name))
        case EntityType.PRODUCT:
            return name[0].isupper()
        case _:
            return True


def by_majority(passages: list[tuple[Passage, list[Span]]]) -> list[list[Span]]:
    """The same words are the same thing all through a story: the type most often given wins."""
    votes: defaultdict[str, dict[EntityType, int]] = defaultdict(dict)
    for passage, spans in passages:
        for span in spans:
            of_name = votes[passage.of(span)]
            of_name[span.type] = of_name.get(span.type, 0) + 1
    return [[_vote(span, votes[passage.of(span)]) for span in spans] for passage, spans in passages]


def _vote(span: Span, votes: dict[EntityType, int]) -> Span:
    kind, count = max(votes.items(), key=itemgetter(1))
    if kind is span.type or count <= votes[span.type]:
        return span
    return span.as_type(kind, MAJORITY)


def _part(passage: Passage, span: Span) -> Iterator[Span]:
    """Part "Republic of Kenya Wanjiru Kamau" into country and person, "Bank (B" at the bracket."""
    bracket = passage.of(span).find(" (")
    if bracket > 0:
        span = span.at(span.start, span.start + bracket)
    if (end := _leading_country(passage, span)) and _holds_person(passage, span, end):
        first = span.at(span.start, end).as_type(EntityType.PLACE, PARTED)
    elif end := _leading_body(passage, span):
        first = span.at(span.start, end)
    else:
        yield span
        return
    yield first
    rest = trim(passage, span.at(end, span.end).as_type(EntityType.PERSON, PARTED))
    if rest:
        yield rest


def _holds_person(passage: Passage, span: Span, country_end: int) -> bool:
    """Whether a person follows the country, and not "Hong Kong Open"."""
    if span.type is EntityType.PERSON:
        return True
    rest = passage.text[country_end : span.end].split()
    long = " of " in passage.text[span.start : country_end]
    return span.type is EntityType.PLACE and (long or len(rest) > 1)


def _leading_body(passage: Passage, span: Span) -> int | None:
    """Where a listed body ends in "Vice President of the European Commission Ada Byron"."""
    if span.type is not EntityType.ORGANISATION or not _follows_office(passage, span):
        return None
    ends = [match.end() for match in re.finditer(r"\S+", passage.of(span))]
    name = passage.of(span)
    listed = (end for end in ends[1:-1] if body(name[:end]) and _NAME.fullmatch(name[end:]))
    return next((span.start + end for end in listed), None)


def _leading_country(passage: Passage, span: Span) -> int | None:
    """Where a country's name of several words ends that more words follow."""
    name = passage.of(span)
    if len(name.split()) <= _FEWEST_COUNTRY_WORDS:
        return None
    ends = [match.end() for match in re.finditer(r"\S+", name)]
    for count in range(min(len(ends) - 1, _MOST_COUNTRY_WORDS), _FEWEST_COUNTRY_WORDS - 1, -1):
        end = span.start + ends[count - 1]
        if land(passage.text[span.start : end]):
            return end
    return None


def _join(passage: Passage, spans: list[Span]) -> Iterator[Span]:
    """Join "Jeyhun" and "Bayramov" that the model took for a place and a person."""
    last: Span | None = None
    for span in spans:
        if last and _one_person(passage, last, span):
            last = last.at(last.start, span.end).as_type(EntityType.PERSON, JOINED)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _one_person(passage: Passage, first: Span, second: Span) -> bool:
    kinds = {first.type, second.type}
    if EntityType.PERSON not in kinds or kinds & {EntityType.EVENT, EntityType.LAW}:
        return False
    if passage.text[first.end : second.start] != " ":
        return False
    return not any(
        span.type is not EntityType.PERSON and _is_other(passage.of(span))
        for span in (first, second)
    )


def _is_other(name: str) -> bool:
    """Whether a name that touches a person's can't be part of it."""
    return bool(country(name) or demonym(name) or " " in name or name.isupper())


def without_scope(passage: Passage, span: Span) -> Span:
    """Leave the body alone in "Representative of the X Union for Trade and Security"."""
    if span.type is not EntityType.ORGANISATION:
        return span
    name = passage.of(span)
    scopes = [at for it in _SCOPES if (at := name.find(it)) >= 0]
    if not scopes or not _follows_office(passage, span):
        return span
    return span.at(span.start, span.start + min(scopes))


def _follows_office(passage: Passage, span: Span) -> bool:
    """Whether "Vice President of the" or the like stands before it."""
    before = passage.text[max(0, span.start - 60) : span.start].removesuffix("\n")
    if not before.endswith(_OFFICE_ENDS):
        return False
    office = _OFFICE.search(before)
    return office is not None and office["head"].lower() in HEADS


def is_law(name: str) -> bool:
    """Whether it ends as laws and treaties do."""
    return bool(_LAWS.search(name))


def _retype(passage: Passage, span: Span) -> Span:
    """The type that the name itself or the word before it gives away."""
    name = passage.of(span)
    if span.type is EntityType.ORGANISATION and is_law(name):
        return span.as_type(EntityType.LAW, LAW)
    if span.type in {EntityType.PLACE, EntityType.EVENT, EntityType.LAW}:
        return span
    if land(name) and _written_as_name(name) and fold(name) not in AMBIGUOUS:
        return span.as_type(EntityType.PLACE, COUNTRY)
    if _IN.search(passage.text[max(0, span.start - 6) : span.start]) and _large_city(name):
        return span.as_type(EntityType.PLACE, LOCATIVE)
    return span


def _written_as_name(name: str) -> bool:
    return name[:1].isupper() and (len(name) > 2 or name.isupper())  # noqa: PLR2004 - "US"


def _large_city(name: str) -> bool:
    found = city(name)
    return found is not None and found.population >= _LARGE
