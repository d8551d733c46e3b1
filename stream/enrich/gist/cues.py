"""Words and phrases of good and bad news, as the lexicon lists them."""

from functools import cache
from typing import NamedTuple

from stream.enrich.gist.told import Words
from stream.enrich.lists import rows, several
from stream.enrich.topics.inflect import forms


class Cue(NamedTuple):
    """Words that speak, by the numbers of the first and the last; weight -1 to 1."""

    first: int
    last: int
    weight: float


class _Listed(NamedTuple):
    alone: float
    longer: tuple[tuple[tuple[str, ...], float], ...]
    """What may follow the first word, the longest first."""


@cache
def _lexicon() -> dict[str, _Listed]:
    """By the first word."""
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for weight, terms in rows("gist", "tone.tsv"):
        for term in several(terms):
            for form in (term, *forms(term)):
                first, *rest = form.removesuffix("*").split()
                found.setdefault(first, {}).setdefault(tuple(rest), float(weight))
    return {
        first: _Listed(
            ends.get((), 0.0),
            tuple(sorted(((it, w) for it, w in ends.items() if it), key=lambda it: -len(it[0]))),
        )
        for first, ends in found.items()
    }


def cues(words: Words) -> list[Cue]:
    """The cues of a text outside names, left to right; the longest at each place."""
    lexicon, low, named = _lexicon(), words.low, words.named
    found: list[Cue] = []
    past = 0
    for at in [at for at, word in enumerate(low) if word in lexicon]:
        if at < past or named[at]:
            continue
        last, weight = _longest(low, at, lexicon[low[at]])
        if weight:
            found.append(Cue(at, last, weight))
            past = last + 1
    return found


def _longest(low: list[str], at: int, listed: _Listed) -> tuple[int, float]:
    for rest, weight in listed.longer:
        if tuple(low[at + 1 : at + 1 + len(rest)]) == rest:
            return at + len(rest), weight
    return at, listed.alone
