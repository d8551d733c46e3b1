"""One form for a place's name, so that "Sao Paulo", "São Paulo" and "SAO PAULO" are one key."""

import unicodedata

from stream.remembered import Remembered

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a"}
)
# Dots and apostrophes vanish ("U.S." is "us", "N'Djamena" is "ndjamena"); joiners become spaces.
_MARKS = str.maketrans(
    dict.fromkeys(".'`‘’ʻʼʹʿʾˈ")
    | dict.fromkeys("-\u2010\u2011\u2013/_\u00a0", " ")
    | {"&": " and "}
)
_SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


def _fold(name: str) -> str:
    if name.isalpha() and name.isascii():
        return name.lower()
    folded = name.casefold()
    if not folded.isascii():
        folded = _plain(folded)
    words = folded.translate(_MARKS).split()
    if len(words) > 1:
        if words[0] == "the" and words[1] != "hague":
            del words[0]
        words[0] = _SHORT.get(words[0], words[0])
    return " ".join(words)


def _plain(folded: str) -> str:
    """Letters without their accents, in a form that is the same for every way to write them."""
    decomposed = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


fold = Remembered(_fold, most=16_384).__getitem__
"""Case, accents, dots and hyphens away; a leading "the" dropped, "St." spelled out."""
