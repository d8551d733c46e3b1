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
    r"|[A-Z][\w.-]*['\u2019]s? |without |unlike |despite |however|meanwhile|though|too|in turn"
    r"|sent |held |made |given |seen |shown |known |born |led |run |built |written |found |paid "
    r"|brought |taken |flanked|himself|herself|a\.k\.a|[a-z-]+(?:ed|ing) |also |like |one of |both |wearing )"
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
        start = _last_subject(text, cast, start, end)
        return Phrase(start, end, left=start) if end > start else None
    return _before_comma(text, cast, since, end - 1)


def _last_subject(text: str, cast: Cast, start: int, end: int) -> int:
    """Where the nearest subject begins: "talks *that Oman* (called)", "with the BBC *she* (said)"."""
    if pronoun := _PRONOUN_LAST.search(text, start, end):
        return pronoun.start(1)
    named = cast.within(start, end)
    that = named and named[-1].end == end and _THAT_LAST.search(text, start, named[-1].start)
    return named[-1].start if that else start


def before_relative(text: str, cast: Cast, since: int, end: int) -> Phrase | None:
    """What the relative clause that begins at `end` is about: "*Ada Byron*, 34, who (met)"."""
    return _before_comma(text, cast, max(since, end - _REACH), end, whole=True)


def antecedent(text: str, cast: Cast, since: int, phrase: Phrase) -> Phrase | None:
    """What "who" or "which" stands for, where the phrase is or ends with one of them."""
    found = _RELATIVE_LAST.search(text, phrase.start, phrase.end)
    if found is None:
        return None
    end = len(text[since : found.start()].rstrip(" ,")) + since
    if text[end : end + 1] == ",":
        return before_relative(text, cast, since, end)
    start = max(phrase.start, _start(text, since, end))
    if start > since and text[start - 1] == "," and _ASIDE.match(text, start, end):
        return _before_comma(text, cast, since, start - 1, whole=True)
    return Phrase(start, end, left=start) if end > start else None


def _before_comma(
    text: str, cast: Cast, since: int, end: int, *, whole: bool = False
) -> Phrase | None:
    """The subject before what stands between commas: ages, appositions, relative clauses."""
    for turn in range(_MOST_ASIDES):
        start = _participle(text, since, end) or _start(text, since, end)
        start = _relative(text, since, start)
        aside = text[start:end]
        named = [it for it in cast.within(start, end) if is_person(it.entity)]
        if named and named[-1].end == end and not _ASIDE_OF.match(aside):
            left = _left(text, since, start)
            if (
                start > since
                and text[start - 1] == ","
                and _FOR_NAME.search(aside[: named[-1].start - start])
            ):
                end = start - 1
                continue
            if _SOMEBODY_OF.match(text, left, start):
                return Phrase(left, start - 1, left=left)
            return Phrase(start, end, left=left)
        commas = start > since and text[start - 1] == ","
        if commas and not turn and _is_new_name(text, cast, since, Phrase(start, end)):
            return Phrase(start, end, left=_left(text, since, start))
        if commas and (
            _ASIDE.match(aside) or _is_short_name(aside) or _is_role(text, cast, since, start, end)
        ):
            end = start - 1
        elif turn or whole:
            return Phrase(start, end, left=start)
        else:
            return None
    return None


def _relative(text: str, since: int, start: int) -> int:
    """Where the aside begins whose relative clause was cut at "and": "a baker who won and (left)"."""
    if start <= since or text[start - 1] == ",":
        return start
    comma = text.rfind(",", since, start)
    cut = comma >= 0 and (_WHO.search(text, comma, start) or _ASKED.match(text, comma + 1, start))
    return comma + 1 if cut else start


def _is_role(text: str, cast: Cast, since: int, start: int, end: int) -> bool:
    """A role without an article right after a person: "Ada Byron, president of the club, (said)"."""
    people = [it for it in cast.within(since, start - 1) if is_person(it.entity)]
    if not people or people[-1].end != start - 1:
        return False
    return text[start : start + 2].strip()[:1].islower() and not has_verb(text, start, end)


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


_ASKED = re.compile(
    r" (?:asked|speaking|talking|writing|responding|reacting|answering|questioned) "
)
_WHO = re.compile(r"\b(?:who|which|whose|where) ")
_SOMEBODY_OF = re.compile(
    r"\s*(?:[Tt]he|[Aa]n?)"
    r" (?:family|parents|mother|father|widow|relatives|friends?|lawyers?|son|daughter|brother|sister"
    r"|colleagues?|wife|husband) of (?:one|an?|the|another|his|her|two) (?:of the |other )?[a-z]"
)
"""A name after it is that of the other: "the family of one victim, Ada Byron, (said)"."""
_FOR_NAME = re.compile(
    r"^\s*(?:an?|the|his|her|their|its) .* (?:for|of|to|with|from|by) (?:[A-Z][\w.]* )*$"
)
"""So an aside ends with another's name: "a spokeswoman for Gov. Byron"."""
_RELATIVE_LAST = re.compile(r"\b(?:who|which)$")
_PRONOUN_LAST = re.compile(r"(?<=\w )(he|she|it|they)$")
_THAT_LAST = re.compile(r"\b(?:that|which|whom|what) (?:the )?$")
_CONJUNCTION = re.compile(r" (?:and|but|or|while|as|though|although) ")
_NEW_NAME = re.compile(r" [A-Z][\w.\u2019']{2,}(?: [A-Z][\w.\u2019'-]+){0,3}")
_ROLE = re.compile(
    r"\s*(?:(?:One|one) of (?:the|its|his|her|their)"
    r"|the|an?|his|her|its|their|The|An?|His|Her|Its|Their|[A-Z][\w.-]*['\u2019]s?)\s"
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


_MODIFIED = re.compile(r"(?<!\w)(?:of|the|an?|its|his|her|their|with|for|by|from) $", re.IGNORECASE)
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
        if _acts(text, start, found.start()):
            start = found.end()
    return start


def _acts(text: str, start: int, end: int) -> bool:
    """Whether it has a verb that is no adjective: not "the maker of *quilted* jackets"."""
    return any(
        not (
            it[0].endswith("ed") and _MODIFIED.search(text, max(start, it.start() - 8), it.start())
        )
        for it in FINITE.finditer(text, start, end)
    )
