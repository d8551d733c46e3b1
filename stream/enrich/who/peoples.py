"""Which countries a story tells of by what their people or things are called."""

import re

from stream.gazetteer import country, demonym

_PEOPLE = re.compile(
    r"(?<![\w.])(?:[A-Z]\.){2}|\b(?:U[SK]|Americans?)\b|(?<!\w)([A-Z]\w+)(?: (?=([A-Z]\w+)))?"
)


def first_told_of(text: str, start: int) -> dict[str, int]:
    """Where after `start` each country's word first stands, by its id: "*British* troops"."""
    first: dict[str, int] = {}
    for it in _PEOPLE.finditer(text, start):
        if it[1]:
            of = (it[2] and demonym(f"{it[1]} {it[2]}")) or demonym(it[1])
        else:
            # "American" is a word of several countries, and means one.
            of = country("US" if it[0].startswith("American") else it[0])
        if of:
            first.setdefault(f"wikidata:{of.wikidata}", it.start())
    return first
