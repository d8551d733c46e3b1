"""Bare amounts: digits or number words with their scale, whatever they measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod

from stream.enrich.lists import any_of
from stream.enrich.numbers.numerals import SCALES, SHORT_SCALES, SMALL, Word, read

# Two patterns with literal beginnings: as one that is blind to case they took thrice as long.
_DIGITS = re.compile(r"\d+(?:[,\u00a0\u202f]\d+)*(?:\.\d+)?")
_NUMERAL = any_of(
    form
    for word in sorted({*SMALL, *SCALES}, key=len, reverse=True)
    for form in (word, word.capitalize(), word.upper())
)
_WORD = re.compile(rf"(?<!\w)(?:{_NUMERAL})(?!\w)")
_SHORT = "|".join(sorted(SHORT_SCALES, key=len, reverse=True))
_SCALE = re.compile(
    rf"[ \u00a0-]?(?P<word>{'|'.join(sorted(SCALES, key=len, reverse=True))}|{_SHORT})\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?<!and a )(?<!and )\b(?:(?P<half>half)(?: an?)?|an?) $", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([,\u00a0\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_REACH = 16
# No amount of news has more digits; longer runs are codes, and floats can't hold them.
_MOST_DIGITS = 24


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in the text, end exclusive; `words` says that it isn't in digits."""

    start: int
    end: int
    value: float
    words: bool = False
    scale: float = 1.0

    def times(self, factor: float, end: int) -> "Amount":
        """The same, multiplied by a word that ends at `end`."""
        return replace(
            self, value=round(self.value * factor, 6), end=end, scale=self.scale * factor
        )

    @property
    def scaled(self) -> bool:
        """Whether a word like "million" belongs to it."""
        return self.scale != 1.0


def amounts(text: str, since: int = 0) -> Iterator[Amount]:
    """Every amount from left to right; none overlap."""
    tokens = [*_DIGITS.finditer(text, since), *_WORD.finditer(text, since)]
    tokens.sort(key=re.Match.start)
    at = 0
    while at < len(tokens):
        if tokens[at][0][0].isdigit():
            found = _digits(text, tokens[at])
            used = 1
        else:
            found, used = _worded(text, tokens, at)
        if found:
            yield found
        at += used
        while found and at < len(tokens) and tokens[at].start() < found.end:
            at += 1


def _digits(text: str, token: re.Match[str]) -> Amount | None:
    written = token[0]
    if len(written) > _MOST_DIGITS:
        return None
    if not (_GROUPED.fullmatch(written) or _INDIAN.fullmatch(written) or _PLAIN.fullmatch(written)):
        return None
    value = float(re.sub(r"[,\u00a0\u202f]", "", written))
    return _scaled(text, Amount(token.start(), token.end(), value))


def _scaled(text: str, amount: Amount) -> Amount:
    """With its scale, or two: "2 lakh crore"."""
    for _ in range(2):
        scale = _SCALE.match(text, amount.end)
        if not scale:
            break
        word = scale["word"].lower()
        amount = amount.times(SCALES.get(word) or SHORT_SCALES[word], scale.end())
    return amount


def _worded(text: str, tokens: list[re.Match[str]], at: int) -> tuple[Amount | None, int]:
    """The amount that begins with this word, and how many tokens it takes."""
    run = _run(text, tokens, at)
    start, first = tokens[at].start(), None
    if run[0].text in SCALES:
        article = _ARTICLE.search(text, max(0, start - _REACH), start)
        if not article:
            return None, 1
        start = article.start()
        first = 0.5 if article["half"] else 1.0
    found = read(run, first)
    if not found:
        return None, 1
    value, used = found
    end = tokens[at + used - 1].end()
    scale = prod(SCALES.get(word.text, 1.0) for word in run[:used])
    return Amount(start, end, value, words=True, scale=scale), used


def _run(text: str, tokens: list[re.Match[str]], at: int) -> list[Word]:
    """The number words that follow one another here, each with the gap before it."""
    run = [Word(tokens[at][0].lower(), "")]
    for before, token in zip(tokens[at : at + 12], tokens[at + 1 : at + 13], strict=False):
        if token[0][0].isdigit():
            break
        run.append(Word(token[0].lower(), text[before.end() : token.start()].lower()))
    return run
