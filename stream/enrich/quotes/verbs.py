"""Verbs of speaking, and which of their uses report nothing."""

import re
from functools import cache

from stream.enrich.lists import rows

SAY, TELL, REPORT, ASK, CALL = "say", "tell", "report", "ask", "call"
THAT = "that"
ACCORDING = "according"

_NOT_BEFORE = re.compile(
    r"(?:n['\u2019]t|\b(?:not|never|to|would|will|could|can|may|might|should|must|shall|is|are|was"
    r"|were|be|been|being|without|the|an?|its|his|her|their|no|any|such|by|of|as|for|with|so|these"
    r"|those|some|many|few|several|all|self))[ -]$",
    re.IGNORECASE,
)
_PASSIVE_BEFORE = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:(?:\w{2,20}ly|also|still|then|only|both|once) ){1,2}$"
)
_PLURAL_BEFORE = re.compile(r"(?:[a-z]s|police|people|[a-z]men|who|they|They|We|we|I|media|women)$")


@cache
def kinds() -> dict[str, str]:
    """The kind of every form."""
    return {form: kind for kind, forms in rows("quotes", "verbs.tsv") for form in forms.split()}


@cache
def pattern() -> re.Pattern[str]:
    """Finds every form, and "according to"."""
    forms = sorted(kinds(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)}|According to|according to)(?!\w)")


def reports(text: str, start: int, verb: str) -> bool:
    """Whether the verb at `start` can report: neither negated, wished nor a noun."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "-'\u2019"):
        return False
    if _NOT_BEFORE.search(text, max(0, start - 10), start):
        return False
    if _PASSIVE_BEFORE.search(text, max(0, start - 40), start):
        return False
    if verb in {"say", "tell"}:
        return bool(_PLURAL_BEFORE.search(text[max(0, start - 8) : start].rstrip()))
    return True


def is_participle(verb: str) -> bool:
    """Whether it needs the subject of another verb: "adding"."""
    return verb.endswith("ing")
