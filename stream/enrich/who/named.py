"""Whom a phrase means that has names: somebody, a body, or those whom the name is only told of."""

import re
from itertools import chain

from stream.enrich.lists import words
from stream.enrich.who.cast import Mentioned, is_body, is_person, is_place
from stream.enrich.who.referent import NAMED, NOBODY, UNLISTED, Referent

_PEOPLE = words("who", "person")
_POSSESSIVE = re.compile(r"['\u2019]s?\s+(?=\w)")
_OF = re.compile(
    r"\b(?:of|for|(?<!ccording )to|with|from|by|at|in|near|against|under|on) (?:the |The )?"
    r"(?:[A-Z][\w-]+ and (?:the )?)?$"
)
_OF_KIND = re.compile(_OF.pattern.removesuffix("$") + r"(?:[a-z-]+ ){0,3}$")
"""With what a body is before its name: "in a poll *for mobile firm* Acme"."""
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|officials?|observers?|monitors?|negotiators?|delegates?|scientists?"
    r"|researchers?|analysts?|experts?|lawyers?|source|sources|economists?|representatives?"
    r"|engineers?|doctors?|prosecutors?|investigators?|inspectors?|statement|head|chief|director"
    r"|president|chairman|branch|chapter|office)"
    r"(?: \w+)? (?:of|for|at|from|with|by) (?:the |The )?$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"['\u2019]s? (?:\w+ )?(?:chapter|branch|arm|unit|office|division|wing|service)\b"
)
_GOVERNMENT = re.compile(
    r"(?:['\u2019]s)? (?:(?:military|interim|transitional|caretaker|coalition|federal|central) )?"
    r"(?:government|cabinet)$"
)
_AND = re.compile(r"(?:,[^,]{2,40})* and (?:the )?(?=[A-Z])")
_SOLE = re.compile(r"^(?:the |The )?$")
_SOMETHING_ELSE = re.compile(
    r" (?:(?!news )\w+ )?(?:body|arm|mission|envoy|unit|report|survey|study|poll|officials?"
    r"|sources?|officers?|insiders?|diplomats?|employees?|workers?|policymakers?|managers?"
    r"|executives?|speakers?|lawmakers?|members?|soldiers?|staffers?|aides?|judges?|traders?"
    r"|reporters?|correspondents?|witness(?:es)?|lawyers?|attorneys?|candidates?|councillors?"
    r"|senators?|ministers?|leaders?|bosses|boss|coach|coaches|captain|players?|strikers?|fans?"
    r"|supporters?|critics?|opponents?|customers?|investors?|shareholders?)"
    r"(?: (?:in|at|from|on|with|close|familiar|based) [\w' \u2019-]+)?"
)
"""So a body stands before another, or before those who have no name: "the U.N. *agency*"."""
_TRADE = re.compile(r"(?<![\w-])([a-z]+) $")
_NEAR = 30
_SEVERAL = 2
_MANY = {
    "Most",
    "Many",
    "Some",
    "Others",
    "Critics",
    "Police",
    "MPs",
    "MSPs",
    "MEPs",
    "NGOs",
    "CEOs",
    "MP",
    "MEP",
    "MSP",
}
_MANY_OF = re.compile(
    r"(?:Residents|Villagers|People|Members|Relatives|Neighbou?rs|Supporters|Workers|Friends)"
    r" (?:of|in|from) "
)
_OF_TWO_LANDS = re.compile(
    r"[A-Z]\w+ and [A-Z]\w+(?: [A-Z]\w+)* (?:Board|Council|Commission|Committee|Association|Union"
    r"|Federation|Authority|Agency|Forum|Society|Office|Court|Club)\b"
)
"""One body, not two who speak together: "*England and Wales Cricket Board*"."""
_OF_SOMEBODY = re.compile(
    r"\b(?:associates?|ally|allies|aides?|friends?|relatives?|brother|sister|mother|father|wife|widow"
    r"|husband|son|daughter|family|lawyers?|advis[eo]rs?|supporters?|critics?|opponents?"
    r"|colleagues?|parents?|agent) (?:of|for|to) "
)
"""So others are told of: "a close *associate of* former Acme boss Ada Byron"."""
_OF_LAND = re.compile(r" of [A-Z]\w+(?: [A-Z]\w+)?")
_OF_FIRM = re.compile(r" and [A-Z][\w-]+['\u2019]s? (?:[a-z-]+ )*")
_ROLE_BETWEEN = re.compile(
    r"(?:['\u2019]s?)? (?:(?!(?:and|or|but|of|for|from|at|with|in|on|by|to|the|an?) )[a-z-]+ )*"
    r"(?:[A-Z]\w*\.? ){0,3}"
)
"""A role between two names: "Byron *aide* Bob Carl"."""
_AGENCY = re.compile(r" (?:\w+ )?agency")
UNIONS = {"United Nations", "European Union", "African Union"}


