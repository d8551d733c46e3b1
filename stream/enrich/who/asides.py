"""The subject before what stands between commas: ages, appositions, relative clauses.

"Ada Byron, 34, (said)", "The council's chair, Ada Byron, (said)", "Ada Byron, who won, (said)".
"""

import re

from stream.enrich.lists import words
from stream.enrich.who.cast import Cast, Mentioned, is_body, is_person, is_place
from stream.enrich.who.finite import has_verb
from stream.enrich.who.phrase import Phrase, beginning

_ASIDE = re.compile(
    r"\s*(?:\d{1,3}\b|an? |the |who\b|which\b|whose\b|where\b|of |in |at |on |from |with |for |by "
    r"|his |her |its |their |[A-Z]-|now |then |speaking |referring |citing |writing |quoting "
    r"|[A-Z][\w.-]*['\u2019]s? |without |unlike |despite |however|meanwhile|though|too|in turn"
    r"|sent |held |made |given |seen |shown |known |born |led |run |built |written |found |paid "
    r"|brought |taken |flanked|himself|herself|a\.k\.a|[a-z-]+(?:ed|ing) |also |like |one of |both "
    r"|wearing )"
)
_ASIDE_OF = re.compile(
    r"\s*(?!according )(?:of|in|at|from|with|for|who|which|whose|where|[a-z]+ing|nicknamed"
    r"|dubbed) "
)
_PARTICIPLE = re.compile(r" (?:based|listed|founded|owned|run|led|headquartered) (?:in|by|on) ")
_ASKED = re.compile(
    r" (?:asked|speaking|talking|writing|responding|reacting|answering|questioned) "
)
_WHO = re.compile(r"\b(?:who|which|whose|where) ")
_SOMEBODY_OF = re.compile(
    r"\s*(?:[Tt]he|[Aa]n?)"
    r" (?:family|parents|mother|father|widow|relatives|friends?|lawyers?|son|daughter|brother"
    r"|sister|colleagues?|wife|husband)"
    r" of (?:one(?! of them)|an?|the|another|his|her|two) (?:of the |other )?[a-z]"
)
"""A name after it is that of the other: "the family of one victim, Ada Byron, (said)"."""
_FOR_NAME = re.compile(
    r"\s*(?:an?|the|his|her|their|its|(?!according )[a-z]{4,})"
    r"(?: .*)? (?:for|of|to|with|from|by|at|[a-z]{3,}ing)"
    r" (?:[A-Z][\w.\u2019' -]* and )?(?:[A-Z][\w.\u2019']* )*$"
)
"""So an aside ends with another's name: "a spokeswoman for Gov. Byron"."""
_OF_WHAT = re.compile(r" (?:of|from|at|with) (?:the )?[A-Z][\w&' \u2019.-]{1,60}| [KQ]C")
"""What a name between commas may end with: "Paul Drexler *of Cooley*"."""
_NEW_NAME = re.compile(r" [A-Z][\w.\u2019']{2,}(?: [A-Z][\w.\u2019'-]+){0,3}")
_ROLE = re.compile(
    r"\s*(?:(?:One|one) of (?:the|its|his|her|their|them)"
    r"|the|an?|his|her|its|their|The|An?|His|Her|Its|Their|[A-Z][\w.-]*['\u2019]s?)\s"
)
_OFFICE = re.compile(
    r"(?: [\w&.\u2019'-]+){0,5}?"
    rf" (?:\w*(?:or|er|ist|ian|ive)|{'|'.join(sorted(words('who', 'person')))})"
    r"(?: (?:of|for|at|in|on|to|with|from|and) .*)?$"
)
"""What somebody is, with a capital: "Ada Byron, *European director for Acme*"."""
_LETTERS = {"QC", "KC", "MP", "MSP", "MEP", "OBE", "MBE", "CBE"}
_MOST = 4
_SHORT = 3


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether a stretch after a comma begins as asides do."""
    return bool(_ASIDE.match(text, start, end))


def before_comma(
    text: str, cast: Cast, since: int, end: int, *, whole: bool = False
) -> Phrase | None:
    """The subject whose last aside ends at `end`; `whole` also where there is no aside."""
    for turn in range(_MOST):
        start = _participle(text, since, end) or beginning(text, since, end)
        start = _relative(text, since, start)
        commas = start > since and text[start - 1] == ","
        if named := _person(text, cast, start, end):
            if not commas or not _FOR_NAME.match(text[start : named.start]):
                return _called(text, since, start, end)
            end = start - 1
        elif commas and not turn and _is_new_name(text, cast, since, Phrase(start, end)):
            return Phrase(start, end, left=_left(text, since, start))
        elif commas and _is_aside(text, cast, since, Phrase(start, end)):
            end = start - 1
        else:
            return Phrase(start, end, left=start) if turn or whole else None
    return None


def _person(text: str, cast: Cast, start: int, end: int) -> Mentioned | None:
    """The person with whose name the stretch ends, unless it says what somebody is of or does."""
    named = [it for it in cast.within(start, end) if is_person(it.entity)]
    if not named or _ASIDE_OF.match(text[start:end]):
        return None
    if named[-1].end == end:
        return named[-1]
    is_first = text[start : named[0].start].strip() == ""
    return named[0] if is_first and _OF_WHAT.fullmatch(text, named[0].end, end) else None


def _called(text: str, since: int, start: int, end: int) -> Phrase:
    """The name with its role before it; or those whom the name is only told of."""
    left = _left(text, since, start)
    if _SOMEBODY_OF.match(text, left, start):
        return Phrase(left, start - 1, left=left)
    return Phrase(start, end, left=left)


def _is_aside(text: str, cast: Cast, since: int, phrase: Phrase) -> bool:
    start, end = phrase.start, phrase.end
    if is_aside(text, start, end) or _is_short_name(text[start:end]):
        return True
    return is_role(text, cast, since, phrase)


def _relative(text: str, since: int, start: int) -> int:
    """Where an aside begins that was cut at "and": "a baker who won and (left)"."""
    if start <= since or text[start - 1] == ",":
        return start
    comma = text.rfind(",", since, start)
    cut = comma >= 0 and (_WHO.search(text, comma, start) or _ASKED.match(text, comma + 1, start))
    return comma + 1 if cut else start


def is_role(text: str, cast: Cast, since: int, phrase: Phrase) -> bool:
    """A role without an article right after a person: "Ada Byron, president of the club"."""
    start = phrase.start
    people = [it for it in cast.within(since, start - 1) if not is_place(it.entity)]
    if not people or people[-1].end != start - 1 or has_verb(text, start, phrase.end):
        return False
    if is_body(people[-1].entity) and any(is_person(it.entity) for it in cast.within(*phrase[:2])):
        return False
    if text[start : phrase.end].strip() in _LETTERS:
        return True
    in_lower = text[start : start + 2].strip()[:1].islower()
    return in_lower or bool(_OFFICE.match(text, start, phrase.end))


def _participle(text: str, since: int, end: int) -> int | None:
    """Where a clause like ", listed in Lima and Quito" begins, whose "and" divides no subjects."""
    comma = text.rfind(",", since, end)
    return comma + 1 if comma >= 0 and _PARTICIPLE.match(text, comma + 1, end) else None


def _is_new_name(text: str, cast: Cast, since: int, aside: Phrase) -> bool:
    """A body, or a name that no entity has, after its role: "The regulator, Sutran, said"."""
    inner = cast.within(aside.start, aside.end)
    if inner and is_place(inner[0].entity) and inner[0].entity.ids and inner[0].end == aside.end:
        return False
    bodies = [it for it in inner if is_body(it.entity)]
    whole = any(it.end == aside.end and it.start <= aside.start + 1 for it in bodies)
    if not whole and not _NEW_NAME.fullmatch(text, aside.start, aside.end):
        return False
    left = _left(text, since, aside.start)
    return left < aside.start and not any(
        is_person(it.entity) for it in cast.within(left, aside.start)
    )


def _left(text: str, since: int, start: int) -> int:
    """Where "the council's chair," begins before a name."""
    if start <= since or text[start - 1] != ",":
        return start
    before = beginning(text, since, start - 1)
    role = _ROLE.match(text, before, start)
    return before if role and not has_verb(text, before, start) else start


def _is_short_name(aside: str) -> bool:
    """A party and district, a club: "D-El Paso", "R-Texas"."""
    return aside.strip()[:1].isupper() and len(aside.split()) <= _SHORT
