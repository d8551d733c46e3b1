"""Whether an amount is a floor: "at least 12", "more than 2,000", "40 or more"."""

import re

_REACH = 28
_BEFORE = re.compile(
    r"\b(?:at least|more than|over|upwards? of|no (?:fewer|less) than|not (?:fewer|less) than"
    r"|in excess of|a minimum of|above|exceeding|exceeded|exceeds|well over|topping|topped|tops?)"
    r"(?: an?| another| some| the)? ?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r" or more\b|-plus\b|\+| plus\b", re.IGNORECASE)


def floor_start(text: str, start: int) -> int | None:
    """Where the words begin that make the amount at `start` a floor; None where none do."""
    found = _BEFORE.search(text, max(0, start - _REACH), start)
    return found.start() if found else None


def at_least(text: str, start: int, end: int) -> bool:
    """Whether the words around say that it is so much or more."""
    return floor_start(text, start) is not None or bool(_AFTER.match(text, end))
