"""Where each story stands of which no more than that is in memory, by a digest of its key.

A worker remembers all stories that ever came in its partitions, so each has some thirty bytes here;
in a dict it would have ninety.
"""

import hashlib

from preshed.maps import PreshMap


class Cold:
    """Offsets by key, of one partition."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._offsets = PreshMap()

    def keep(self, key: bytes, offset: int) -> None:
        """What stands of the story is read back from there."""
        self._offsets[_digest(key)] = offset

    def find(self, key: bytes) -> int | None:
        """Where that of this key is, or of another one with the same digest."""
        found: int | None = self._offsets[_digest(key)]
        return found

    def forget(self, key: bytes) -> None:
        """It is in memory again, or gone."""
        digest = _digest(key)
        # Taking out what isn't there would use up a place of the table.
        if digest in self._offsets:
            del self._offsets[digest]


def _digest(key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big")
