"""Some thousand versions that came one after the other, found by their keys.

The newest segment is a dictionary; a full one becomes two sorted arrays, a tenth of the memory. A
window is a row of segments, and what is too old goes as a whole one.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

FULL = 32_768
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
        self._keys: Keys | None = None
        self._places = np.empty(0, np.uint32)

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
        self._keys, self._places = keys[order], places[order]
        self._hot = {}

    def find(self, keys: Sequence[int], wanted: Keys) -> Iterable[tuple[int, int]]:
        """Pairs of the key's place among `keys` and a version's place here, the newest first.

        `wanted` are the same keys as an array.
        """
        if self._keys is None:
            for which, key in enumerate(keys):
                found = self._hot.get(key, ())
                several = found if isinstance(found, tuple) else (found,)
                yield from ((which, place) for place in reversed(several))
            return
        starts = np.searchsorted(self._keys, wanted, "left")
        ends = np.searchsorted(self._keys, wanted, "right")
        for which in np.flatnonzero(ends > starts).tolist():
            for place in reversed(self._places[starts[which] : ends[which]].tolist()):
                yield which, place
