"""Chooses the topics: which branches, and how deep the words carry in each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stream.enrich.topics.tally import Tally
from stream.enrich.topics.vocabulary import vocabulary

# Less than one strong word that stands in the lead is an accident of words.
LEAST = 4.0
# A branch must have this part of the strongest branch's score.
BESIDE_THE_BEST = 0.3
# A child must hold this part of its parent's score, or the parent is named instead.
DEEPER = 0.33


@dataclass(frozen=True, slots=True)
class Choice:
    """A topic with the figures on which its confidence rests."""

    code: str
    score: float
    branch_share: float
    """The part that the topic's branch has of all branches' scores, 0-1."""


def choose(found: Tally) -> list[Choice]:
    """Every topic that the words carry, in no order."""
    branches = {code: found.score(code) for code in _children()[None]}
    total, best = sum(branches.values()), max(branches.values())
    least = max(LEAST, BESIDE_THE_BEST * best)
    return [
        Choice(code, found.score(code), score / total)
        for top, score in branches.items()
        if score >= least
        for code in _deepest(found, top)
    ]


def _deepest(found: Tally, code: str) -> Iterator[str]:
    """The topic itself, or in its place those of its children that hold enough of its score."""
    least = max(LEAST, DEEPER * found.score(code))
    sure = [child for child in _children().get(code, ()) if found.score(child) >= least]
    if not sure:
        yield code
    for child in sure:
        yield from _deepest(found, child)


@cache
def _children() -> dict[str | None, tuple[str, ...]]:
    """Codes by parent; under None the seventeen at the top."""
    below: dict[str | None, tuple[str, ...]] = {}
    for it in vocabulary().values():
        below[it.parent] = (*below.get(it.parent, ()), it.code)
    return below
