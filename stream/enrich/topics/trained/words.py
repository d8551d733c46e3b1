"""A story as numbers: its words and pairs of words, each under a number made from its letters."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stream.enrich.topics.plain import lower, plain

Ids = NDArray[np.uint32]
Floats = NDArray[np.float32]

# As far as the lexicon reads: no story needs more to show its subject.
READS = 100_000
# What stands in the headline counts so often.
HEADLINE = 2
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# Longer ones are addresses and noise, shorter ones initials.
_SHORTEST, _LONGEST = 2, 40


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a story, each once, in the order of `ids`."""

    ids: Ids
    """Rising."""
    counts: Floats
    shown: list[str]
    """As the text writes it where it first stands."""


def words_of(headline: str, body: str) -> Words:
    """Words and pairs of neighbours, in any case and spelling of hyphens."""
    counts: dict[int, int] = {}
    shown: dict[int, str] = {}
    for often, text in ((HEADLINE, headline[:READS]), (1, body[:READS])):
        for start, end, key in _keys(lower(plain(text))):
            number = zlib.crc32(key.encode(errors="replace"))
            counts[number] = counts.get(number, 0) + often
            if number not in shown:
                shown[number] = text[start:end]
    ids = sorted(counts)
    return Words(
        np.array(ids, dtype=np.uint32),
        np.array([counts[it] for it in ids], dtype=np.float32),
        [shown[it] for it in ids],
    )


def _keys(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and normal form of each word and of each pair that only a sign or two part."""
    before: tuple[int, int, str] | None = None
    for match in _TOKEN.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        if not _SHORTEST <= end - start <= _LONGEST:
            before = None
            continue
        yield start, end, word
        if before and start - before[1] == 1:
            yield before[0], end, f"{before[2]} {word}"
        before = (start, end, word)