def named_in(text: str, named: list[Mentioned], start: int, end: int) -> Referent | None:
    """Who among the names of a phrase acts; None where they only tell of others."""
    if named and (first := _first(text, named, start, end)):
        return first
    people = [it for it in named if is_person(it.entity)]
    if people:
        if named[-1] == people[-1] and people[-1].end == end and _has_role(text, people):
            return _to(people[-1])
        acting = (it for it in people if not _belongs_elsewhere(text, it, start, end))
        return next(map(_to, acting), NOBODY)
    if somebody := _by_trade(text, named, end) or _of_its_land(text, named, start, end):
        return somebody
    bodies = (it for it in reversed(named) if is_body(it.entity) and _speaks(text, it, start, end))
    lands = (it for it in named if is_place(it.entity) and _is_government(text, it, start, end))
    return next(map(_to, chain(bodies, lands)), None)


def _is_firm(text: str, first: Mentioned, last: Mentioned) -> bool:
    """Whether it is a firm of two names, whose somebody acts: "*Ernst and Young*'s Ada Byron"."""
    return is_person(last.entity) and bool(_OF_FIRM.fullmatch(text, first.end, last.start))


def _of_its_land(text: str, named: list[Mentioned], start: int, end: int) -> Referent | None:
    """A body whose name goes on with its land: "the *Anti-Doping Agency of Kenya*"."""
    body = next((it for it in named if is_body(it.entity)), None)
    if body is None or not _SOLE.match(text[start : body.start]):
        return None
    if not _OF_LAND.fullmatch(text, body.end, end):
        return None
    return Referent(body.entity, text[body.start : end], NAMED)


def _has_role(text: str, people: list[Mentioned]) -> bool:
    """Whether the last of several has what others are named in: "*Byron* aide *Bob Carl*"."""
    if len(people) < _SEVERAL:
        return False
    between = text[people[-2].end : people[-1].start]
    return bool(_ROLE_BETWEEN.fullmatch(between))


def _first(text: str, named: list[Mentioned], start: int, end: int) -> Referent | None:
    """Whom the first name tells: many, one body of two lands, or the first of several."""
    first = named[0]
    if first.entity.name in _MANY or _MANY_OF.match(first.entity.name):
        return NOBODY
    body = _OF_TWO_LANDS.match(text, first.start, end) if is_place(first.entity) else None
    if body:
        return Referent(None, body[0], UNLISTED)
    return _to(first) if _is_first_of_several(text, named, start) else None


def _by_trade(text: str, named: list[Mentioned], end: int) -> Referent | None:
    """A name taken for a place that has somebody's trade before it: "coffee grower *Luz Mery*"."""
    last = named[-1] if named else None
    if last is None or last.end != end or not has_trade(text, last):
        return None
    return Referent(last.entity, last.entity.name, UNLISTED)


def has_trade(text: str, it: Mentioned) -> bool:
    """Whether a name taken for a place, which no list has, follows somebody's trade."""
    if not is_place(it.entity) or it.entity.ids:
        return False
    trade = _TRADE.search(text, max(0, it.start - _NEAR), it.start)
    return bool(trade and (trade[1] in _PEOPLE or trade[1].endswith(("er", "or", "ist"))))


def _to(it: Mentioned) -> Referent:
    return Referent(it.entity, it.entity.name, NAMED)


def _is_first_of_several(text: str, named: list[Mentioned], start: int) -> bool:
    """As in "Kenya and the United Nations": the first speaks for both."""
    first = named[0]
    if len(named) == 1 or not _SOLE.match(text[start : first.start]):
        return False
    return bool(_AND.match(text, first.end)) and not _is_firm(text, first, named[-1])


def _belongs_elsewhere(text: str, it: Mentioned, start: int, end: int) -> bool:
    """As in "Byron's lawyer", "the widow of Byron"."""
    if _POSSESSIVE.match(text, it.end, end) or _SOMETHING_ELSE.fullmatch(text, it.end, end):
        return True
    return bool(_OF.search(text, start, it.start) or _OF_SOMEBODY.search(text, start, it.start))


def _speaks(text: str, it: Mentioned, start: int, end: int) -> bool:
    if _SOMETHING_ELSE.fullmatch(text, it.end, end) or _is_of_somebody(text, it, end):
        return False
    if it.entity.name in UNIONS and _AGENCY.fullmatch(text, it.end, end):
        return False
    if _POSSESSIVE.match(text, it.end, end):
        of_it = _PART_OF.match(text, it.end, end) or _GOVERNMENT.fullmatch(text, it.end, end)
        return bool(of_it)
    of = _OF_KIND.search(text, start, it.start)
    return not of or bool(_SPEAKS_FOR.search(text, start, of.end()))


def _is_of_somebody(text: str, it: Mentioned, end: int) -> bool:
    """Whether the name only says which one: "the *Oscar* winner"."""
    last = text[it.end : end].rpartition(" ")[2]
    return last in _PEOPLE and not last.startswith("spokes")


def _is_government(text: str, it: Mentioned, start: int, end: int) -> bool:
    rest = text[it.end : end]
    return bool(_SOLE.match(text[start : it.start])) and (
        not rest or bool(_GOVERNMENT.fullmatch(rest))
    )
