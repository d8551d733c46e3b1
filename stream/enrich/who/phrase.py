"""A stretch of a sentence that names somebody, and where such a stretch begins."""

import re
from typing import NamedTuple

from stream.enrich.who.finite import acts

BREAK = re.compile(r"[;:\u2014\ue000-\ue003]|,(?!\d{3})|(?<= )[\u2013-](?= )")
"""What no phrase goes across."""
_NEAR = 60

_JOINED = re.compile(
    r" (?:and|but|as|after|when|while|before|because|although|though|since|until|which) "
)
_IN_WHICH = re.compile(r" (?:in|of|for|to|by|on|at|from|with|under) (?:which|whom) ")


class Phrase(NamedTuple):
    """A stretch that names who acts; `joined`: the verb shares an earlier one's subject."""

    start: int
    end: int
    joined: bool = False
    left: int = -1
    """Where the words before it begin that belong to it: "the council's chair, Ada Byron"."""


def beginning(text: str, since: int, end: int) -> int:
    """Where the phrase that ends here begins: after punctuation, or after "and", "while"."""
    start = _after_last_break(text, since, end)
    for found in _JOINED.finditer(text, start, end):
        if acts(text, start, found.start()):
            start = found.end()
    if text.find(" wh", start, end) >= 0:
        for found in _IN_WHICH.finditer(text, start, end):
            start = found.end()
    return start


def _after_last_break(text: str, since: int, end: int) -> int:
    """Where the last break of a stretch ends; most have one near their end."""
    for first in (max(since, end - _NEAR), since):
        if breaks := list(BREAK.finditer(text, first, end)):
            return breaks[-1].end()
    return since
