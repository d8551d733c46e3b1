"""Words of a text, folded so that spellings agree, and the forms that stand for a word.

A word is a run of letters and digits, accents and soft hyphens within it; "U.S." is one word, and
`&`, `+`, `#` are words, since "C" isn't "C++".
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from stream.gazetteer import fold

# Accents written apart, soft hyphens, joiners without width: they don't end a word.
_WITHIN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"
    rf"|[^\W_]+(?:[{_WITHIN}]+[^\W_]*)*"
    r"|[&+#]"
)
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060"))
_SIGNS = {"&": "and"}
_SIBILANTS = ("s", "x", "z", "ch", "sh")
LONGEST = 200
"""Characters of a word."""

_SHORTEST_PLURAL = 3
_SHORTEST_STEM = 3
_SHORTEST_REST = 4

_CYRILLIC = re.compile(r"[\u0400-\u04ff]+\Z")
# Arabic and Hebrew.
_SEMITIC = re.compile(r"[\u0590-\u06ff]+\Z")


class Token(NamedTuple):
    """A word of a text: where it stands, end exclusive, and its folded form."""

    start: int
    end: int
    word: str


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, without those that are too long to be in a name."""
    for match in _TOKEN.finditer(text):
        if match.end() - match.start() <= LONGEST and (word := folded(match[0])):
            yield Token(*match.span(), word)


@lru_cache(maxsize=65_536)
def folded(written: str) -> str:
    """A word without case, accents, dots and what can't be seen."""
    return _SIGNS.get(written) or fold(written.translate(_UNSEEN)).replace(" ", "")


def bare(word: str) -> str:
    """A word as a list has it without the ending that a sentence bends; others stay."""
    return word if word.isascii() else next(_stems(word, "named"), word)


@lru_cache(maxsize=65_536)
def bent_from(word: str) -> tuple[str, ...]:
    """The bare forms that a word in a sentence may stand for, itself first."""
    if word.isascii():
        return (word,)
    return (word, *_stems(word, "bent"), *_without_prefix(word))


@lru_cache(maxsize=65_536)
def plural_of(word: str) -> tuple[str, ...]:
    """The words whose English plural (or genitive without its mark) this is: a few or none."""
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return ()
    found = [word[:-1]]
    if word.endswith("es") and word[:-2].endswith(_SIBILANTS):
        found.append(word[:-2])
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    return tuple(found)


def _stems(word: str, kind: str) -> Iterator[str]:
    if not _CYRILLIC.match(word):
        return
    for endings in _endings()[kind]:
        size = len(endings[0])
        if len(word) - size >= _SHORTEST_STEM and word[-size:] in endings:
            yield word[:-size]


def _without_prefix(word: str) -> Iterator[str]:
    """Without "and", "in", "to" or the article, written as one word with what follows."""
    if not _SEMITIC.match(word):
        return
    for prefix in _endings()["prefix"][0]:
        rest = word.removeprefix(prefix)
        if len(rest) >= _SHORTEST_REST and rest != word:
            yield rest


@cache
def _endings() -> dict[str, list[list[str]]]:
    """Endings by kind, one list a length. `data/SOURCES.md`."""
    data = resources.files("stream.enrich.watch").joinpath("data", "endings.tsv")
    found: dict[str, list[list[str]]] = {}
    for line in data.read_text(encoding="utf-8").splitlines()[1:]:
        kind, _, endings = line.partition("\t")
        found.setdefault(kind, []).append(endings.split())
    return found
