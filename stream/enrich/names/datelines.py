"""The places of the dateline, which the wire room has read already."""

from collections.abc import Iterator

from schemas.enrichment import EntityType
from schemas.wire import Dateline
from stream.enrich.names.scores import DATELINE
from stream.enrich.names.spans import Passage, Span, longest_first


def dateline_spans(passage: Passage, dateline: Dateline | None) -> list[Span]:
    """Where the dateline's place, region and country stand in the body, as far as they do."""
    if dateline is None:
        return []
    return longest_first(_spans(passage, dateline))


def _spans(passage: Passage, dateline: Dateline) -> Iterator[Span]:
    """Each name after the one before it: "NEW YORK, New York" holds two places."""
    at = dateline.start
    for name in (dateline.place, dateline.region, dateline.country):
        start = _find(passage.text, name, at, dateline.end) if name else -1
        if name and start >= 0:
            at = start + len(name)
            yield Span(start, at, EntityType.PLACE, frozenset({DATELINE}))


def _find(text: str, name: str, start: int, end: int) -> int:
    """Capitals aside, where that keeps every offset."""
    window, wanted = text[start:end], name
    if len(window.lower()) == len(window) and len(name.lower()) == len(name):
        window, wanted = window.lower(), name.lower()
    found = window.find(wanted)
    return found if found < 0 else start + found
