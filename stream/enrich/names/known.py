"""Countries, bodies and companies that the text names as we list them, seen by the model or not."""

import re
from collections.abc import Iterator
from functools import cache

from schemas.enrichment import EntityType
from stream.enrich.names.bodies import bodies
from stream.enrich.names.phrases import Phrases
from stream.enrich.names.reader import set_in_capitals
from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.tables import rows, words
from stream.enrich.names.tickers import before_tickers
from stream.gazetteer import asks_for_more, cities, companies, countries, fold

LISTED = "listed"

# Countries whose names are also first names, surnames, words or other places: these need the model.
AMBIGUOUS = words("ambiguous country")

_LONGEST_SHORT = 4
_LARGE = 100_000
_CAPITAL = re.compile(r" [A-Z]")
_NAME = re.compile(r"[a-z] (?!The )[A-Z]\w* $")
_REACH = 30


def known(passage: Passage) -> list[Span]:
    """Spans of listed names after the dateline. Abbreviations don't count in a line of capitals."""
    found = [*_phrases().find(passage), *_of_companies(passage)]
    return [
        Span(start, end, kind, frozenset({LISTED}))
        for start, end, kind in found
        if start >= passage.opening and not _shouted(passage, start, end)
    ]


def _shouted(passage: Passage, start: int, end: int) -> bool:
    name = passage.text[start:end]
    if not name.isupper() or len(name) > _LONGEST_SHORT:
        return False
    line_start = passage.text.rfind("\n", 0, start) + 1
    line_end = passage.text.find("\n", end)
    return set_in_capitals(passage.text[line_start : line_end if line_end >= 0 else None][:2000])


def _of_companies(passage: Passage) -> Iterator[tuple[int, int, EntityType]]:
    """Listed companies, where no capital beside makes it another name: "Allianz Arena"."""
    for start, end, kind in _companies().find(passage):
        if not _CAPITAL.match(passage.text, end) and not _NAME.search(
            passage.text[max(0, start - _REACH) : start]
        ):
            yield start, end, kind
    for start, end in before_tickers(passage.text, passage.opening):
        yield start, end, EntityType.ORGANISATION


@cache
def _companies() -> Phrases[EntityType]:
    return Phrases(
        (name, EntityType.ORGANISATION)
        for it in companies()
        for name in (it.name, *it.also)
        if not asks_for_more(it, name) and not name.isupper() and len(name) > _LONGEST_SHORT
    )


@cache
def _phrases() -> Phrases[EntityType]:
    return Phrases([*_countries(), *_with_articles(), *_parts_of_world(), *_bodies()])


def _countries() -> Iterator[tuple[str, EntityType]]:
    for land in countries():
        for name in (land.name, *land.also):
            if fold(name) not in AMBIGUOUS and name[:1].isupper():
                yield name, EntityType.PLACE
                yield name.upper(), EntityType.PLACE
        yield f"Republic of {land.name}", EntityType.PLACE
        yield f"Kingdom of {land.name}", EntityType.PLACE


def _with_articles() -> Iterator[tuple[str, EntityType]]:
    """Cities whose article is part of their name: The Hague."""
    for it in cities(_LARGE):
        if it.name.startswith("The "):
            yield it.name, EntityType.PLACE


def _parts_of_world() -> Iterator[tuple[str, EntityType]]:
    for name, _ in rows("world_regions.tsv"):
        yield name, EntityType.PLACE


def _bodies() -> Iterator[tuple[str, EntityType]]:
    for it in bodies():
        for name in it.names:
            yield name, EntityType.ORGANISATION
