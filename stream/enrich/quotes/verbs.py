"""Verbs of speaking, and which of their uses report nothing."""

import re
from functools import cache

from stream.enrich.forms import Forms
from stream.enrich.lists import rows, words

SAY, TELL, REPORT, ASK, CALL = "say", "tell", "report", "ask", "call"
THAT, QUOTED, VOICED, SHOW = "that", "quoted", "voiced", "show"
ACCORDING = "according"

_NOT_BEFORE = words("quotes", "not before")
_BE = words("quotes", "passive")
_BETWEEN = words("quotes", "between")
_NEGATED = ("n't", "n\u2019t")
_REACH = 40
_BARE = words("quotes", "bare")
"""Forms that are nouns or infinitives, except after somebody."""
_THEY = re.compile(
    r" (?:researchers|scientists|experts|analysts|officials|police|doctors|MPs|lawyers"
    r"|campaigners)\b"
)
_MANY_OF = re.compile(
    r"\b(?:[A-Za-z-]{3,}s|people|police)"
    r" (?:close to|familiar with|in|at|of|from|near|for|with) (?:[\w'\u2019-]+ ){1,6}$"
)
"""Many, whom a place or a name follows: "sources close to the Swede *say*"."""
_NOUNS = words("quotes", "noun")
_NOUN_AFTER = re.compile(r" (?:on|of|to|about|for|from|in|by|over|against|with|and|or)\b")
"""So a form is a noun: "Tory *promises* on policing", "*claims* of fraud"."""
_POSSESSIVE = ("'s", "\u2019s", "s'", "s\u2019")
_OWNED = words("quotes", "owned")
"""Adjectives and nouns as well, after a possessive: "his firm's *reported* losses"."""
_OBJECT = re.compile(r" (?:that|the|an?|it|he|she|they|there|its|his|her|their) ")
"""What no adjective stands before: "Sotheby's reported *that* it leaked"."""
_BEFORE_NOUNS = words("quotes", "before a noun")
_COMPOUNDS = {("member", "states"), ("gulf", "states"), ("police", "reports"), ("media", "reports")}
_BY_SOMEBODY = re.compile(r" by (?!(?:tele)?phone|e-?mail|text|video|letter)")
"""So a form is passive: "claims *denied* by the firm"."""
_SUMS = {"added", "adds", "adding"}
_SUM = re.compile(
    r" (?:about |almost |nearly |another |as much as |more than )?"
    r"[$\u20ac\u00a3\u00a5]?\d[\d.,]*"
    r"(?: ?%|,| and\b| (?:rebounds|assists|runs|goals|saves|more|others?|new|jobs)\b"
    r"| (?:per ?cent|points?|pence|cents?|basis|million|billion)\b)"
)
"""So a price adds something: nobody speaks."""
_SOME = re.compile(r"[\ue002\ue003],? (?:some|many|several|most|others) $")
"""So many say what was quoted: "«Give them back,» *some* shouted"."""
_ALSO = re.compile(r"(?: (?:also|now|still|often|all|both|[a-z]{3,}ly))+$")
_PLURAL_BEFORE = re.compile(
    r"(?:[a-z](?<!u)s|police|people|[a-z]men|who|they|They|We|we|I|media|women)$"
)


@cache
def kinds() -> dict[str, str]:
    """The kind of every form."""
    listed = rows("quotes", "verbs.tsv")
    return {form.replace("_", " "): kind for kind, forms in listed for form in forms.split()}


@cache
def forms() -> Forms:
    """Finds every form, and "according to"."""
    return Forms([*kinds(), "according to", "According to"])


def reports(text: str, start: int, verb: str, *, named: bool = False) -> bool:
    """Whether the verb at `start` can report: neither negated, wished nor a noun.

    `named` says that a name ends right before it, which may be a possessive: "Moody's".
    """
    written = text[max(0, start - _REACH) : start].split()
    before = [it.lower() for it in written]
    word = written[-1] if written else ""
    last = word.lower()
    owned = not named and last.endswith(_POSSESSIVE)
    if _is_no_speech(text, start + len(verb), verb, word, owned=owned):
        return False
    if _SOME.search(text, max(0, start - _REACH), start):
        return True
    if last in _NOT_BEFORE or last.endswith(_NEGATED):
        return False
    while before and (before[-1] in _BETWEEN or before[-1].endswith("ly")):
        before.pop()
    if before and (before[-1] in _BE or before[-1].endswith(_NEGATED)):
        return False
    return verb not in _BARE or _has_many_before(text, start, verb)


def _is_no_speech(text: str, end: int, verb: str, word: str, *, owned: bool) -> bool:
    """Whether a price adds, a noun stands there, or something was said by others."""
    last = word.lower()
    if verb in _NOUNS:
        # As in "denied *claims* that", "his country's *promises*", "member *states*".
        owned = (
            owned
            or last in _BEFORE_NOUNS
            or (word.endswith("ed") and word[0].islower())  # No name: "Mohammed", "the Fed".
            or last in kinds()
            or (last, verb) in _COMPOUNDS
        )
        return owned or bool(_NOUN_AFTER.match(text, end))
    if owned and (verb in _OWNED or verb.endswith("ing")) and not _OBJECT.match(text, end):
        return True
    if verb in _SUMS:
        return bool(_SUM.match(text, end))
    return verb.endswith("ed") and bool(_BY_SOMEBODY.match(text, end))


def _has_many_before(text: str, start: int, verb: str) -> bool:
    """Whether "say" has those before it, or after it, who can say."""
    if verb == "say" and _THEY.match(text, start + len(verb)):
        return True
    before = _ALSO.sub("", text[max(0, start - _REACH) : start].rstrip())
    if _PLURAL_BEFORE.search(before):
        return True
    return bool(_MANY_OF.search(text, max(0, start - 2 * _REACH), start))


def is_noun_too(verb: str) -> bool:
    """Whether the form is a noun as well: "claims"."""
    return verb in _NOUNS


def is_participle(verb: str) -> bool:
    """Whether it needs the subject of another verb: "adding"."""
    return verb.endswith("ing") and kinds().get(verb) != QUOTED
