"""IPTC Media Topics: codes, names, levels, parents. Only active topics are here."""

from dataclasses import dataclass
from functools import cache

from stream.enrich.topics.tables import rows


@dataclass(frozen=True, slots=True)
class MediaTopic:
    """One concept of the vocabulary."""

    code: str
    """Eight digits, without the scheme's `medtop:`."""
    level: int
    """1 for the seventeen at the top."""
    parent: str | None
    name: str
    wikidata: str | None


@cache
def vocabulary() -> dict[str, MediaTopic]:
    """Every active topic by its eight digits."""
    found = (_topic(row) for row in rows("mediatopics.tsv"))
    return {it.code: it for it in found}


@cache
def lineage(code: str) -> tuple[str, ...]:
    """The topic and its ancestors, itself first, the branch's top last.

    Raises:
        KeyError: no active topic has this code.
    """
    parent = vocabulary()[code].parent
    return (code, *lineage(parent)) if parent else (code,)


def _topic(row: list[str]) -> MediaTopic:
    code, level, parent, name, wikidata = row
    return MediaTopic(code, int(level), parent or None, name, wikidata or None)
