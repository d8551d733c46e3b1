"""A receiver that fails again and again is left alone for a while, then asked once."""

from dataclasses import dataclass

FAILURES = 5
"""In a row."""
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
"""Seconds."""


@dataclass(slots=True)
class Breaker:
    """One receiver's. Times are seconds by any clock that doesn't go back."""

    failures: int = 0
    until: float = 0.0
    _asking: bool = False

    @property
    def open(self) -> bool:
        """Whether it is left alone."""
        return self.failures >= FAILURES

    def enter(self, now: float) -> float:
        """0: go on. Else how many seconds to wait before asking again."""
        if not self.open:
            return 0.0
        if self._asking or now < self.until:
            return max(self.until - now, FIRST_PAUSE / 4)
        self._asking = True
        return 0.0

    def succeeded(self) -> None:
        """It took something, or said in good health that it doesn't."""
        self.failures = 0
        self._asking = False

    def failed(self, now: float) -> None:
        """It didn't answer, or with an error of its own."""
        self.failures += 1
        self._asking = False
        if self.open:
            pause = FIRST_PAUSE * 2.0 ** min(self.failures - FAILURES, 10)
            self.until = now + min(pause, LONGEST_PAUSE)

    def left(self) -> None:
        """Who asked went away without an answer."""
        self._asking = False
