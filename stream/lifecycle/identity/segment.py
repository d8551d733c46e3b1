"""Some thousand versions that came one after the other, found by their keys.

The newest segment is a dictionary; a full one becomes two sorted arrays, a tenth of the memory. A
window is a row of segments, and what is too old goes as a whole one. Two of one size become one, so
that few must be asked.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

FULL = 32_768
LARGEST = 8 * FULL
"""Versions of a segment that grows no more."""
KEPT = 6
"""Versions that one key finds, the newest."""

Keys = npt.NDArray[np.uint64]


class Segment:
    """`newest` is when its last version came, in seconds since 1970."""

    def __init__(self) -> None:
        """It has none yet."""
        self.rows: list[bytes] = []
        self.newest = 0.0
        self._hot: dict[int, int | tuple[int, ...]] = {}
        self.keys: Keys | None = None
        self.places = np.empty(0, np.uint32)

    def __len__(self) -> int:
        """How many versions it has."""
        return len(self.rows)

    def add(self, row: bytes, keys: Iterable[int], at: float) -> None:
        """Append a version."""
        place = len(self.rows)
        self.rows.append(row)
        self.newest = max(self.newest, at)
        for key in keys:
            before = self._hot.get(key)
            if before is None:
                self._hot[key] = place
            else:
                several = before if isinstance(before, tuple) else (before,)
                self._hot[key] = (*several, place)[-KEPT:]

    def seal(self) -> None:
        """It takes no more: make it small."""
        pairs = [
            (key, place)
            for key, found in self._hot.items()
            for place in (found if isinstance(found, tuple) else (found,))
        ]
        keys = np.fromiter((key for key, _ in pairs), np.uint64, len(pairs))
        places = np.fromiter((place for _, place in pairs), np.uint32, len(pairs))
        order = np.lexsort((places, keys))
        self.keys, self.places = keys[order], places[order]
        self._hot = {}

    def joined(self, later: "Segment") -> "Segment":
        """This one and the next, both sealed, as one."""
        both = Segment()
        both.rows = self.rows + later.rows
        both.newest = max(self.newest, later.newest)
        if self.keys is None or later.keys is None:
            raise ValueError("only sealed segments are joined")
        keys = np.concatenate((self.keys, later.keys))
        places = np.concatenate((self.places, later.places + np.uint32(len(self.rows))))
        # Two sorted runs: a stable sort merges them, and keeps the places' order.
        order = np.argsort(keys, kind="stable")
        both.keys, both.places = keys[order], places[order]
        return both

    def find(self, keys: Sequence[int], wanted: Keys) -> Iterable[tuple[int, int]]:
        """Pairs of the key's place among `keys` and a version's place here, the newest first.

        `wanted` are the same keys as an array.
        """
        if self.keys is None:
            for which, key in enumerate(keys):
                found = self._hot.get(key, ())
                several = found if isinstance(found, tuple) else (found,)
                yield from ((which, place) for place in reversed(several))
            return
        starts = self.keys.searchsorted(wanted, "left")
        ends = self.keys.searchsorted(wanted, "right")
        for which in (starts < ends).nonzero()[0].tolist():
            start, end = max(starts[which], ends[which] - KEPT), ends[which]
            for place in self.places[start:end][::-1].tolist():
                yield which, place
