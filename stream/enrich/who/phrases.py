"""The phrase beside a verb that says who acts, found without a parser.

Before the verb: "Survivor Ada Byron, 34, (said)", "The council's chair, Ada Byron, (said)". After
it, where the order is turned: "(said) the council's chair, Ada Byron, at the ceremony".
"""

import re

from stream.enrich.lists import words
from stream.enrich.who.asides import before_comma, is_aside, is_role
from stream.enrich.who.cast import Cast, Mentioned, is_person, is_place
from stream.enrich.who.phrase import BREAK, Phrase, beginning

_PEOPLE = words("who", "person")
_ADVERBS = words("who", "adverb")
_LAST_WORD = re.compile(r"(?:^|(?<=\s))([A-Za-z]+)\s*$")
_RELATIVE_LAST = re.compile(r"\b(?:who|which)$")
_PRONOUN_LAST = re.compile(r"(?<=\w )(he|she|it|they)$")
_THAT_LAST = re.compile(r"\b(?:that|which|whom|what) (?:the )?$")
_WHAT_LAST = re.compile(
    r"\b(?:what|whom) (?=[\w -]+$)"
    r"|\b(?:that|which) (?=(?:one|an?|some|the|its|his|her|their) [a-z-]+$)"
)
_BY = re.compile(
    r"\b(?:by|met|beat|joined|replaced|succeeded|hired|appointed|defeated)"
    r" (?:the |an? |[a-z-]+ |[A-Z][\w.]* ){0,4}$"
)
"""So a relative clause is about the name before it: "a suit filed *by* Ada Byron, who (said)"."""
_OF_NAME = re.compile(r"\b(\w+) (?:for|to|with|from|against|of|over|on|at|alongside|about) $")
"""Before a name: "it is hard *for* Ada Byron, who (said)", but not "the *lawyer* for Ada Byron"."""
_CONJUNCTION = re.compile(r" (?:and|but|or|while|as|though|although) ")
_BUT_OTHERS = re.compile(
    r" (?:but|while|though|although|whereas)"
    r"(?= (?:(?!of |in |at |for |with |from |to |on |by )[a-z-]+ ){0,2}[a-z]{2,}s$)"
)
"""Before many who have no name: "Acme grows *but* critics (say)", whatever verb stands first."""
_WHEN = re.compile(
    r" ?(?:On|Late on|Early on|Late|Early|Last|Earlier|Earlier on|Later on|Later) "
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month|year|night|this week|this month"
    r"|this year|in the day)(?: (?:morning|afternoon|evening|night))? "
)
"""An opener without its comma: "*On Monday* the ministry (said)"."""
_DAY = re.compile(
    r" (?:(?:on|late|early|late on|early on) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?$| (?:earlier|last|this) (?:week|month|year)$"
)
_OWN = re.compile(
    r" (?:the|an?|one|his|her|its|their|this|that|another|who|which|whose|he|she|it|they|we|you|I)"
    r"\b",
    re.IGNORECASE,
)
_STARTS = frozenset({"", "\ue002", "\ue003"})
_DASHES = frozenset("-\u2013\u2014")
"""Around an aside: "Ada Byron *- who won -* (said)"."""
_ROLE_ARTICLES = {"a", "an", "the"}
_DAY_ENDS = frozenset({"day", "ing", "oon", "ght", "eek", "nth", "ear"})
_REACH = 400
_SHARES = (" and", " but", " or", ", and", ", but")


