"""Texts that are equal or nearly so: copies of one story from several agencies."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from schemas.alert import FoundStory
from stream.lifecycle.identity.sketch import Sketch, resemblance, sketch

NEARLY: Final = 0.8
"""So much of the runs of three words of both texts is shared: another dateline, a few words."""
MOST_SKETCHES: Final = 500
"""Texts told under one rule that a new one is held against."""
_DIGITS: Final = 8


def sketched(text: str) -> str:
    """A text's smallest hashes, as a story of an alert carries them."""
    return "".join(f"{it:0{_DIGITS}x}" for it in sketch(text).hashes)


@dataclass(slots=True)
class Copies:
    """The texts that were told under one rule, and when."""

    equal: dict[str, datetime] = field(default_factory=dict)
    """By signature."""
    alike: "deque[tuple[datetime, Sketch]]" = field(
        default_factory=lambda: deque(maxlen=MOST_SKETCHES)
    )

    def tell(self, story: FoundStory, at: datetime) -> None:
        """This one's is told."""
        if story.signature:
            self.equal[story.signature] = at
        if story.sketch:
            self.alike.append((at, _read(story.sketch)))

    def has(self, story: FoundStory, since: datetime) -> bool:
        """Whether an equal text, or one nearly so, was told after a moment."""
        if not story.signature:
            return False
        told = self.equal.get(story.signature)
        if told is not None and told > since:
            return True
        own = _read(story.sketch)
        return any(at > since and resemblance(own, it) >= NEARLY for at, it in self.alike)

    def forget(self, before: datetime) -> None:
        """Drop what is older."""
        self.equal = {text: at for text, at in self.equal.items() if at >= before}
        while self.alike and self.alike[0][0] < before:
            self.alike.popleft()


def alike(one: FoundStory, other: FoundStory) -> bool:
    """Whether two texts are equal or nearly so."""
    if not (one.signature and other.signature):
        return False
    if one.signature == other.signature:
        return True
    return resemblance(_read(one.sketch), _read(other.sketch)) >= NEARLY


@lru_cache(maxsize=4 * MOST_SKETCHES)
def _read(hashes: str) -> Sketch:
    starts = range(0, len(hashes), _DIGITS)
    return Sketch(tuple(int(hashes[it : it + _DIGITS], 16) for it in starts))
