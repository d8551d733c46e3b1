"""The agency's own name where it only signs: "(Halden) -", "..., Halden reports", "told Halden".

It is an organisation there too, but no story is about it for that: an agency that only signs has no
relevance. Named elsewhere, "Halden sued the ministry", it is an organisation like any other.
"""

import re
from collections.abc import Iterable, Iterator

from schemas.enrichment import EntityType
from schemas.wire import Dateline
from stream.enrich.names.spans import Passage, Span, longest_first, without_overlaps
from stream.gazetteer import fold

SIGNATURE = "signature"
AGENCY = "agency"

_BEFORE = re.compile(r"(?:,\s|\b(?:[Tt]old|[Tt]ells|[Ii]nformed|[Tt]o)\s|[(/\[]\s?)$")
_AFTER = re.compile(
    r"\s(?:reports?|reported|informs|informed|writes|wrote|learned|said)\b|\s?[)/\]]"
)
_TOLD = re.compile(r"\b(?:[Tt]old|[Tt]ells|[Ii]nformed)\s$")
_REACH = 12
_LONGEST = 60
_MOST = 1_000
"""Places in a passage where one agency's name is looked at."""


def with_signatures(
    passage: Passage, spans: Iterable[Span], agencies: Iterable[str], dateline: Dateline | None
) -> list[Span]:
    """The spans, the agency's as organisations; where it only signs, also those nobody saw."""
    named = [name for name in dict.fromkeys(agencies) if 0 < len(name) <= _LONGEST]
    folded = {fold(name) for name in named}
    signed = [span for name in named for span in _written(passage, name, dateline)]
    signing = {(it.start, it.end) for it in signed}
    listed = [
        _as_agency(it) if fold(passage.of(it)) in folded else it
        for it in spans
        if (it.start, it.end) not in signing
    ]
    return without_overlaps(longest_first(signed), listed)


def _written(passage: Passage, name: str, dateline: Dateline | None) -> Iterator[Span]:
    """Where the agency signs with its name as it is, or as the dateline has it."""
    at, looked = passage.text.find(name), 0
    while at >= 0 and looked < _MOST:
        span = Span(at, at + len(name), EntityType.ORGANISATION, frozenset({SIGNATURE}))
        if _is_whole(passage.text, span) and _signs(passage, span, dateline):
            yield span
        at, looked = passage.text.find(name, span.end), looked + 1


def _is_whole(text: str, span: Span) -> bool:
    around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    return not any(sign.isalnum() for sign in around)


def _signs(passage: Passage, span: Span, dateline: Dateline | None) -> bool:
    if span.start < passage.opening:
        return dateline is not None and span.start >= dateline.start
    before = passage.text[max(passage.opening, span.start - _REACH) : span.start]
    after = passage.text[span.end : span.end + _REACH]
    return bool(_TOLD.search(before) or (_BEFORE.search(before) and _AFTER.match(after)))


def _as_agency(span: Span) -> Span:
    kind = EntityType.ORGANISATION
    return span if span.type is kind else span.as_type(kind, AGENCY)
