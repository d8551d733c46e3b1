"""A chain of labels over each run: the likeliest, and how likely each label is.

A conditional random field (Lafferty et al., 2001).

Runs are worked on together, the longest first, one position at a time. All is in probabilities,
each position scaled to sum to one, so that no run is too long for a float.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

KINDS = ("person", "organisation", "place", "other")
LABELS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
COUNT = len(LABELS)
_TINY = 1e-30

Array = np.ndarray


def _may_follow(before: str, label: str) -> bool:
    return label[0] != "I" or before[1:] == label[1:]


MAY_FOLLOW: Array = np.array([[_may_follow(a, b) for b in LABELS] for a in LABELS])
MAY_START: Array = np.array([it[0] != "I" for it in LABELS])


class Links(NamedTuple):
    """How well one label follows another, and how well it starts a run: factors, not logarithms."""

    follow: Array
    start: Array

    @classmethod
    def of(cls, follow: Array, start: Array) -> "Links":
        """From weights: what may not be is 0."""
        return cls(np.exp(follow) * MAY_FOLLOW, np.exp(start) * MAY_START)


class Grid(NamedTuple):
    """Runs side by side, the longest first: factors by run, position and label."""

    factors: Array
    reach: Sequence[int]
    """How many runs have a first position, a second, …"""


def grid(scores: Array, lengths: Sequence[int]) -> tuple[Grid, Array]:
    """The scores of runs, one after another, as a grid; and the place of each token in it.

    The second is an index into the grid's runs and positions laid flat.
    """
    sizes = np.asarray(lengths)
    order = np.argsort(-sizes, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    longest = int(sizes.max())
    begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
    position = np.arange(len(scores)) - begins
    place = np.repeat(rank, sizes) * longest + position
    factors = np.zeros((len(sizes) * longest, COUNT))
    factors[place] = np.exp(scores - scores.max(axis=1, keepdims=True))
    reach = len(sizes) - np.cumsum(np.bincount(sizes))[:-1]
    return Grid(factors.reshape(len(sizes), longest, COUNT), reach.tolist()), place


def likelihoods(runs: Grid, links: Links) -> tuple[Array, Array, Array]:
    """How likely each label is at each position; the two halves of it, forward and backward."""
    factors = runs.factors
    forward, backward = np.zeros_like(factors), np.ones_like(factors)
    longest = factors.shape[1]
    forward[:, 0] = _scaled(factors[:, 0] * links.start)
    for at in range(1, longest):
        n = runs.reach[at]
        forward[:n, at] = _scaled(forward[:n, at - 1] @ links.follow * factors[:n, at])
    for at in range(longest - 2, -1, -1):
        n = runs.reach[at + 1]
        later = factors[:n, at + 1] * backward[:n, at + 1]
        backward[:n, at] = _scaled(later @ links.follow.T)
    return _scaled(forward * backward), forward, backward


def likeliest(runs: Grid, links: Links) -> Array:
    """The number of each position's label in the likeliest chain (Viterbi)."""
    with np.errstate(divide="ignore"):
        scores, follow = np.log(runs.factors + _TINY), np.log(links.follow)
        best = scores[:, 0] + np.log(links.start)
    count, longest, _ = scores.shape
    before = np.zeros((count, longest, COUNT), dtype=np.intp)
    ends = best.copy()
    for at in range(1, longest):
        n = runs.reach[at]
        through = best[:n, :, None] + follow
        before[:n, at] = through.argmax(axis=1)
        best = through.max(axis=1) + scores[:n, at]
        ends[:n] = best
    chain = np.zeros((count, longest), dtype=np.intp)
    label = ends.argmax(axis=1)
    for at in range(longest - 1, -1, -1):
        n = runs.reach[at]
        chain[:n, at] = label[:n]
        if at:
            label[:n] = before[np.arange(n), at, label[:n]]
    return chain


def _scaled(rows: Array) -> Array:
    whole = np.add.reduce(rows, axis=-1, keepdims=True)
    whole += _TINY
    shares: Array = rows / whole
    return shares
