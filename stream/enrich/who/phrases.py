"""The phrase beside a verb that says who acts, found without a parser.

Before the verb: "Survivor Ada Byron, 34, (said)", "The council's chair, Ada Byron, (said)". After
it, where the order is turned: "(said) the council's chair, Ada Byron, at the ceremony".
"""

import re
from typing import NamedTuple

from stream.enrich.lists import words
from stream.enrich.who.cast import Cast, is_body, is_person

FINITE = re.compile(
    rf"\b(?:{'|'.join(sorted(words('who', 'finite')))}|(?<!-)\w{{2,}}ed)\b"
    r"|(?<=\w)['\u2019](?:d|ll|ve|re)\b"
)
_ADVERBS = words("who", "adverb")
_LAST_WORD = re.compile(r"(?:^|(?<=\s))([A-Za-z]+)\s*$")
_BREAK = re.compile(r"[,;:\u2014\ue000-\ue003]|(?<= )[\u2013-](?= )")
_JOINED = re.compile(
    r" (?:and|but|as|after|when|while|before|because|although|though|since|until|which) "
)
_ASIDE = re.compile(
    r"\s*(?:\d{1,3}\b|an? |the |who\b|which\b|whose\b|where\b|of |in |at |on |from |with |for |by "
    r"|his |her |its |their |[A-Z]-|now |then |speaking |referring |citing |writing |quoting "
    r"|flanked|himself|herself|a\.k\.a|[a-z-]+(?:ed|ing) |also |like |one of |both |wearing )"
)
_REACH = 400
_MOST_ASIDES = 4


class Phrase(NamedTuple):
    """A stretch that names who acts; `joined`: the verb shares an earlier one's subject."""

    start: int
    end: int
    joined: bool = False
    left: int = -1
    """Where the words before it begin that belong to it: "the council's chair, Ada Byron"."""


def before(text: str, cast: Cast, since: int, verb: int) -> Phrase | None:
    """The subject that stands before a verb in a sentence that begins at `since`."""
    since = max(since, verb - _REACH)
    end = _without_adverbs(text, since, verb)
    if end <= since:
        return None
    if text[since:end].endswith((" and", " but", " or", ", and", ", but")) or end == since:
        return Phrase(end, end, joined=True)
    if text[end - 1] != ",":
        start = _start(text, since, end)
        if conjunction := _CONJUNCTION.match(text, start, end):
            start = conjunction.end()
        return Phrase(start, end, left=start) if end > start else None
    return _before_comma(text, cast, since, end - 1)


def before_relative(text: str, cast: Cast, since: int, end: int) -> Phrase | None:
    """What the relative clause that begins at `end` is about: "*Ada Byron*, 34, who (met)"."""
    return _before_comma(text, cast, max(since, end - _REACH), end, whole=True)


def _before_comma(
    text: str, cast: Cast, since: int, end: int, *, whole: bool = False
) -> Phrase | None:
    """The subject before what stands between commas: ages, appositions, relative clauses."""
    for turn in range(_MOST_ASIDES):
        start = _participle(text, since, end) or _start(text, since, end)
        aside = text[start:end]
        named = [it for it in cast.within(start, end) if is_person(it.entity)]
        if named and named[-1].end == end and not _ASIDE_OF.match(aside):
            return Phrase(start, end, left=_left(text, since, start))
        commas = start > since and text[start - 1] == ","
        if commas and not turn and _is_new_name(text, cast, since, Phrase(start, end)):
            return Phrase(start, end, left=_left(text, since, start))
        if commas and (_ASIDE.match(aside) or _is_short_name(aside)):
            end = start - 1
        elif turn or whole:
            return Phrase(start, end, left=start)
        else:
            return None
    return None


def _participle(text: str, since: int, end: int) -> int | None:
    """Where a clause like ", listed in Lima and Quito" begins, whose "and" divides no subjects."""
    comma = text.rfind(",", since, end)
    return comma + 1 if comma >= 0 and _PARTICIPLE.match(text, comma + 1, end) else None


def _is_new_name(text: str, cast: Cast, since: int, aside: Phrase) -> bool:
    """A body, or a name that no entity has, after its role: "The regulator, Sutran, said"."""
    bodies = [it for it in cast.within(aside.start, aside.end) if is_body(it.entity)]
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
    before = _start(text, since, start - 1)
    role = _ROLE.match(text, before, start)
    return before if role and not has_verb(text, before, start) else start


_CONJUNCTION = re.compile(r" (?:and|but|or|while|as|though|although) ")
_NEW_NAME = re.compile(r" [A-Z][\w.\u2019']{2,}(?: [A-Z][\w.\u2019'-]+){0,3}")
_ROLE = re.compile(
    r"\s*(?:the|an?|his|her|its|their|The|An?|His|Her|Its|Their|[A-Z][\w.-]*['\u2019]s?)\s"
)
_PARTICIPLE = re.compile(r" (?:based|listed|founded|owned|run|led|headquartered) (?:in|by|on) ")
_ASIDE_OF = re.compile(r"\s*(?:of|in|at|from|with|for|who|which|whose|where|[a-z]+ing) ")


def _is_short_name(aside: str) -> bool:
    """A party and district, a club: "D-El Paso", "R-Texas"."""
    return aside.strip()[:1].isupper() and len(aside.split()) <= 3  # noqa: PLR2004


def after(text: str, verb_end: int, until: int) -> Phrase | None:
    """The subject that stands after a verb, up to punctuation."""
    found = _BREAK.search(text, verb_end, until)
    end = found.start() if found else until
    while end > verb_end and text[end - 1] in " .?!":
        end -= 1
    return Phrase(verb_end, end) if text[verb_end:end].strip() else None


def has_verb(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a finite verb, as far as forms tell."""
    return bool(FINITE.search(text, start, end))


_DAY = re.compile(
    r" (?:(?:on|late|early|late on|early on) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?$| (?:earlier|last|this) (?:week|month|year)$"
)


_DAY_ENDS = frozenset({"day", "ing", "oon", "ght", "eek", "nth", "ear"})


def _without_adverbs(text: str, since: int, end: int) -> int:
    """The end without "has also", "later", "on Friday"."""
    while True:
        trimmed = len(text[since:end].rstrip()) + since
        if text[trimmed - 3 : trimmed] in _DAY_ENDS and (
            day := _DAY.search(text, max(since, trimmed - 40), trimmed)
        ):
            end = day.start()
            continue
        word = _LAST_WORD.search(text, max(since, trimmed - 20), trimmed)
        if not word or word[1].lower() not in _ADVERBS:
            return trimmed
        end = word.start(1)


def _start(text: str, since: int, end: int) -> int:
    """Where the phrase that ends here begins: after punctuation, or after "and", "while"."""
    start = since
    for found in _BREAK.finditer(text, since, end):
        start = found.end()
    for found in _JOINED.finditer(text, start, end):
        if has_verb(text, start, found.start()):
            start = found.end()
    return start
