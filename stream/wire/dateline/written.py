"""Place names as datelines write them: in capitals, with "near" before them, abbreviated."""

from functools import lru_cache

_BEFORE = frozenset({"near", "outside", "aboard"})
_SMALL_WORDS = (
    "al am an and au aux da das de del der di do dos du el la las le les of on sous sul sur the "
    "und upon y"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_GAELIC = ("Mc", "Mac", "De", "Le", "La")


@lru_cache(maxsize=4096)
def is_capitals(name: str) -> bool:
    """Whether a place is written as datelines do: "BAKU", "RIO de JANEIRO", "McALLEN"."""
    words = [it for it in name.replace("-", " ").split() if it.lower() not in _SMALL]
    letters = sum(sign.isalpha() for word in words for sign in word)
    return letters > 1 and all(_capital_word(word) for word in words)


def shown(name: str) -> str:
    """The name as people write it; capitals become title case, so that a recogniser knows it."""
    name = name.removesuffix(".") if name.count(".") == 1 else name
    if not is_capitals(name):
        return name
    words = [_title(word, first=not number) for number, word in enumerate(name.split())]
    return " ".join(words)


def bare(name: str) -> str:
    """The name without "near" before it, and without a river after it: "Frankfurt a.M."."""
    head, _, tail = name.partition(" ")
    if tail and head.lower() in _BEFORE:
        return tail
    return head if tail[:1].islower() and tail[-1] == "." else name


def _capital_word(word: str) -> bool:
    if word.upper() == word:
        return True
    prefix = next((it for it in _GAELIC if word.startswith(it)), None)
    tail = word[len(prefix) :] if prefix else ""
    return len(tail) > 1 and tail.upper() == tail


def _title(word: str, *, first: bool) -> str:
    if not first and word.lower() in _SMALL:
        return word.lower()
    if "." in word.rstrip("."):
        return word
    return "-".join(
        part.lower() if number and part.lower() in _SMALL else part[:1].upper() + part[1:].lower()
        for number, part in enumerate(word.split("-"))
    )
