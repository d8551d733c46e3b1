"""What goes up or down: good where profits rise or unemployment falls, bad the other way."""

from collections.abc import Iterator

from stream.enrich.gist.cues import Cue
from stream.enrich.gist.told import GAP, Words
from stream.enrich.lists import words as listed

_WAYS = {**dict.fromkeys(listed("gist", "up"), 1.0), **dict.fromkeys(listed("gist", "down"), -1.0)}
_THINGS = {
    **dict.fromkeys(listed("gist", "good"), 1.0),
    **dict.fromkeys(listed("gist", "bad"), -1.0),
}
_ENDS = frozenset({".", "?", "!", ";", GAP, "and", "but", "while", "as", "although", "even"})
_NOT = frozenset({"not", "never", "no", "hardly", "without"})
_OF = frozenset({"of", "in", "from", "for"})
_BACK, _AHEAD, _NEAR = 8, 4, 4
_WEIGHT = 0.7


def directions(words: Words) -> Iterator[Cue]:
    """Each way with what goes it, from the one to the other."""
    low = words.low
    for at in [at for at, word in enumerate(low) if word in _WAYS]:
        if words.named[at]:
            continue
        thing = _before(low, at)
        if thing < 0:
            thing = _after(low, at)
        if thing >= 0:
            first, last = min(at, thing), max(at, thing)
            weight = _WEIGHT * _WAYS[low[at]] * _THINGS[low[thing]]
            # Said not to go that way, it says a little of the opposite.
            yield Cue(first, last, -weight / 2 if _NOT.intersection(low[first:last]) else weight)


def _before(low: list[str], at: int) -> int:
    """The nearest thing before the way, in its clause."""
    for place in range(at - 1, max(-1, at - 1 - _BACK), -1):
        word = low[place]
        if word in _ENDS:
            return -1
        if word in _THINGS:
            whole = _whose(low, place)
            return place if whole < 0 else whole
    return -1


def _whose(low: list[str], thing: int) -> int:
    """The thing that this one belongs to: "the *toll* of (accidents)"."""
    start = max(0, thing - _NEAR)
    of = next((at for at in range(thing - 1, start - 1, -1) if low[at] in _OF), -1)
    return next((at for at in range(of - 1, start - 1, -1) if low[at] in _THINGS), -1)


def _after(low: list[str], at: int) -> int:
    for place in range(at + 1, min(len(low), at + 1 + _AHEAD)):
        word = low[place]
        if word in _ENDS or word == ",":
            return -1
        if word in _THINGS:
            return place
    return -1
