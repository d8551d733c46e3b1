"""A text as its smallest hashes: how much of one stands in another, from a few numbers.

The shingles of a text are its runs of three words; the 48 smallest of their hashes are a sample of
them that is the same for the same shingles (Broder, "On the resemblance and containment of
documents", 1997).
"""

import re
import zlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

SIZE = 48
_WORDS = 2000
"""Words of a text that are looked at: a version differs somewhere, but seldom only there."""
_SIGNS = 40_000
_WORD = re.compile(r"\w+")
_MIX = 0x9E3779B1
_BITS = 0xFFFFFFFF


class Sketch(NamedTuple):
    """The smallest hashes, rising, and how many different shingles the text has."""

    hashes: tuple[int, ...] = ()
    shingles: int = 0


def words(text: str, most: int = _WORDS) -> list[str]:
    """The words of a text, case folded."""
    return _WORD.findall(text[:_SIGNS].casefold())[:most]


def number(text: str) -> int:
    """32 bits of a text, spread evenly; the same on every machine."""
    mixed = zlib.crc32(text.encode(errors="replace")) * _MIX & _BITS
    return mixed ^ mixed >> 16


def sketch(text: str) -> Sketch:
    """The sketch of a text: of each run the number that `number` gives, in half the time."""
    found = " ".join(words(text)).encode(errors="replace").split(b" ")
    sums = {zlib.crc32(b" ".join(it)) for it in zip(found, found[1:], found[2:], strict=False)}
    mixed = np.fromiter(sums, np.uint64, len(sums)) * np.uint64(_MIX) & np.uint64(_BITS)
    hashes = mixed ^ mixed >> np.uint64(16)
    return Sketch(tuple(np.sort(hashes)[:SIZE].tolist()), len(sums))


def resemblance(one: Sketch, other: Sketch) -> float:
    """Shared shingles by all shingles of both, 0-1, as the sketches tell it."""
    both = set(one.hashes).intersection(other.hashes)
    if not both:
        return 0.0
    union = sorted({*one.hashes, *other.hashes})[:SIZE]
    return len(both.intersection(union)) / len(union)


def containment(one: Sketch, other: Sketch) -> float:
    """Shared shingles by those of the shorter text, 0-1, as the sketches tell it."""
    shorter = min(one.shingles, other.shingles)
    if not shorter:
        return 0.0
    alike = resemblance(one, other)
    shared = alike * (one.shingles + other.shingles) / (1 + alike)
    return min(1.0, shared / shorter)


def overlap(one: Iterable[int], other: Iterable[int]) -> tuple[int, float]:
    """How many are shared, and their share of the smaller set."""
    first, second = set(one), set(other)
    shared = len(first & second)
    return shared, shared / (min(len(first), len(second)) or 1)
