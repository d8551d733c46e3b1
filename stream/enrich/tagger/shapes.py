"""How a word is written: capitals, digits, dots; how it begins and ends."""

_SHORT, _MIDDLE = 3, 5
_YEAR = 4

# Endings that tell what a name names: places, families, nationalities, firms. The longest counts.
_LISTED = (
    "ville|ton|town|burg|bourg|stan|land|field|ford|ham|shire|port|mouth|grad|abad"
    "|pur|nagar|polis|berg|dorf|heim|stadt|wick|chester|son|sen|ov|ova|ev|eva|ski|sky"
    "|skaya|vic|vich|wicz|enko|chuk|yan|ian|idze|shvili|ez|es|ini|ino|elli|etti|ella"
    "|man|mann|stein|ers|er|ing|ley|ly|ia|ism|ist|ish|ese|ic|ics|tech|soft|corp|bank"
    "|com|tel|gas|air|co|a|o|i|u"
)
_ENDINGS = frozenset(_LISTED.split("|"))
_LENGTHS = sorted({len(it) for it in _ENDINGS}, reverse=True)
_OF_WORDS = {it[-1]: it for it in ("ing", "ed", "ly", "s", "er")}
_BEGINNINGS = ("Mc", "Mac", "O'", "O\u2019", "D'", "De", "Di", "Van", "Al-", "Abd", "Fitz")
_REST = 2
"""Letters that must be left beside a beginning."""


def shape(word: str) -> str:
    """Its kind: `Xx`, `XX`, `X.X.`, `x`, `d`, `p` for marks, and a few between."""
    if not word.isalpha():
        if any(map(str.isdigit, word)):
            return _figures(word)
        if not any(map(str.isalpha, word)):
            return "p"
    if word.islower():
        return "x"
    if word.isupper():
        return _capitals(word)
    if word[0].isupper():
        return "Xx" if word[1:].islower() and word[1:].isalpha() else "XxX"
    return "xX"


def _figures(word: str) -> str:
    if word.isdigit():
        return "year" if len(word) == _YEAR else "d"
    return "dx" if any(map(str.isalpha, word)) else "d."


def _capitals(word: str) -> str:
    if "." in word:
        return "X." if len(word) == len("X.") else "X.X."
    if len(word) == 1:
        return "X"
    return "XX" if len(word) <= _SHORT else "XXX" if len(word) <= _MIDDLE else "XXXX"


def ending(word: str, form: str) -> str:
    """Its telling ending, or a dash; `form` is its shape."""
    lowered = word.lower()
    if len(lowered) <= _SHORT or form == "p":
        return "-"
    if form == "x":
        found = _OF_WORDS.get(lowered[-1])
        return f"x{found}" if found and lowered.endswith(found) else "-"
    for length in _LENGTHS:
        if len(lowered) > length + 1 and lowered[-length:] in _ENDINGS:
            return lowered[-length:]
    return "-"


def beginning(word: str) -> str:
    """Its telling beginning, or a dash."""
    if not word.startswith(_BEGINNINGS):
        return "-"
    return next(
        (it for it in _BEGINNINGS if word.startswith(it) and len(word) > len(it) + _REST), "-"
    )
