"""Abbreviations that the story itself explains: "Gulf Trade Organization (GTO)", later "GTO"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span

EXPLAINED = "explained"

_BRACKET = re.compile(r" \( ?(?P<short>[A-Z][A-Za-z]{1,8}) ?\)")
_SMALL = frozenset({"of", "and", "the", "for", "on", "in", "to", "&", "de", "du", "des"})
_REACH = 120
_WORD = re.compile(r"[\w'\u2019&]+")
_SHORTEST, _LONGEST = 2, 8


@dataclass(frozen=True, slots=True)
class Explained:
    """A long name and its short form, where the story sets them side by side."""

    long: Span
    short: Span


def explained(passage: Passage) -> Iterator[Explained]:
    """Every "Long Name (LN)" of the passage whose initials agree."""
    if " (" not in passage.text:
        return
    for match in _BRACKET.finditer(passage.text, passage.opening):
        start = _long_start(passage, match.start(), match["short"])
        if start is not None:
            by = frozenset({EXPLAINED})
            kind = EntityType.ORGANISATION
            short = Span(*match.span("short"), kind, by)
            yield Explained(Span(start, match.start(), kind, by), short)


def _long_start(passage: Passage, end: int, short: str) -> int | None:
    """Where the words begin whose initials spell the short form, read backwards."""
    since = max(passage.opening, end - _REACH, passage.text.rfind("\n", 0, end))
    wanted = [letter for letter in short.casefold() if letter.isalpha()]
    for match in reversed(list(_WORD.finditer(passage.text, since, end))):
        word = match[0]
        if wanted and word[0].casefold() == wanted[-1] and word[0].isupper():
            wanted.pop()
        elif word not in _SMALL:
            return None
        if not wanted:
            return match.start()
    return None


def is_short(name: str) -> bool:
    """Whether a name looks like an abbreviation: 2-8 capitals, perhaps with dots."""
    letters = name.replace(".", "")
    return _SHORTEST <= len(letters) <= _LONGEST and letters.isalpha() and letters.isupper()


def initials(name: str) -> str:
    """The initials of a name's own words: "Organization of American States" is "OAS"."""
    parts = _WORD.findall(name.replace("-", " "))
    return "".join(part[0] for part in parts if part not in _SMALL).upper()
