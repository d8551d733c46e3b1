"""Reported clauses: where they begin and end, and whether words after a verb are one."""

import re

from stream.enrich.quotes import verbs
from stream.enrich.quotes.marks import OPEN
from stream.enrich.sentences.splitter import Stretch
from stream.enrich.who import phrases

_PARTICIPLES = (
    "adding|saying|noting|warning|stressing|insisting|arguing|claiming|pointing out|explaining"
    "|acknowledging|stating|emphasizing|emphasising|confirming|recalling|announcing|calling"
    "|describing|suggesting|predicting|telling|conceding|admitting|alleging|vowing|pledging"
)
_AGAIN = (
    "said|says|told|added|warned|noted|called|described|insisted|urged|asked|announced|vowed"
    "|pledged|stressed|praised|promised|accused|confirmed|denied"
)
_CUT = re.compile(
    rf", but (?!that )|,? (?:and|but) (?=(?:also |later |then )?(?:{_AGAIN})\b)"
    rf"|,? while (?=[^,]{{2,80}} (?:{_AGAIN})\b)|, (?=(?:{_PARTICIPLES})\b)|, (?=according to )"
)
_AND_THAT = re.compile(r",? (?:and|but|or) that (?=[\w\ue000])")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|where)\b")
_STARTS = re.compile(
    r"(?:he|she|it|they|there|we|I|his|her|its|their|the|an?|this|these|those|some|many|most|all"
    r"|at least|more than|about|no one|nobody|[A-Z]\w+|\d[\d,.]*|\w+ (?:people|of)) (?:\S+ ){2,}"
)
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|will|could|can|may|might|should|must|did|does|wasn"
    r"|weren|isn|aren|hadn|hasn|haven|wouldn|couldn|didn|doesn|don)\b"
    r"|(?<=\w)['\u2019](?:d|ll|ve|re)\b"
)
_STOPS = ".?!;, "
_FULL = {verbs.SAY, verbs.TELL}


def clauses(text: str, start: int, until: int) -> tuple[Stretch, ...]:
    """The clause from here, cut where another attribution begins, divided at "and that"."""
    cut = _CUT.search(text, start, until)
    end = cut.start() if cut else until
    parts: list[Stretch] = []
    for joint in _AND_THAT.finditer(text, start, end):
        parts.append(bare(text, start, joint.start()))
        start = joint.end()
    parts.append(bare(text, start, end))
    return tuple(part for part in parts if part.end > part.start)


def bare(text: str, start: int, end: int) -> Stretch:
    """The stretch without space and punctuation around it."""
    while start < end and text[start] in " ,:":
        start += 1
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    return Stretch(start, end)


def is_clause(text: str, clause: Stretch, kind: str) -> bool:
    """Whether words right after a verb, without "that", are a clause."""
    if kind == verbs.THAT:
        return False
    if kind in _FULL and OPEN in text[clause.start : clause.end]:
        return True
    if kind == verbs.SAY and _STARTS.match(text, clause.start, clause.end):
        return True
    forms = phrases.FINITE if kind in _FULL else _AUXILIARY
    verb = forms.search(text, clause.start, clause.end)
    if not verb:
        return False
    before = text[clause.start : verb.start()]
    if not before.strip():
        return False
    return kind in _FULL or not (_RELATIVE.search(before) or "," in before)
