"""The forms in which a term of the lexicon stands in a story."""

from collections.abc import Iterator

_SIBILANT = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"


def forms(term: str) -> frozenset[str]:
    """A noun in singular and plural; a term with a closing `*` is a verb and is conjugated.

    A term that ends in a single s is a plural or a name already and stays alone.
    """
    if term.endswith("*"):
        return frozenset(_verb(term[:-1]))
    return frozenset({term, plural(term)})


def plural(noun: str) -> str:
    """The regular English plural of the last word; "-man" becomes "-men"."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    if noun.endswith("man") and not noun.endswith(("human", "roman")):
        return f"{noun[:-2]}en"
    if _closes_in_y(noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_SIBILANT) else f"{noun}s"


def _verb(stem: str) -> Iterator[str]:
    """Regular forms without a doubled consonant: those are written out in the lexicon."""
    base = stem.removesuffix("e")
    past = f"{stem[:-1]}ied" if _closes_in_y(stem) else f"{base}ed"
    yield from (stem, plural(stem), past, f"{base}ing")


def _closes_in_y(word: str) -> bool:
    """Whether y becomes ie: after a consonant, and not in a one-letter word."""
    return len(word) > 1 and word.endswith("y") and word[-2].lower() not in _VOWELS
