"""The agency's own name where it only signs: "..., Halden reports." It isn't what a story is about.

Named elsewhere, "Halden sued the ministry", the agency is an organisation like any other.
"""

import re
from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span
from stream.gazetteer import fold

SIGNATURE = "signature"

_BEFORE = re.compile(r"(?:,\s|\b(?:[Tt]old|[Tt]ells|[Ii]nformed|[Tt]o)\s|[(/\[]\s?)$")
_AFTER = re.compile(
    r"\s(?:reports?|reported|informs|informed|writes|wrote|learned|said)\b|\s?[)/\]]"
)
_TOLD = re.compile(r"\b(?:[Tt]old|[Tt]ells|[Ii]nformed)\s$")
_REACH = 12


def without_signatures(
    passage: Passage, spans: Iterable[Span], agencies: Iterable[str]
) -> list[Span]:
    """The spans without the agency's signatures; where it isn't one, it is an organisation."""
    names = {fold(name) for name in agencies}
    return [
        _as_agency(span) if fold(passage.of(span)) in names else span
        for span in spans
        if not (fold(passage.of(span)) in names and _signs(passage, span))
    ]


def _signs(passage: Passage, span: Span) -> bool:
    before = passage.text[max(passage.opening, span.start - _REACH) : span.start]
    after = passage.text[span.end : span.end + _REACH]
    return bool(_TOLD.search(before) or (_BEFORE.search(before) and _AFTER.match(after)))


def _as_agency(span: Span) -> Span:
    kind = EntityType.ORGANISATION
    return span if span.type is kind else span.as_type(kind, SIGNATURE)
