"""Answers about words and short texts that come again in every story, such as agencies' codes.

Longer ones are answered anew: else a sender of such texts would fill the memory.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

_Answer = TypeVar("_Answer")
_Others = TypeVarTuple("_Others")
_Asked = Callable[[str, *_Others], _Answer]


def remembered(
    *, longest: int = 200, most: int = 4096
) -> Callable[[_Asked[*_Others, _Answer]], _Asked[*_Others, _Answer]]:
    """Remember the last `most` answers about texts of at most `longest` characters."""

    def around(answer: _Asked[*_Others, _Answer]) -> _Asked[*_Others, _Answer]:
        short = lru_cache(maxsize=most)(answer)

        @wraps(answer)
        def asked(text: str, *others: *_Others) -> _Answer:
            if len(text) > longest:
                return answer(text, *others)
            for one in others:
                if isinstance(one, str) and len(one) > longest:
                    return answer(text, *others)
            return short(text, *others)

        return asked

    return around


class Remembered(dict[str, _Answer]):
    """Answers about texts of at most `longest` characters; emptied when it holds `most`.

    It is asked without a call in Python, and a text takes one place in memory: for answers as short
    as a dictionary's `lru_cache`, which keeps an order, takes three times as long.
    """

    def __init__(self, answer: Callable[[str], _Answer], *, longest: int = 60, most: int) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._answer = answer
        self._longest = longest
        self._most = most

    def __missing__(self, text: str) -> _Answer:
        """Find it out."""
        if len(text) > self._longest:
            return self._answer(text)
        if len(self) >= self._most:
            self.clear()
        found = self[text] = self._answer(text)
        return found
