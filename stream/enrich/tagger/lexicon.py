"""What a token is like by itself, as numbers: its class, shape, ending, beginning, and its place.

Numbers are the first eight bytes of a name's hash, so that a class keeps its number whatever other
classes there are.
"""

import hashlib
import struct
from functools import lru_cache
from typing import NamedTuple

from stream.enrich.tagger.classes import joiners, word_class
from stream.enrich.tagger.shapes import beginning, ending, shape
from stream.gazetteer import city, country, demonym, is_capital, regions_named

_KEPT = 20_000
_LONGEST = 60
"""Characters of a word or name that is looked up; what is longer is like any other long one."""
_SIZES = ((2_000_000, "c2m"), (500_000, "c500"), (100_000, "c100"))
_MIN_REGION = 3
_CLOSING = frozenset({".", '"', "``", "\u201c", "\u201d", "''", "?", "!", ":"})


NUMBERS = 5


class Token(NamedTuple):
    """A token by itself: its numbers, the word in small letters, and what is true of it."""

    numbers: bytes
    """Those of its class, shape, ending, place and beginning, 8 bytes each."""
    kind: int
    """The number of its class."""
    form: int
    """That of its shape."""
    lowered: str
    capital: bool
    """It begins with a capital."""
    named: bool
    """It has a capital anywhere, so that it can be a name's."""
    joins: bool
    """It can stand within a name."""
    figure: bool
    cased: bool
    """It has letters that are written large or small."""
    breaks: bool
    """It ends a line."""
    closes: bool
    """It ends a line, a sentence or a quote, or opens a quote: what comes next is the first."""
    blank: bool


@lru_cache(_KEPT)
def number(name: str) -> int:
    """The number of a class, a mark or a set of them: 64 bits."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


@lru_cache(_KEPT)
def token(word: str) -> Token:
    """What the token of these letters is like."""
    word = word[:_LONGEST]
    form = shape(word)
    capital = word[:1].isupper()
    lowered = word.lower()
    kind, of_form = number(word_class(word, form)), number(form)
    where = number(place(word) if capital and len(word) > 1 else "-")
    numbers = (kind, of_form, number(ending(word, form)), where, number(beginning(word)))
    return Token(
        numbers=struct.pack(f"={NUMBERS}Q", *numbers),
        kind=kind,
        form=of_form,
        lowered=lowered,
        capital=capital,
        named=not word.islower() and any(map(str.isupper, word)),
        joins=lowered in joiners(),
        figure=word[:1].isdigit(),
        cased=lowered.upper() != lowered,
        breaks="\n" in word,
        closes="\n" in word or lowered in _CLOSING,
        blank=not word.strip(),
    )


@lru_cache(_KEPT)
def place(name: str) -> str:
    """What the gazetteer has under this name: a country, a city and how large, a region."""
    if len(name) > _LONGEST:
        return "-"
    if country(name):
        return "country"
    region = len(name) >= _MIN_REGION and bool(regions_named(name))
    if found := city(name):
        size = next((it for least, it in _SIZES if found.population > least), "c")
        return ("capital" if is_capital(found) else size) + ("+region" if region else "")
    return "region" if region else "people" if demonym(name) else "-"
