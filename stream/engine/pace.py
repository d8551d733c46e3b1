"""How many stories a child gets at once: by how long they take."""

BATCH_SECONDS = 0.16
"""So much work is sent to a child at once, and at least a story."""
LEFT_SECONDS = 0.02
"""With so much left, and at least the story that it is at, a child gets the next batch."""
_WEIGHT = 0.05
"""Of a story's time in the mean of them all."""


class Pace:
    """The mean of the last stories' times, all children's together."""

    def __init__(self, most: int) -> None:
        """`most` stories are sent at once. Nothing is known yet."""
        self._most = most
        self._mean_seconds = 0.0

    def note(self, seconds: float) -> None:
        """A story took so long."""
        self._mean_seconds += _WEIGHT * (seconds - self._mean_seconds)

    @property
    def batch(self) -> int:
        """Stories that are sent at once."""
        return self._stories(BATCH_SECONDS)

    @property
    def left(self) -> int:
        """Stories with which a child is nearly done."""
        return self._stories(LEFT_SECONDS)

    def nearly_done(self, stories: int) -> float:
        """Seconds after which only `LEFT_SECONDS` are left of so many."""
        return max(0.0, stories * self._mean_seconds - LEFT_SECONDS)

    def _stories(self, seconds: float) -> int:
        """So many are done in this time, or one: it may take longer."""
        if not self._mean_seconds:
            return 1
        return max(1, min(self._most, round(seconds / self._mean_seconds)))
