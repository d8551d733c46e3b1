"""Chooses the topics: which branches, and how deep the words carry in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from stream.enrich.topics.tally import Tally
from stream.enrich.topics.vocabulary import vocabulary

# A branch that is less sure isn't listed; the first may be a little less, if the words speak.
SURE_ENOUGH = 0.3
FIRST_SURE_ENOUGH = 0.15
# Less than one strong word carries no child.
LEAST = 3.0
# A child must hold this part of its parent's score, or the parent is named instead.
DEEPER = 0.33
# Of two children the weaker is so much less sure, at most: depth is the words' alone.
WEAKER = 0.15


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic with the confidence that the story is about it."""

    code: str
    score: float
    sure: float


def choose(found: Tally, sure: Mapping[str, float]) -> list[Choice]:
    """Every topic that the words carry, in no order; `sure` holds the branches' confidence."""
    best = max(sure.values(), default=0.0)
    least = min(SURE_ENOUGH, max(best, FIRST_SURE_ENOUGH))
    return [it for top, said in sure.items() if said >= least for it in _within(found, top, said)]


def _within(found: Tally, top: str, sure: float) -> list[Choice]:
    """The branch as deep as the words carry it."""
    scores = {it: found.score(it) for it in _deepest(found, top)}
    best = max(scores.values())
    return [
        Choice(code, score, sure * (1 - WEAKER * (1 - score / best)) if best else sure)
        for code, score in scores.items()
    ]


def _deepest(found: Tally, code: str) -> Iterator[str]:
    """The topic itself, or in its place those of its children that hold enough of its score."""
    least = max(LEAST, DEEPER * found.score(code))
    below = (it for it in _children().get(code, ()) if it in found.scores or it in found.stated)
    sure = [child for child in below if found.score(child) >= least]
    if not sure:
        yield code
    for child in sure:
        yield from _deepest(found, child)


@cache
def _children() -> dict[str, tuple[str, ...]]:
    """Codes by parent."""
    below: dict[str, tuple[str, ...]] = {}
    for it in vocabulary().values():
        if it.parent:
            below[it.parent] = (*below.get(it.parent, ()), it.code)
    return below
