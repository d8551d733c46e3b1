"""Finds again, all through the story, what it has named once: the model misses some mentions."""

from collections.abc import Iterable

from schemas.enrichment import EntityType
from stream.enrich.names.groups import Group, Sighting
from stream.enrich.names.longer import in_longer_name
from stream.enrich.names.phrases import Phrases
from stream.enrich.names.spans import Passage, Span, without_overlaps

ECHO = "echo"

MOST = 5_000
"""Names looked for in one story; a hostile text could make more than it has stories in it."""

_SHORTEST = 2


def add_echoes(passages: list[Passage], groups: list[Group]) -> None:
    """Add to every group the mentions that nobody saw, where the words name it alone."""
    phrases = Phrases(_names(groups, _common_words(passages)).items())
    taken = _taken(groups)
    for passage in passages:
        held = taken.get(passage.field, [])
        found = {}
        for start, end, group in phrases.find(passage):
            if start >= passage.opening:
                found[start] = (Span(start, end, group.type, frozenset({ECHO})), group)
        free = without_overlaps(held, [span for span, _ in found.values()])
        for span in free:
            if ECHO in span.by and not _is_part(it := Sighting(passage, span)):
                found[span.start][1].sightings.append(it)


def _is_part(it: Sighting) -> bool:
    return it.span.type is EntityType.PLACE and in_longer_name(it)


def _taken(groups: Iterable[Group]) -> dict[str, list[Span]]:
    taken: dict[str, list[Span]] = {}
    for group in groups:
        for it in group.sightings:
            taken.setdefault(it.passage.field, []).append(it.span)
    return taken


def _names(groups: list[Group], common: set[str]) -> dict[str, Group]:
    """Every name that belongs to one group alone and isn't also a common word of the story."""
    names: dict[str, Group] = {}
    shared: set[str] = set()
    for group in groups:
        for name in sorted({it.text for it in group.sightings} | group.aliases):
            if names.setdefault(name, group) is not group:
                shared.add(name)
    kept = (name for name in names if name not in shared and _worth(name, names[name], common))
    return {name: names[name] for name, _ in zip(kept, range(MOST), strict=False)}


def _worth(name: str, group: Group, common: set[str]) -> bool:
    if len(name) < _SHORTEST or name.islower():
        return False
    # "May" and "Will" are surnames, and words: where the story has the word, the model decides.
    return name.lower() not in common or group.type is EntityType.EVENT


def _common_words(passages: Iterable[Passage]) -> set[str]:
    return {word for passage in passages for word in passage.words if word.islower()}
