"""Answers about short texts that come again in every story, such as agencies' codes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

_Answer = TypeVar("_Answer")
_Others = TypeVarTuple("_Others")
_Asked = Callable[[str, *_Others], _Answer]


def remembered(
    *, longest: int = 200, most: int = 4096
) -> Callable[[_Asked[*_Others, _Answer]], _Asked[*_Others, _Answer]]:
    """Remember the last `most` answers about texts of at most `longest` characters.

    Longer ones are answered anew: else a sender of such texts would fill the memory.
    """

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
