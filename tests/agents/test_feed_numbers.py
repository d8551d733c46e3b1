"""Holes in a numbered feed are seen, and nothing else is taken for one."""

import random
from collections.abc import Iterable

import pytest

from stream.agents.feed_numbers import FAR, MOST_FEEDS, STEADY, FeedNumbers

STEADILY = list(range(100, 101 + STEADY))
LAST = STEADILY[-1]


def missing(numbers: Iterable[int], feeds: FeedNumbers | None = None, feed: str = "eca") -> int:
    feeds = feeds or FeedNumbers()
    return sum(feeds.missing(0, f"{feed}{it:04d}") for it in numbers)


def test_numbers_that_are_missing_are_counted() -> None:
    assert missing([*STEADILY, LAST + 3]) == 2


def test_a_feed_without_holes_misses_nothing() -> None:
    assert missing(range(1, 500)) == 0


@pytest.mark.parametrize("after", [[LAST, LAST], [LAST - 3], [LAST - FAR], [LAST, LAST + 1]])
def test_what_comes_again_or_late_is_no_hole(after: list[int]) -> None:
    assert missing([*STEADILY, *after, LAST + 1]) == 0


@pytest.mark.parametrize("start", [1, LAST + FAR + 1, LAST - FAR - 1])
def test_a_new_count_is_no_hole(start: int) -> None:
    assert missing([*STEADILY, start, start + 1]) == 0


def test_a_feed_that_is_spread_over_partitions_is_not_watched() -> None:
    rng = random.Random(3)
    feeds = FeedNumbers()
    holes = sum(feeds.missing(rng.randrange(12), f"eca{it:04d}") for it in range(1, 9999))
    assert holes == 0


def test_each_feed_has_its_own_count() -> None:
    feeds = FeedNumbers()
    for number in STEADILY:
        assert missing([number], feeds, "eca") == missing([number * 3], feeds, "ecb") == 0
    assert missing([LAST + 2], feeds, "ECA") == 1


def test_a_name_that_is_no_number_is_no_feed() -> None:
    feeds = FeedNumbers()
    assert [feeds.missing(0, it) for it in ("", "eca", "0345", "eca 0345", "x" * 10**6)] == [0] * 5
    assert not feeds._feeds


def test_however_many_feeds_come_memory_is_bounded() -> None:
    feeds = FeedNumbers()
    for partition in range(3 * MOST_FEEDS):
        feeds.missing(partition, "eca0345")
    assert len(feeds._feeds) == MOST_FEEDS
