"""Verbs of speaking, and which of their uses report nothing."""

import re
from functools import cache

from stream.enrich.forms import Forms
from stream.enrich.lists import rows, words

SAY, TELL, REPORT, ASK, CALL = "say", "tell", "report", "ask", "call"
THAT = "that"
ACCORDING = "according"

_NOT_BEFORE = words("quotes", "not before")
_BE = words("quotes", "passive")
_BETWEEN = words("quotes", "between")
_NEGATED = ("n't", "n\u2019t")
_REACH = 40
_PLURAL_BEFORE = re.compile(r"(?:[a-z]s|police|people|[a-z]men|who|they|They|We|we|I|media|women)$")


@cache
def kinds() -> dict[str, str]:
    """The kind of every form."""
    return {form: kind for kind, forms in rows("quotes", "verbs.tsv") for form in forms.split()}


@cache
def forms() -> Forms:
    """Finds every form, and "according to"."""
    return Forms([*kinds(), "according to", "According to"])


def reports(text: str, start: int, verb: str) -> bool:
    """Whether the verb at `start` can report: neither negated, wished nor a noun."""
    before = text[max(0, start - _REACH) : start].lower().split()
    last = before[-1] if before else ""
    if last in _NOT_BEFORE or last.endswith(_NEGATED):
        return False
    while before and (before[-1] in _BETWEEN or before[-1].endswith("ly")):
        before.pop()
    if before and (before[-1] in _BE or before[-1].endswith(_NEGATED)):
        return False
    if verb in {"say", "tell"}:
        return bool(_PLURAL_BEFORE.search(text[max(0, start - 8) : start].rstrip()))
    return True


def is_participle(verb: str) -> bool:
    """Whether it needs the subject of another verb: "adding"."""
    return verb.endswith("ing")
