"""People and bodies that a story calls by what they are: "the minister", "the company"."""

import re
from collections import Counter

from stream.enrich.lists import words
from stream.enrich.who.cast import Cast, is_body, is_person
from stream.enrich.who.referent import DESCRIBED, NOBODY, Referent

_GROUPS = words("who", "group")
_PEOPLE = words("who", "person")
_PRIVATE = words("who", "private group")
_OF_THE_STATE = {"army", "police", "government"}
_SHORT = 2
_AGED = re.compile(r"\d{1,3}-year-old")
_HEAD_CUT = re.compile(r" (?:of|in|for|at|from|with|on|who|that) ")
_PUBLIC = re.compile(
    r"Ministry|Commission|Court|Council|Department|Parliament|Senate|Congress|Agency|Reuters"
    r"|Committee|Union|Nations|Party|Police|Army|Government|Central Bank|Office|University"
)


def described(cast: Cast, noun: str, start: int) -> Referent:
    """Who "the (noun)" at `start` is, among those whom the story has named before."""
    if _AGED.fullmatch(noun):
        return _last_person(cast, start)
    head = _HEAD_CUT.split(noun)[0].split()[-1]
    if head in _PEOPLE:
        return with_noun(cast, head, start)
    return _body(cast, head, start) if head in _GROUPS else NOBODY


def with_noun(cast: Cast, noun: str, start: int) -> Referent:
    """The one person named before `start` whom the story calls by this noun too."""
    seen = {it.entity.id: it.entity for it in cast.before(start) if is_person(it.entity)}
    fitting = [it for it in seen.values() if noun in cast.traits(it).nouns]
    if len(fitting) != 1:
        return NOBODY
    return Referent(fitting[0], fitting[0].name, DESCRIBED)


def _body(cast: Cast, noun: str, start: int) -> Referent:
    """The body that has the noun in its name; for a company, the one the story is about."""
    seen = [it.entity for it in cast.before(start) if is_body(it.entity)]
    named = [it for it in seen if _is_called(it.name.lower().split(), noun)]
    if named:
        return Referent(named[-1], named[-1].name, DESCRIBED)
    called = {it.id: it for it in seen if noun in cast.traits(it).nouns}
    if len(called) == 1:
        (only,) = called.values()
        return Referent(only, only.name, DESCRIBED)
    private = [it for it in seen if not _PUBLIC.search(it.name)]
    if noun not in _PRIVATE or not private:
        return NOBODY
    best = Counter(it.id for it in private).most_common(2)
    if len(best) > 1 and best[0][1] == best[1][1] and private[-1].id != best[0][0]:
        return NOBODY
    chosen = next(it for it in private if it.id == best[0][0])
    return Referent(chosen, chosen.name, DESCRIBED)


def _is_called(name: list[str], noun: str) -> bool:
    """Whether a name holds the noun; "the army" is no "National Liberation Army"."""
    return noun in name and (noun not in _OF_THE_STATE or len(name) <= _SHORT)


def _last_person(cast: Cast, start: int) -> Referent:
    people = [it.entity for it in cast.before(start) if is_person(it.entity)]
    return Referent(people[-1], people[-1].name, DESCRIBED) if people else NOBODY
