"""Words of a text, folded so that spellings agree, and the forms in which a rule's word stands.

Only inflections are forms of a word: `strike` finds strikes, struck and striking, not striker.
Derived words would find too much: the usual stemmers make `import` and `important` one.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

# Accents that are written apart belong to the word.
_WORDS = re.compile("[\\w\u0300-\u036f]+|\n\n")
# Where no spaces part the words, every character is one: a rule's word is then a phrase of them.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_MIXED = re.compile(f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[\\w\u0300-\u036f])+|\n\n")

PARAGRAPH = "\n\n"
"""Stands between words as one that is in no rule: no phrase goes on over it."""
READ = 100_000
"""Code points of a text that are read, as in enrichment."""

_SHORTEST = 3
_SIBILANT = ("s", "x", "z", "ch", "sh")
_VOWELS = frozenset("aeiou")
_SINGLE = _VOWELS | set("wxy")
"""Last letters that are never doubled."""
_NO_PLURAL = ("ss", "us", "is", "ics", "news", "series", "species")


def pattern(text: str) -> re.Pattern[str]:
    """What finds the words (and ends of paragraphs) of this text. Linear in its length."""
    return _MIXED if not text.isascii() and _HAS_UNSPACED.search(text) else _WORDS


def words(text: str) -> list[str]:
    """The words of a text as written, ends of paragraphs among them."""
    return pattern(text).findall(text, 0, READ)


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word without case and accents."""
    small = word.casefold()
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFKD", small)
    return "".join(it for it in apart if not unicodedata.combining(it))


def forms(word: str) -> frozenset[str]:
    """The forms of a folded word; of a plural, those of its singular too."""
    if not (word.isascii() and word.isalpha()) or len(word) < _SHORTEST:
        return frozenset({word})
    found = {word}
    for base in tuple(_singulars(word)) or (word,):
        found |= {base, *_irregular().get(base, ()), *_regular(base)}
    return frozenset(found)


def _singulars(word: str) -> Iterator[str]:
    if not word.endswith("s") or word.endswith(_NO_PLURAL) or len(word) <= _SHORTEST:
        return
    yield word[:-1]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith("es") and word[:-2].endswith(_SIBILANT):
        yield word[:-2]


def _regular(base: str) -> Iterator[str]:
    """Plural or third person, past, participle."""
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
        return
    yield f"{base}es" if base.endswith((*_SIBILANT, "o")) else f"{base}s"
    if base.endswith("ee"):
        yield from (f"{base}d", f"{base}ing")
    elif base.endswith("ie"):
        yield from (f"{base}d", f"{base[:-2]}ying")
    elif base.endswith("e"):
        yield from (f"{base}d", f"{base[:-1]}ing")
    else:
        for stem in _stems(base):
            yield from (f"{stem}ed", f"{stem}ing")
    if base.endswith("o"):
        yield f"{base}s"


def _stems(base: str) -> Iterator[str]:
    """With the last letter doubled where it may be: plan, planned; of longer words both."""
    vowels = sum(it in _VOWELS for it in base)
    doubles = base[-1:] not in _SINGLE and base[-2:-1] in _VOWELS and base[-3:-2] not in _VOWELS
    if doubles:
        yield base + base[-1]
    if not doubles or vowels > 1:
        yield base


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """The irregular forms of a base, from `data/irregular.tsv`."""
    data = resources.files("stream.alerts").joinpath("data", "irregular.tsv")
    rows = (line.split() for line in data.read_text(encoding="utf-8").splitlines()[1:])
    return {base: tuple(others) for base, *others in rows}