def before(text: str, cast: Cast, since: int, verb: int) -> Phrase | None:
    """The subject that stands before a verb in a sentence that begins at `since`."""
    since = max(since, verb - _REACH)
    end = _without_adverbs(text, since, verb)
    if end <= since:
        return None
    if (
        text[end - 1] in _DASHES
        and (dash := text.rfind(f" {text[end - 1]} ", since, end - 1)) > since
    ):
        start = beginning(text, since, dash)
        return Phrase(start, dash, left=start) if dash > start else None
    if text[since:end].endswith(_SHARES) or end == since:
        return Phrase(end, end, joined=True)
    if text[end - 1] != ",":
        start = beginning(text, since, end)
        if text[end - 1] == "s" and (others := _BUT_OTHERS.search(text, start, end)):
            start = others.end()
        if conjunction := _CONJUNCTION.match(text, start, end):
            start = conjunction.end()
        if when := _WHEN.match(text, start, end):
            start = when.end()
        start = _last_subject(text, cast, start, end)
        if (
            start > since
            and text[start - 1] == ","
            and _may_be_role(text, cast, since, Phrase(start, end))
        ):
            role = is_role(text, cast, since, Phrase(start, end))
            return (
                before_comma(text, cast, since, start - 1)
                if role
                else Phrase(start, end, left=start)
            )
        return Phrase(start, end, left=start) if end > start else None
    return before_comma(text, cast, since, end - 1)


def _may_be_role(text: str, cast: Cast, since: int, phrase: Phrase) -> bool:
    """Whether it may lack its comma: "Ada Byron, *a director at Acme* (said)"."""
    own = _OWN.match(text, phrase.start, phrase.end)
    if own is None:
        return True
    named = cast.within(since, phrase.start)
    last = named[-1] if named and named[-1].end == phrase.start - 1 else None
    if own[0].strip() not in _ROLE_ARTICLES or last is None or not is_person(last.entity):
        return False
    return text[since : last.start].rstrip(" ,")[-1:] in _STARTS


def _last_subject(text: str, cast: Cast, start: int, end: int) -> int:
    """Where the nearest subject begins: "talks that *Oman* (called)", "to the BBC *she* (said)"."""
    if pronoun := _PRONOUN_LAST.search(text, start, end):
        return pronoun.start(1)
    if what := _WHAT_LAST.search(text, start, end):
        return what.end()
    named = cast.within(start, end)
    that = named and named[-1].end == end and _THAT_LAST.search(text, start, named[-1].start)
    return named[-1].start if that else start


def before_relative(text: str, cast: Cast, since: int, end: int) -> Phrase | None:
    """What the relative clause that begins at `end` is about: "*Ada Byron*, 34, who (met)"."""
    return before_comma(text, cast, max(since, end - _REACH), end, whole=True)


def antecedent(text: str, cast: Cast, since: int, phrase: Phrase) -> Phrase | None:
    """What "who" or "which" stands for, where the phrase is or ends with one of them."""
    found = _RELATIVE_LAST.search(text, phrase.start, phrase.end)
    if found is None:
        return None
    end = len(text[since : found.start()].rstrip(" ,")) + since
    named = cast.within(max(since, end - _REACH), end)
    last = named[-1] if named and named[-1].end == end else None
    if (
        last
        and is_place(last.entity)
        and not (found[0] == "which" and text.endswith(" by ", 0, last.start))
    ):
        last = None
    if last and (found[0] == "which" or _is_nearest(text, since, last)):
        return Phrase(last.start, end, left=last.start)
    if text[end : end + 1] == ",":
        return before_relative(text, cast, since, end)
    start = max(phrase.start, beginning(text, since, end))
    if start > since and text[start - 1] == "," and is_aside(text, start, end):
        return before_comma(text, cast, since, start - 1, whole=True)
    return Phrase(start, end, left=start) if end > start else None


def _is_nearest(text: str, since: int, last: Mentioned) -> bool:
    """Whether "who" is the name right before it, not one whose (lawyer) is told of."""
    if not is_person(last.entity):
        return bool(_BY.search(text, max(since, last.start - 60), last.start))
    of = _OF_NAME.search(text, max(since, last.start - 60), last.start)
    return of is None or of[1].lower() not in _PEOPLE


def after(text: str, verb_end: int, until: int) -> Phrase | None:
    """The subject that stands after a verb, up to punctuation."""
    found = BREAK.search(text, verb_end, until)
    end = found.start() if found else until
    while end > verb_end and text[end - 1] in " .?!":
        end -= 1
    return Phrase(verb_end, end) if text[verb_end:end].strip() else None


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
