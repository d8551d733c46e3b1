"""Who plays, as papers print it: "Almunia, Lauren, Campbell, Cole (Pires 72), Henry".

Most of these are surnames that no list has; the one that a town is called by is no town.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from stream.enrich.names.groups import Sighting

_MOST_LETTERS = 24
_PLAYER = (
    rf"[A-Z][\w'’.-]{{0,{_MOST_LETTERS}}}(?: [A-Z][\w'’-]{{0,{_MOST_LETTERS}}})?"
    r"(?: \([^()\n]{1,40}\))?"
)
_FEWEST = 5
_LINE_UP = re.compile(rf"\b{_PLAYER}(?:, {_PLAYER}){{{_FEWEST - 1},}}")
_KEPT = 256


def without_players(places: Iterable[Sighting]) -> list[Sighting]:
    """Those places that don't stand in a list of at least five names of which few are places.

    What stands in brackets stays: it is where a player comes from.
    """
    listed = list(places)
    players = {
        number
        for number, it in enumerate(listed)
        if not it.passage.text.endswith("(", 0, it.span.start)
        and any(
            start <= it.span.start < end and 2 * _named(listed, it, start, end) < count
            for start, end, count in _line_ups(it.passage.text)
        )
    }
    return [it for number, it in enumerate(listed) if number not in players]


def _named(listed: list[Sighting], of: Sighting, start: int, end: int) -> int:
    """How many places a list names."""
    return sum(it.passage is of.passage and start <= it.span.start < end for it in listed)


@lru_cache(_KEPT)
def _line_ups(text: str) -> tuple[tuple[int, int, int], ...]:
    """The lists of a text: start, end, how many names each has."""
    if text.count(", ") < _FEWEST - 1:
        return ()
    return tuple(
        (it.start(), it.end(), it.group().count(", ") + 1) for it in _LINE_UP.finditer(text)
    )
