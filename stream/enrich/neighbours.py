"""Neighbours that are worked on together, as many as there is room for."""

from collections.abc import Iterable, Iterator


def together(sizes: Iterable[int], most: int) -> Iterator[range]:
    """Which of them, in order: no more than `most` in all, or one that is larger by itself."""
    first = end = held = 0
    for at, it in enumerate(sizes):
        if at > first and held + it > most:
            yield range(first, at)
            first, held = at, 0
        held += it
        end = at + 1
    if first < end:
        yield range(first, end)
