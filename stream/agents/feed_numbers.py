"""Numbers that are missing from a numbered feed: IPTC 7901 and ANPA count each service's stories.

    eca0344 eca0345 eca0348      two are missing

A feed's order holds within one partition, so it is watched there, and only while it counts up by
one: a feed that is spread over partitions has holes in each of them that mean nothing.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass

MOST_FEEDS = 1000
"""Feeds that are remembered; the one that was silent longest is forgotten."""
STEADY = 20
"""A hole counts after so many numbers in a row."""
FAR = 50
"""A larger step is a new count (after midnight, after a change of line), no hole."""
_NUMBERED = re.compile(r"([A-Za-z]{1,6})([0-9]{2,6})", re.ASCII)


@dataclass(slots=True)
class _Feed:
    last: int
    in_a_row: int = 0


class FeedNumbers:
    """The newest number of each feed in each partition."""

    def __init__(self) -> None:
        """No feed is known yet."""
        self._feeds: OrderedDict[tuple[int, str], _Feed] = OrderedDict()

    def missing(self, partition: int, sequence: str) -> int:
        """How many numbers are missing just before this one, such as "eca0345"; 0 for no number."""
        found = _NUMBERED.fullmatch(sequence)
        if found is None:
            return 0
        key, number = (partition, found[1].lower()), int(found[2])
        feed = self._feeds.pop(key, None) or _Feed(number)
        self._feeds[key] = feed
        if len(self._feeds) > MOST_FEEDS:
            self._feeds.popitem(last=False)
        return _step(feed, number)


def _step(feed: _Feed, number: int) -> int:
    step = number - feed.last
    if -FAR <= step <= 0:
        # Delivered again, or late.
        return 0
    steady = feed.in_a_row >= STEADY
    feed.last = number
    feed.in_a_row = feed.in_a_row + 1 if step == 1 else 0
    return step - 1 if steady and 1 < step <= FAR else 0
