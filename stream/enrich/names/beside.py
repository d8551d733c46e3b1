"""Cities that the readers took for bodies or people: what stands beside says what they are.

A list joins like with like: in "Puebla and Toluca" both are cities if one is. What stands after
"in" or before "-based" is a place if a city is called so, and a capital that says, widens or sends
something is a government. Stories about sport are left alone: there teams are called by their
cities. So are names that somebody in the story bears, and those of companies.
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.endings import Ending
from stream.enrich.names.groups import Sighting, slug
from stream.enrich.names.in_lists import joined
from stream.enrich.names.known import LISTED
from stream.enrich.names.reader import MODEL
from stream.enrich.names.renown import GREAT
from stream.enrich.names.shorts import EXPLAINED
from stream.enrich.names.spans import WATCH, Passage
from stream.enrich.names.sport import is_about_sport
from stream.enrich.tagger.tagger import TAGGER
from stream.gazetteer import City, city, company, fold, is_capital, towns

BESIDE = "beside a place"

_LARGE = 100_000
_TAKEN = {EntityType.PERSON, EntityType.ORGANISATION}
_READERS = {MODEL, TAGGER}
_LISTED = re.compile(
    r"(?: in (?:19|20)\d\d)?(?:,|,? and|,? or| &|/)(?: (?:for|in|from|to|at|near|drop|add))? "
)
_LIST_BEFORE = re.compile(r"(?:,|\band|\bor|&)(?: \w+)? $")
_LIST_AFTER = re.compile(r"(?: in \d{4})?(?:,| and\b| or\b| &)")
_AT = re.compile(
    r"(?:^|[\s(\"\u201c])(?:in|near|around|outside|between|across|through|leaving|reached) $",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:stakes?|shares?|invest\w{0,6}|interest|confidence|trading|trust) in $", re.IGNORECASE
)
_ACTS = re.compile(
    r" (?:said|says|has|had|will|would|wants|wanted|is|was|accused|accuses|denied|denies|warned"
    r"|warns|called|urged|sent|sends|offered|rejected|recalled|expelled|welcomed|insists|insisted"
    r"|widened|imposed|lifted|hopes|hoped|fears|plans|planned|did|does|could|must|may|\w{3,12}ed)\b"
)
_FROM = Ending(
    r"\b(?:brothers?|sisters?|men|man|women|woman|couple|famil(?:y|ies)|people|villagers?|pupils?"
    r"|students?|teachers?|nurses?|farmers?|fishermen|miners?|natives?|comes?|hails?|hailed)"
    r" from ",
    " from ",
)
_ARTICLE = re.compile(r"\b(?:An?|The|a) $")
_FOLK = re.compile(
    r" (?:man|woman|couple|teenager|boy|girl|family|resident|father|mother|grandmother|teacher"
    r"|nurse|farmer|landlord|motorist|pensioner|native|householder|homeowner|doctor|dentist)\b"
)
_COMPOUND = re.compile(r"-(?:based|born|listed|bound|educated|trained|headquartered)\b")


def cities_beside(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The same sightings, with such cities as places."""
    every = list(sightings)
    could = [at for at, it in enumerate(every) if _could_be(it)]
    if not could or is_about_sport(_passages(every)):
        return every
    borne = _parts_of_names(every)
    could = [at for at in could if slug(every[at].text) not in borne]
    found = {at for at in could if _is_said(every[at])}
    places = {at for at, it in enumerate(every) if it.span.type is EntityType.PLACE}
    found |= joined(every, could, places | found, _LISTED)
    return [
        it.as_type(EntityType.PLACE, BESIDE) if at in found else it for at, it in enumerate(every)
    ]


def _passages(every: list[Sighting]) -> list[Passage]:
    return list({it.passage.field: it.passage for it in every}.values())


def _could_be(it: Sighting) -> bool:
    if it.span.type not in _TAKEN or {WATCH, LISTED, EXPLAINED} & it.span.by:
        return False
    return it.span.by <= _READERS and (
        _city(it.text) is not None or _is_town_in_list(it) or (_hails(it) and bool(towns(it.text)))
    )


def _hails(it: Sighting) -> bool:
    """Whether it says where somebody comes from: "two brothers from Sydney Mines"."""
    return bool(_FROM.search(it.before))


def _is_town_in_list(it: Sighting) -> bool:
    """Whether towns are called so; asked only where a list could join it to a place."""
    beside = _LIST_BEFORE.search(it.before) or _LIST_AFTER.match(it.after)
    return bool(beside and towns(it.text))


def _city(name: str) -> City | None:
    """The city of exactly this name, or a large one by another: Hull."""
    if name.isupper():
        return None
    found = city(name)
    if found is None or (found.keys[0] != fold(name) and found.population < _LARGE):
        return None
    return found


def _parts_of_names(every: list[Sighting]) -> set[str]:
    """The words of everybody's full name."""
    return {
        part
        for it in every
        if it.span.type is EntityType.PERSON and len(parts := slug(it.text).split("-")) > 1
        for part in parts
        if _city(it.text) is None
    }


def is_market(name: str) -> bool:
    """Whether "shares in" it are its exchange's: a great city that calls no company."""
    found = city(name)
    return bool(found and found.population >= GREAT and company(name) is None)


def _is_said(it: Sighting) -> bool:
    if _hails(it):
        return True
    if _city(it.text) is None:
        return False
    lead = it.before
    if _ARTICLE.search(lead) and _FOLK.match(it.after):
        return True
    if _AT.search(lead):
        return not _SHARE.search(lead) or is_market(it.text)
    if _COMPOUND.match(it.after):
        return True
    found = _city(it.text)
    return bool(found and is_capital(found) and _ACTS.match(it.after))
