"""Errors to look at: of any number so many, each as likely as the others, the same every run."""

import random
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Error:
    """Something that a system got wrong. `what` is one word for the kind of error."""

    story: str
    what: str
    said: str
    right: str
    context: str


class Samples:
    """Keeps at most `most` errors of all that it is shown."""

    def __init__(self, most: int) -> None:
        """`most` 0 keeps none and still counts."""
        self.count = 0
        self.most = most
        self._kept: list[tuple[int, Error]] = []
        self._random = random.Random(most)  # noqa: S311 - a sample, no secret

    def add(self, error: Error) -> None:
        """One error more (reservoir sampling)."""
        self.count += 1
        if len(self._kept) < self.most:
            self._kept.append((self.count, error))
        elif (place := self._random.randrange(self.count)) < self.most:
            self._kept[place] = (self.count, error)

    def report(self) -> list[dict[str, str]]:
        """Those kept, in the order in which they came."""
        return [asdict(error) for _, error in sorted(self._kept, key=lambda it: it[0])]
