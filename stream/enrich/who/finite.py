"""Finite verbs, as far as forms tell."""

import re

from stream.enrich.lists import any_of, words

FINITE = re.compile(
    rf"\b(?:{any_of(sorted(words('who', 'finite')))}|(?<!-)[a-z]\w+ed)\b"
    r"|(?<=\w)['\u2019](?:d|ll|ve|re)\b"
)
_MODIFIED = re.compile(r"(?<!\w)(?:of|the|an?|its|his|her|their|with|for|by|from) $", re.IGNORECASE)
_REACH = 8


def has_verb(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a finite verb."""
    return bool(FINITE.search(text, start, end))


def acts(text: str, start: int, end: int) -> bool:
    """Whether it has a verb that is no adjective: not "the maker of *quilted* jackets"."""
    return any(
        not (
            it[0].endswith("ed")
            and _MODIFIED.search(text, max(start, it.start() - _REACH), it.start())
        )
        for it in FINITE.finditer(text, start, end)
    )
