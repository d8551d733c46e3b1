"""People and bodies that a story calls by what they are: "the minister", "the company"."""

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from itertools import pairwise

from schemas.enrichment import Entity
from stream.enrich.lists import words
from stream.enrich.who.cast import Cast, Mentioned, is_body, is_called, is_land, is_person
from stream.enrich.who.kinds import ALIKE, NAMES, NO_SUCH, OF_THE_STATE, PAPERS, PLAIN, PORTFOLIOS
from stream.enrich.who.referent import DESCRIBED, NOBODY, UNKNOWN, Referent

_GROUPS = words("who", "group")
_PEOPLE = words("who", "person")
_PRIVATE = words("who", "private group")
_ANY_GROUP = words("who", "any group")
_OFFICIAL = {"regulator", "watchdog"}
_REGULATES = re.compile(
    r"Commission|Agency|Authority|Board|Administration|Service|Department|Office|Regulat|Bureau"
)
_OF_OTHERS = re.compile(r"\w['\u2019]s? ")
"""So somebody else's is told of: "the country's oil *company*"."""
_ANY_KIND = {"group", "charity", "club", "team", "side", "body", "organisation", "organization"}
_CENTRAL_BANK = re.compile(r"Bank\b|Reserve|Monetary|bank$")
_SOMEBODYS = ("veteran ", "former ", "late ", "young ")
"""So somebody is told of: "the *veteran* game maker"."""
_AT_LAW = {"lawyer", "attorney"}
_AND = {" and ", " and the "}
_FACELESS = {"official", "source", "witness", "resident"}
"""Whoever is called so stays without a name."""
HEAD_CUT = re.compile(r" (?:of|in|for|at|from|with|on|to|who|that) ")
_PUBLIC = re.compile(
    r"Ministry|Commission|Court|Council|Department|Parliament|Senate|Congress|Agency|Reuters"
    r"|Committee|Authority|Union|Nations|Party|Police|Army|Government|Central Bank|Office"
    r"|University|Index$|Exchange$"
)

_NO_FIRM = re.compile(
    _PUBLIC.pattern + r"|Survey|Service|Institute|Association|Federation|Organi[sz]ation|Federal"
)


def described(cast: Cast, noun: str, start: int, *, bare: bool = True) -> Referent:
    """Who "the (noun)" at `start` is, among those whom the story has named before.

    `bare`: whether no word before the noun was left out.
    """
    head = HEAD_CUT.split(noun)[0].split()[-1]
    if head in _PEOPLE:
        which = PORTFOLIOS.intersection(noun.split())
        return with_noun(cast, head, start, which, also=bare and noun == head)
    if (head not in _GROUPS and head not in NAMES) or _OF_OTHERS.search(noun):
        return NOBODY
    if noun.startswith(_SOMEBODYS):
        return NOBODY
    return _body(cast, head, start, is_central="central" in noun)


def with_noun(
    cast: Cast, noun: str, start: int, which: AbstractSet[str] = frozenset(), *, also: bool = True
) -> Referent:
    """The one person named before `start` who is called by this noun, or `also` by one like it.

    `which` are words before the noun that the person must be called by too: "*foreign* minister".
    """
    if noun in _FACELESS:
        return NOBODY
    seen = {it.entity.id: it.entity for it in cast.before(start) if is_person(it.entity)}
    every = [(it, cast.traits(it)) for it in seen.values()]
    fitting = [it for it, told in every if noun in told.nouns and which <= told.portfolios]
    if not fitting and also:
        like = ALIKE.get(noun, set())
        unlike = [] if noun not in _AT_LAW else OF_THE_STATE
        fitting = [it for it, told in every if like & told.nouns and told.nouns.isdisjoint(unlike)]
    if len(fitting) != 1:
        return NOBODY
    return Referent(fitting[0], fitting[0].name, DESCRIBED)


def _body(cast: Cast, noun: str, start: int, *, is_central: bool) -> Referent:
    """The body that has the noun in its name; for a company, the one the story is about."""
    seen = [it.entity for it in cast.before(start) if is_body(it.entity)]
    named = [it for it in seen if is_called(it.name.lower().split(), noun)]
    if noun in NAMES:
        named = [it for it in named if not NO_SUCH.search(it.name)]
    if named:
        return Referent(named[-1], named[-1].name, DESCRIBED)
    if noun == "bank" and is_central:
        return _of_whom_most_is_told([it for it in seen if _CENTRAL_BANK.search(it.name)])
    called = {it.id: it for it in seen if noun in cast.traits(it).nouns}
    if len(called) == 1:
        (only,) = called.values()
        return Referent(only, only.name, DESCRIBED)
    kind = NAMES.get(noun)
    if kind and (alike := [it for it in seen if kind.search(it.name)]):
        return _of_whom_most_is_told(alike)
    if noun in _OFFICIAL:
        fitting = [it for it in seen if _REGULATES.search(it.name)]
    elif noun not in PLAIN and (noun in _PRIVATE or noun in _ANY_KIND):
        other = _PUBLIC if noun in _ANY_KIND else _NO_FIRM
        fitting = [it for it in seen if not other.search(it.name)]
    else:
        return NOBODY
    if noun not in _ANY_GROUP:
        # One that is called something else is another: "the airline" is no union.
        fitting = [it for it in fitting if cast.traits(it).nouns <= _ANY_GROUP]
    return _of_whom_most_is_told(fitting)


def is_paper(cast: Cast, entity: Entity) -> bool:
    """Whether it is called as papers are, or a paper."""
    told = not PAPERS.isdisjoint(cast.traits(entity).nouns)
    return told or bool(NAMES["paper"].search(entity.name))


def _of_whom_most_is_told(named: list[Entity]) -> Referent:
    """The one named most often; of two that are named alike the last, if it was named first."""
    best = Counter(it.id for it in named).most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1] and named[-1].id != best[0][0]):
        return NOBODY
    chosen = next(it for it in named if it.id == best[0][0])
    return Referent(chosen, chosen.name, DESCRIBED)


def only_country(cast: Cast, before: int) -> Referent:
    """The country that "the government" is of: the only one named so far, if told from there."""
    lands = {it.entity.id: it.entity for it in cast.before(before) if is_land(it.entity)}
    if len(lands) != 1:
        return NOBODY
    (land,) = lands.values()
    if not cast.is_at_home(land, before):
        return NOBODY
    return Referent(land, land.name, DESCRIBED)


def together(text: str, cast: Cast, since: int, start: int) -> Referent:
    """The first of "the companies" that speak: of this sentence, or of the last pair."""
    first = next(iter(cast.within(since, start)), None) or _pair(text, cast.before(since))
    if first is None or is_person(first.entity):
        return UNKNOWN
    return Referent(first.entity, first.entity.name, DESCRIBED)


def _pair(text: str, named: list[Mentioned]) -> Mentioned | None:
    """The first of the two bodies that were last named side by side."""
    pairs = [
        one
        for one, two in pairwise(named)
        if is_body(one.entity) and is_body(two.entity) and text[one.end : two.start] in _AND
    ]
    return pairs[-1] if pairs else None
