"""Verbs that state an act as done; not as planned, denied, alleged, or asked for."""

import re
from functools import cache
from typing import NamedTuple

from stream.enrich.forms import Form, Forms
from stream.enrich.lists import rows, several

MET, SIGNED, ATTACKED, KILLED, ARRESTED = "met", "signed", "attacked", "killed", "arrested"
ELECTED, APPOINTED, RESIGNED = "elected", "appointed", "resigned"
ACQUIRED, SANCTIONED, ANNOUNCED = "acquired", "sanctioned", "announced"

_NOT_DONE = re.compile(
    r"(?:n['\u2019]t|\b(?:not|never|no|to|would|will|could|can|may|might|should|must|shall|if|whether"
    r"|unless|without|against|was|were|is|are))"
    r"(?: (?:be|have|have been|been|being|also|ever|yet|only|soon|then))?[ -]$",
    re.IGNORECASE,
)
# "Nobody was killed", "was nearly killed"; "nearly 200 were killed" is one.
_UNDONE = re.compile(
    r"(?:\b(?:nobody|no one|none|neither|no [a-z]+)(?: (?:was|were|has been|had been|have been))?"
    r"|\b(?:nearly|almost|narrowly)) $",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?P<be>was|were|been|being|is|are|got|gets) (?:(?:also|then|later|first|\w+ly) ){0,2}$"
)
_HAVE = re.compile(r"\b(?:had|has|have) $")
_DOUBTED = re.compile(
    r"\b(?:alleged|allegedly|accused|accusing|suspected of|suspects? that|denied|denies|denying"
    r"|claims?|claimed|if|whether|unless|rumou?rs?|reportedly|supposedly|who would|should|could"
    r"|erroneously|wrongly|falsely|mistakenly|incorrectly|retract(?:s|ed|ion)?|fake|hoax|untrue"
    r"|not true|reports that|(?:film|movie|novel|drama) (?:in which|where)"
    r"|might|may|(?:threatened|planned|plans|expected|refused|proposed|suspected|due) to)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"\b(?:the|an?|his|her|its|their|this|that|each|every|of|newly|most) $")
_NOUN_AFTER = re.compile(r" (?:officials?|president|government|leaders?|members?|copies|copy)\b")
_REACH = 32
_OF_TWO = {MET, SIGNED}
AFTER = " after "
"""So a clause without a subject of its own hangs on another verb: "said *after meeting* Varga"."""


class Trigger(NamedTuple):
    """A verb that states an act, end exclusive; `begin` is where its auxiliaries begin."""

    act: str
    start: int
    end: int
    begin: int
    passive: bool
    participle: bool


@cache
def _acts() -> dict[str, tuple[str, bool]]:
    """Each form with its act, and whether it is a participle."""
    found: dict[str, tuple[str, bool]] = {}
    for act, forms, participles in rows("acts", "acts.tsv"):
        found |= dict.fromkeys(several(forms), (act, False))
        found |= dict.fromkeys(several(participles), (act, True))
    return found


@cache
def forms() -> Forms:
    """Finds every form that may state an act."""
    return Forms(_acts())


def triggers(text: str, start: int, found: list[Form]) -> list[Trigger]:
    """The acts that a sentence states, left to right; `found` are the forms in it."""
    return [it for form in found if (it := _trigger(text, start, form))]


def _trigger(text: str, since: int, form: Form) -> Trigger | None:
    start, end, written = form
    act, participle = _acts()[written]
    reach = max(since, start - _REACH)
    if _DOUBTED.search(text, max(since, start - 160), start) or _UNDONE.search(text, reach, start):
        return None
    if participle:
        follows = text[:start].rstrip()[-1:] in {",", ""} or text[reach:start].endswith(
            (" and ", AFTER) if act in _OF_TWO else " and "
        )
        return Trigger(act, start, end, start, passive=False, participle=True) if follows else None
    passive = _PASSIVE.search(text, reach, start)
    begin = passive.start() if passive else start
    have = _HAVE.search(text, max(since, begin - 8), begin)
    begin = have.start() if have else begin
    if _NOT_DONE.search(text, max(since, begin - _REACH), begin):
        return None
    if passive and passive["be"] in {"is", "are"} and not have:
        return None
    noun = _NOUN_BEFORE.search(text, reach, start) or _NOUN_AFTER.match(text, end)
    if not passive and noun and not (act == KILLED and text.endswith(" that ", reach, start)):
        return None
    return Trigger(act, start, end, begin, passive=bool(passive), participle=False)
