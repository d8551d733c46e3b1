"""Matches of one rule that wait for a digest or for the end of quiet hours."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from schemas.alert import Match

MOST_WAITING: Final = 1_000
"""The oldest go first, and are counted."""
MOST_WAIT: Final = timedelta(days=1)
"""Matches are kept so long: what waited longer wouldn't be known after a restart."""


@dataclass(slots=True)
class Waiting:
    """By story, oldest first, each until a moment of its own."""

    due: datetime | None = None
    """When the first of them has waited long enough."""
    _stories: dict[str, tuple[Match, datetime]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self._stories)

    def get(self, story: str) -> Match | None:
        """The version that waits."""
        found = self._stories.get(story)
        return found and found[0]

    def matches(self) -> list[Match]:
        """All of them."""
        return [it for it, _ in self._stories.values()]

    def pop(self, story: str) -> None:
        """This one waits no more."""
        if self._stories.pop(story, None):
            self._set_due()

    def put(self, matches: Iterable[Match], until: datetime) -> int:
        """Let them wait; gives how many others had to go."""
        for it in matches:
            self._stories.pop(it.story.story_id, None)
            self._stories[it.story.story_id] = it, until
        gone = max(0, len(self._stories) - MOST_WAITING)
        for name in list(self._stories)[:gone]:
            del self._stories[name]
        self._set_due()
        return gone

    def end(self, at: datetime) -> list[Match]:
        """Take out what has waited until then."""
        ended = [it for it, until in self._stories.values() if until <= at]
        for it in ended:
            del self._stories[it.story.story_id]
        self._set_due()
        return ended

    def _set_due(self) -> None:
        self.due = min((it for _, it in self._stories.values()), default=None)


def may_wait(it: Match, until: datetime) -> bool:
    """Whether it may wait until then."""
    return until - it.at <= MOST_WAIT
