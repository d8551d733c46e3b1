"""Conjunctions of all rules as columns of numbers, so that thousands are looked at in one step.

Each is filed under one leaf, the rarest that it wants. A story's leaves lead to the conjunctions
filed under them; columns of the others that are wanted or barred are compared at once.
"""

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from stream.alerts.leaves import ALWAYS
from stream.alerts.logic import MOST_BARRED, MOST_WANTED

Numbers = NDArray[np.int32]

NEVER = 1
"""A column's number where nothing more is barred: a leaf that never holds."""
SHIFT = 1
"""Leaves' numbers move up by one in the columns, to make room for NEVER."""
WIDTH = MOST_WANTED + MOST_BARRED + 1
"""Wanted (the one it is filed under first), barred, and the rule's place with the exact bit."""


class Postings:
    """Rows to be searched. `fresh` rows are there from the next `settle` on."""

    def __init__(self) -> None:
        """Empty."""
        self._fresh = array("i")
        self._rows: Numbers = np.zeros((0, WIDTH), np.int32)
        self._starts: Numbers = np.zeros(2, np.int32)
        self._holding = np.zeros(2, np.bool_)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows) + len(self._fresh) // WIDTH

    @property
    def bytes(self) -> int:
        """Memory of the columns."""
        return self._rows.nbytes + self._starts.nbytes + self._holding.nbytes

    def add(self, wanted: list[int], barred: list[int], rule: int, *, exact: bool) -> None:
        """A row: `wanted` from the rarest on. Both must fit the columns."""
        ahead = [it + SHIFT if it else ALWAYS for it in wanted] or [ALWAYS]
        ahead += [ALWAYS] * (MOST_WANTED - len(ahead))
        behind = [it + SHIFT for it in barred] + [NEVER] * (MOST_BARRED - len(barred))
        self._fresh.extend((*ahead, *behind, rule * 2 + exact))

    def settle(self, leaves: int, gone: "set[int] | None" = None) -> None:
        """Take in what is fresh, drop rows of the rules `gone`; `leaves` is how many there are."""
        fresh = np.frombuffer(self._fresh, np.int32).reshape(-1, WIDTH)
        rows = np.concatenate((self._rows, fresh))
        if gone:
            rows = rows[~np.isin(rows[:, -1] >> 1, np.fromiter(gone, np.int32, len(gone)))]
        order = np.argsort(rows[:, 0], kind="stable")
        self._rows = rows[order]
        edges = np.arange(leaves + SHIFT + 1)
        self._starts = np.searchsorted(self._rows[:, 0], edges).astype(np.int32)
        self._holding = np.zeros(leaves + SHIFT, np.bool_)
        self._fresh = array("i")

    def search(self, holding: Iterable[int]) -> tuple[list[int], list[int]]:
        """The rules that certainly hold where these leaves do, and those that must be asked.

        One stands there more than once where several of its rows do.
        """
        numbers = np.fromiter(holding, np.int64)
        numbers[numbers > 0] += SHIFT
        # Leaves that were made after the last settling lead to no row of ours.
        numbers = numbers[numbers < len(self._holding)]
        starts, ends = self._starts[numbers], self._starts[numbers + 1]
        places = _ranges(starts, ends)
        self._holding[numbers] = True
        try:
            found = self._fulfilled(places)
        finally:
            self._holding[numbers] = False
        exact = (found & 1).astype(np.bool_)
        rules = found >> 1
        return rules[exact].tolist(), rules[~exact].tolist()

    def _fulfilled(self, places: NDArray[np.int64]) -> Numbers:
        """The last column of the rows at these places that are fulfilled."""
        rows, holding = self._rows, self._holding
        for column in range(1, MOST_WANTED + MOST_BARRED):
            if not len(places):
                break
            there = holding[rows[places, column]]
            places = places[there if column < MOST_WANTED else ~there]
        last: Numbers = rows[places, -1]
        return last


def _ranges(starts: Numbers, ends: Numbers) -> NDArray[np.int64]:
    """All numbers from each start to its end."""
    sizes = (ends - starts).astype(np.int64)
    kept = sizes > 0
    starts, sizes = starts[kept].astype(np.int64), sizes[kept]
    total = int(sizes.sum())
    firsts = np.cumsum(sizes) - sizes
    found: NDArray[np.int64] = np.arange(total) + np.repeat(starts - firsts, sizes)
    return found
