"""How many stories a child gets at once: by how long they take."""

BATCH_SECONDS = 0.2
"""So much work is sent to a child at once, and at least a story."""
LEFT_SECONDS = 0.02
"""With so much left, and at least the story that it is at, a child gets the next batch."""
KEPT_SECONDS = 0.3
"""How long an answer may wait for others of its batch, where nobody is hurried: more than a batch
takes."""
_WEIGHT = 0.05
"""Of a story's time in the mean of them all."""


class Pace:
    """The mean of the last stories' times, all children's together."""

    def __init__(self, most: int) -> None:
        """`most` stories are sent at once. Nothing is known yet."""
        self._most = most
        self._mean_seconds = 0.0

    def note(self, seconds: float, stories: int = 1) -> None:
        """So many stories took so long each."""
        weight = 1 - (1 - _WEIGHT) ** stories
        self._mean_seconds += weight * (seconds - self._mean_seconds)

    @property
    def batch(self) -> int:
        """Stories that are sent at once."""
        return self._stories(BATCH_SECONDS)

    @property
    def left(self) -> int:
        """Stories with which a child is nearly done."""
        return self._stories(LEFT_SECONDS)

    def takes(self, stories: int) -> float:
        """Seconds of one child for so many."""
        return stories * self._mean_seconds

    def nearly_done(self, stories: int) -> float:
        """Seconds after which only `LEFT_SECONDS` are left of so many."""
        return max(0.0, self.takes(stories) - LEFT_SECONDS)

    def _stories(self, seconds: float) -> int:
        """So many are done in this time, or one: it may take longer."""
        if not self._mean_seconds:
            return 1
        return max(1, min(self._most, round(seconds / self._mean_seconds)))


class Times:
    """Tells the pace what stories took: each its share where some are answered at once."""

    def __init__(self, pace: Pace) -> None:
        """Of one child."""
        self._pace = pace
        self._of = self._left = 0
        self._seconds = 0.0

    def begins(self, together: int) -> bool:
        """Whether the next story is the first of so many that are answered at once."""
        return together > 0 and not self._left

    def answered(self, seconds: float, together: int) -> None:
        """A story's answer was waited for so long; it is one of so many, or 0 by itself."""
        if self.begins(together):
            self._of = self._left = together
            self._seconds = 0.0
        if not self._left:
            self._pace.note(seconds)
            return
        self._left -= 1
        self._seconds += seconds
        if not self._left:
            self._pace.note(self._seconds / self._of, self._of)
