"""What is found out of words, remembered: text brings the same ones again and again."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Remembered(dict[str, T]):
    """Asks for each word once. Emptied when it holds `most`.

    It is asked without a call in Python, and a word takes one place in memory: for answers as short
    as a dictionary's `lru_cache`, which keeps an order, takes three times as long.
    """

    def __init__(self, find: Callable[[str], T], most: int) -> None:
        """Nothing is known yet; `find` tells it."""
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, word: str) -> T:
        """Find it out."""
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._find(word)
        return found
