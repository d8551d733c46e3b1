"""Words of place names: which small ones may stand in a name, and where another name begins."""

from stream.wire.agencies import is_known

_SMALL_WORDS = (
    "a al am an and au aux bei ben bin da das de del della den der di do dos du e el of on in la "
    "las le les los oder of sous sul sur the und upon y"
)
_PARTICLES = frozenset(_SMALL_WORDS.split())
_LEADING = frozenset({"el", "la", "al", "the", "los", "las", "le"})
_LONGEST_ABBREVIATION = 5


def joins(words: list[str], word: str) -> bool:
    """Whether a lower-case word goes on with a name: "Rio de Janeiro", "Halle a.d. Saale".

    One with its article may begin it: "al-Hasakah".
    """
    abbreviated = "." in word and len(word) <= _LONGEST_ABBREVIATION
    if words and (word in _PARTICLES or abbreviated):
        return True
    return "-" in word and word.partition("-")[0] in _LEADING and word[-1].isalpha()


def begins_anew(before: str, word: str) -> bool:
    """Whether another name begins without a comma: "FARMINGTON Conn.", "ASTANA. KAZINFORM"."""
    return before.isupper() and (_is_title(word) or (before[-1] == "." and is_known(word)))


def _is_title(word: str) -> bool:
    return word[0].isupper() and not word.isupper() and word not in _PARTICLES
