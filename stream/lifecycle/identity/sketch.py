"""A text as its smallest hashes: how much of one stands in another, from a few numbers.

The shingles of a text are its runs of three words; the 48 smallest of their hashes are a sample of
them that is the same for the same shingles (Broder, "On the resemblance and containment of
documents", 1997).
"""

import re
import zlib
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

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
    return [it[0] for it in islice(_WORD.finditer(text[:_SIGNS].casefold()), most)]


def number(text: str) -> int:
    """32 bits of a text, spread evenly; the same on every machine."""
    mixed = zlib.crc32(text.encode(errors="replace")) * _MIX & _BITS
    return mixed ^ mixed >> 16


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    found = words(text)
    runs = zip(found, found[1:], found[2:], strict=False)
    hashes = {number(" ".join(it)) for it in runs}
    return Sketch(tuple(sorted(hashes)[:SIZE]), len(hashes))


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
