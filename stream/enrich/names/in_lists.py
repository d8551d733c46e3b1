"""Names that a list joins: what one of "Lyon, Nice and Metz" is, its neighbours are too."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from stream.enrich.names.groups import Sighting


def joined(
    every: list[Sighting],
    could: Iterable[int],
    sure: Iterable[int],
    between: re.Pattern[str],
    may_precede: Callable[[Sighting], bool] = lambda _: True,
) -> set[int]:
    """Those of `could` that a list joins to one of `sure`, from either side, in two walks.

    `between` is all that may stand between two names of a list. One that comes before a sure one is
    asked whether it may.
    """
    known = set(sure)
    order = sorted({*could, *known}, key=lambda at: (every[at].passage.field, every[at].span.start))
    pairs = list(pairwise(order))
    found: set[int] = set()
    for first, second in [*pairs, *reversed(pairs)]:
        after_one = first in known
        if after_one == (second in known) or not divided_by(every[first], every[second], between):
            continue
        if after_one or may_precede(every[first]):
            new = second if after_one else first
            known.add(new)
            found.add(new)
    return found


def divided_by(first: Sighting, second: Sighting, between: re.Pattern[str]) -> bool:
    """Whether nothing but this stands between two names of one passage."""
    if first.passage is not second.passage:
        return False
    gap = first.passage.text[first.span.end : second.span.start]
    return between.fullmatch(gap) is not None
