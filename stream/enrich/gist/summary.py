"""One sentence of the story's own that sums it up: mostly its first, unless that is no news."""

import re

from schemas.enrichment import Mention
from stream.enrich.gist.kinds import IN_PHRASES, is_common, kind, stem
from stream.enrich.gist.told import Told, Words
from stream.enrich.gist.unfit import is_unfit
from stream.enrich.quotes.marks import OPEN
from stream.enrich.sentences.lines import unwrapped
from stream.enrich.sentences.splitter import Stretch

_LOOKS_AT = 12
"""Sentences: what sums a story up stands near its beginning."""
_FADES, _FIRST, _HEADLINE, _LEANS = 0.85, 0.55, 1.0, 0.35

_LEANING = re.compile(
    r"(?:But|And|Yet|So|However|Meanwhile|Moreover|Also|In addition|He|She|They|It|His|Her|Their"
    r"|Its|This|That|These|Those|Such|Earlier|Later|Then|There|Here|Instead|Still|Nevertheless)\b"
)


def summary(told: Told, headline: Words, body: Words) -> Mention | None:
    """The sentence where it stands; None where no sentence will do, as in a table."""
    above = _keys(headline.low)
    best: tuple[float, Stretch] | None = None
    for number, (stretch, _) in enumerate(told.sentences[:_LOOKS_AT]):
        most = _FADES**number + _HEADLINE * bool(above)
        if best and best[0] >= most:
            break
        if is_unfit(told.body[slice(*stretch)], told.masked[slice(*stretch)]):
            continue
        score = _score(told, stretch, number) + _HEADLINE * _shared(above, body, stretch)
        if best is None or score > best[0]:
            best = score, stretch
    if best is None:
        return None
    start, end = best[1]
    return Mention(start=start, end=end, text=told.body[start:end], field="body")


def as_line(found: Mention) -> str:
    """Its text as one line."""
    return " ".join(unwrapped(found.text).split())


def _score(told: Told, stretch: Stretch, number: int) -> float:
    """How near the beginning, and whether it leans on the sentence before or on a quote."""
    score = _FADES**number
    if number == 0:
        score += _FIRST
    elif _LEANING.match(told.body, stretch.start):
        score -= _LEANS
    return score - _LEANS * (told.masked[stretch.start] == OPEN)


def _shared(above: frozenset[str], body: Words, stretch: Stretch) -> float:
    """The share of the headline's words that the sentence has."""
    return len(above.intersection(map(stem, body.within(stretch)))) / len(above) if above else 0.0


def _keys(low: list[str]) -> frozenset[str]:
    """The words that carry meaning, in the singular."""
    return frozenset(stem(it) for it in low if kind(it) in IN_PHRASES and not is_common(it))
