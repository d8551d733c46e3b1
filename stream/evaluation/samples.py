"""Errors to look at: of any number so many, each as likely as the others, the same every run."""

import random
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Error:
    """Something that a system got wrong. `what` is one word for the kind of error."""

    story: str
    what: str
    said: str
    right: str
    context: str


class Samples(Generic[T]):
    """Keeps at most `most` of all that it is shown (reservoir sampling)."""

    def __init__(self, most: int) -> None:
        """`most` 0 keeps none and still counts."""
        self.count = 0
        self.most = most
        self._kept: list[tuple[int, T]] = []
        self._random = random.Random(most)  # noqa: S311 - a sample, no secret

    def add(self, one: T) -> None:
        """One more."""
        self.count += 1
        if len(self._kept) < self.most:
            self._kept.append((self.count, one))
        elif (place := self._random.randrange(self.count)) < self.most:
            self._kept[place] = (self.count, one)

    def kept(self) -> list[T]:
        """Those kept, in the order in which they came."""
        return [one for _, one in sorted(self._kept, key=lambda it: it[0])]
