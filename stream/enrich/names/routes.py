"""Two places that a way joins are two: "left Sokoto for Lagos"."""

import re
from collections.abc import Iterator

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span
from stream.gazetteer import city, country

_BETWEEN = re.compile(r" (?:for|to|and|via) (?=[A-Z])")


def ends_of_route(passage: Passage, span: Span) -> Iterator[Span]:
    """The span, or both ends where it is a way between two places that we know."""
    place = span.type is EntityType.PLACE
    way = _BETWEEN.search(passage.text, span.start, span.end) if place else None
    if way and not _is_known(passage.of(span)):
        first, last = span.at(span.start, way.start()), span.at(way.end(), span.end)
        if _is_known(passage.of(first)) and _is_known(passage.of(last)):
            yield from (first, last)
            return
    yield span


def _is_known(name: str) -> bool:
    return city(name) is not None or country(name) is not None
