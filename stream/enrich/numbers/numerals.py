"""Number words: what each is worth, and how they go together ("two hundred and five")."""

from typing import NamedTuple

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(_SMALL.split()) if value} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
"""Worth of the words below a hundred."""

SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
"""What a word multiplies the amount before it by."""

SHORT_SCALES = {
    "mn": 1e6,
    "mln": 1e6,
    "mio": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
    "tln": 1e12,
    "cr": 1e7,
}
"""Scales that follow digits alone."""

_HUNDRED = 100
_TWENTY = 20
_TEN = 10


class Word(NamedTuple):
    """A number word in lower case, with what stands between it and the word before."""

    text: str
    gap: str


def read(words: list[Word], first: float | None = None) -> tuple[float, int] | None:
    """The value of the words and how many belong to it; None where they begin no amount.

    `first` is what "a" or "half a" before a scale is worth.
    """
    total, current, last = 0.0, first, float("inf")
    used = 0
    for word in words:
        if used and word.gap not in {" ", "-", "\u00a0", " and "}:
            break
        if word.text in SMALL:
            joined = _joined(current, SMALL[word.text], word.gap) if used else SMALL[word.text]
            if joined is None:
                break
            current = joined
        else:
            scale = SCALES[word.text]
            if current is None or word.gap == " and " or scale >= last:
                break
            if scale <= _HUNDRED:
                if current >= _HUNDRED:
                    break
                current *= scale
            else:
                total, current, last = total + current * scale, None, scale
        used += 1
    value = total + (current or 0.0)
    return (value, used) if used and value else None


def _joined(current: float | None, value: int, gap: str) -> float | None:
    """A small word after others: "twenty-one", "hundred and five", "thousand two"."""
    if current is None:
        return float(value)
    if current >= _HUNDRED:
        return current + value if current % _HUNDRED == 0 else _units(current, value, gap)
    return _units(current, value, gap)


def _units(current: float, value: int, gap: str) -> float | None:
    rest = current % _HUNDRED
    fits = rest >= _TWENTY and rest % _TEN == 0 and value < _TEN and gap != " and "
    return current + value if fits else None
