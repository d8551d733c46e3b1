"""Who plays, as papers print it: "Almunia, Lauren, Campbell, Cole (Pires 72), Henry".

Most of these are surnames that no list has; the one that a town is called by is no town.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from stream.enrich.names.groups import Sighting

_MOST_LETTERS = 24
_PLAYER = (
    rf"[A-Z][\w'’.-]{{0,{_MOST_LETTERS}}}(?: [A-Z][\w'’-]{{0,{_MOST_LETTERS}}})?"
    r"(?: \([^()\n]{1,40}\))?"
)
_FEWEST = 5
_LINE_UP = re.compile(rf"\b{_PLAYER}(?:, {_PLAYER}){{{_FEWEST - 1},}}")
_NEXT = re.compile(r", (?=[A-Z])")
_FARTHEST = 3 * (4 + 2 * (1 + _MOST_LETTERS) + 43)
"""So far apart at most the first and the last comma of five names stand."""
_KEPT = 4
"""Texts: of a story, mostly."""


class LineUp(NamedTuple):
    """A list of names in a text: where it stands and how many names it has."""

    start: int
    end: int
    names: int


def without_players(places: Iterable[Sighting]) -> list[Sighting]:
    """Those places that don't stand in a list of at least five names of which few are places.

    What stands in brackets stays: it is where a player comes from.
    """
    found = [(it, _line_up_of(it)) for it in places]
    if all(line_up is None for _, line_up in found):
        return [it for it, _ in found]
    named = Counter((id(it.passage), line_up) for it, line_up in found)
    return [
        it
        for it, line_up in found
        if line_up is None
        or 2 * named[id(it.passage), line_up] >= line_up.names
        or it.passage.text.endswith("(", 0, it.span.start)
    ]


def _line_up_of(it: Sighting) -> LineUp | None:
    """The list that a place stands in."""
    line_ups = _line_ups(it.passage.text)
    at = bisect_right(line_ups, it.span.start, key=lambda one: one.start) - 1
    return line_ups[at] if at >= 0 and it.span.start < line_ups[at].end else None


@lru_cache(_KEPT)
def _line_ups(text: str) -> tuple[LineUp, ...]:
    """The lists of a text, in their order."""
    commas = [it.start() for it in _NEXT.finditer(text)]
    fourth = commas[_FEWEST - 2 :]
    if all(last - first > _FARTHEST for first, last in zip(commas, fourth, strict=False)):
        return ()
    return tuple(
        LineUp(it.start(), it.end(), it.group().count(", ") + 1) for it in _LINE_UP.finditer(text)
    )
