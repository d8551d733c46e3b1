"""The stories of the window, and which of them a version belongs to.

Best first: what its own id was tied to before; an id that it follows, or another id of its own,
that a version has; the slug of the day and the text (`alike.py`).
"""

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from stream.lifecycle.identity.alike import NEAR_SECONDS, Alike, alike, may_be_of
from stream.lifecycle.identity.known import Known
from stream.lifecycle.identity.segment import FULL, KEPT, LARGEST, Segment
from stream.lifecycle.identity.traits import Traits, digest

_HASHES = 6
"""Smallest hashes of a text by which it is found."""
_FEW_HASHES = 3
_PAIRS = 6
"""Pairs of words in a headline by which it is found."""
_TEXT, _TITLE, _SLUG, _ID, _WHOLE = (it << 60 for it in range(1, 6))
_BITS = (1 << 60) - 1
KEYS = ("id", "link", "alternative-id", "slug", "text")
"""What may tie a version to its story."""


class Tie(NamedTuple):
    """The story that a version belongs to, by which key, and what was seen."""

    story_id: str
    by: str
    why: str


class Ties:
    """Remembers the versions of so many seconds, the newest last."""

    def __init__(self, window_seconds: float) -> None:
        """Knows nothing yet."""
        self._window = window_seconds
        self._segments: list[Segment] = [Segment()]

    def __len__(self) -> int:
        """How many versions are known."""
        return sum(map(len, self._segments))

    def find(self, traits: Traits) -> Tie | None:
        """The story that it belongs to, None where it is its own."""
        named = {traits.own: "id"}
        named |= dict.fromkeys(traits.links, "link")
        named |= {it: "alternative-id" for it in traits.ids if it not in named}
        best: tuple[int, Tie] | None = None
        names = list(named)
        for which, row in self._under([_ID | digest("id", it) for it in names]):
            name, known = names[which], Known.unpacked(row)
            if which == 0 and known.own != traits.own:
                continue
            if which == 0:
                return self._itself(traits, known)
            if (best is None or which < best[0]) and may_be_of(traits.house, known):
                by = named[name]
                best = which, Tie(known.story_id, by, name[:200])
        return best[1] if best else self._by_text(traits)

    def add(self, traits: Traits, story_id: str, now: float) -> bool:
        """Remember it as a version of this story; gives whether that is new."""
        row = Known.of(traits, story_id).packed()
        key = _ID | digest("id", traits.own)
        newest = self._segments[-1]
        if any(newest.rows[it] == row for _, it in newest.find([key], np.empty(0, np.uint64))):
            return False
        if len(newest) >= FULL:
            newest.seal()
            self._join()
            newest = Segment()
            self._segments.append(newest)
        ids = [_ID | digest("id", it) for it in traits.ids if it != traits.own]
        newest.add(row, [key, *ids, *_text_keys(traits)], now)
        return True

    def forget(self, now: float) -> None:
        """Drop the segments that are older than the window as a whole."""
        while len(self._segments) > 1 and self._segments[0].newest < now - self._window:
            del self._segments[0]

    def _join(self) -> None:
        """Make one of the last two while they are of one size."""
        while len(self._segments) > 1:
            one, other = self._segments[-2:]
            if len(one) != len(other) or len(one) >= LARGEST:
                return
            self._segments[-2:] = [one.joined(other)]

    def _itself(self, traits: Traits, known: Known) -> Tie | None:
        if known.story_id == traits.own:
            return None
        return Tie(known.story_id, "id", "as an earlier version with this id")

    def _by_text(self, traits: Traits) -> Tie | None:
        best: tuple[Alike, Known] | None = None
        for known in self._near(traits):
            found = alike(traits, known)
            if found and (best is None or _rank(found, known) > _rank(*best)):
                best = found, known
        return Tie(best[1].story_id, best[0].by, best[0].why) if best else None

    def _near(self, traits: Traits) -> Iterator[Known]:
        """Those that share a key, each once."""
        keys = list(dict.fromkeys(_wanted(traits)))
        seen: set[bytes] = set()
        for _, row in self._under(keys, since=traits.at - NEAR_SECONDS):
            if row not in seen:
                seen.add(row)
                known = Known.unpacked(row)
                if known.own != traits.own:
                    yield known

    def _under(self, keys: list[int], since: float = 0.0) -> Iterator[tuple[int, bytes]]:
        """The newest versions under each key, packed, with the key's place."""
        wanted = np.array(keys, np.uint64)
        left = dict.fromkeys(range(len(keys)), KEPT)
        for segment in reversed(self._segments):
            if not left or segment.newest < since:
                break
            asked = list(left)
            for at, place in segment.find([keys[it] for it in asked], wanted[asked]):
                which = asked[at]
                if count := left.pop(which, 0):
                    yield which, segment.rows[place]
                    if count > 1:
                        left[which] = count - 1


def _rank(found: Alike, known: Known) -> tuple[float, float, str]:
    """The same whatever came first."""
    return found.score, known.at, known.story_id


def _wanted(traits: Traits) -> Iterator[int]:
    """What it is looked up by: few keys where only the same slug, title or text would tie it."""
    if traits.marked:
        yield from _text_keys(traits)
        return
    yield from islice(_text_keys(traits), 1 + bool(traits.slug) + _FEW_HASHES)


def _text_keys(traits: Traits) -> Iterator[int]:
    """Slug, whole title, then the smallest hashes of the text, then pairs of words of titles."""
    if traits.slug:
        yield _SLUG | digest("slug", traits.slug)
    yield _WHOLE | digest("title", " ".join(map(str, sorted(set(traits.title)))))
    for it in traits.text.hashes[:_HASHES]:
        yield _TEXT | it
    for title in (traits.title, traits.named):
        for one, other in islice(pairwise(title), _PAIRS):
            yield _TITLE | (one * 0x9E3779B97F4A7C15 ^ other) & _BITS
