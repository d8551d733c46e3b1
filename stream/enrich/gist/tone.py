"""Whether the news is good or bad, by hand-weighted words; neutral where little is said.

It is the tone of what is told, not the wire's opinion. Quoted words count half.
"""

import math
from collections import defaultdict
from typing import NamedTuple

from schemas.enrichment import StoryField, Tone, ToneCue, ToneLabel
from stream.enrich.gist.cues import Cue, cues
from stream.enrich.gist.directions import directions
from stream.enrich.gist.told import GAP, Words
from stream.enrich.lists import words as listed
from stream.enrich.quotes.marks import FILL

MOST_CUES = 8
_NEGATIONS = listed("gist", "negation")
_DENIALS = listed("gist", "denial")
_STRONG, _MILD = listed("gist", "strong"), listed("gist", "mild")
_ENDS = frozenset({".", "?", "!", ";", GAP})
_REACH = 4
_NEGATED = {True: -0.8, False: -0.3}
"""What negation leaves of good and of bad: "no casualties" is a little good."""
_DENIED = {True: -0.8, False: -0.5}
_HEADLINE, _LEAD, _QUOTED = 2.0, 1.5, 0.5
_FADES = 120
"""Words after which what stands below the lead weighs half: the news is at the top."""
_LEAST, _WORDS_A_POINT = 0.25, 150
_CALM, _CALM_WORDS = 0.4, 100
_BOTH = 0.5


class _Heard(NamedTuple):
    text: str
    start: int
    end: int
    field: StoryField
    weight: float

    @property
    def cue(self) -> ToneCue:
        """As evidence."""
        text, start, end, field, weight = self
        return ToneCue(text=text, start=start, end=end, field=field, weight=_unit(weight))


def tone(headline: Words, body: Words, masked: str) -> Tone:
    """The tone of headline and body; `masked` is the body with its quotes hidden."""
    heard = [*_heard(headline, "headline", ""), *_heard(body, "body", masked)]
    good = sum(it.weight for it in heard if it.weight > 0)
    bad = -sum(it.weight for it in heard if it.weight < 0)
    length = len(headline.low) + _weight(len(body.low))
    label = _label(good, bad, _LEAST + length / _WORDS_A_POINT)
    score = (good - bad) / (good + bad + _CALM + length / _CALM_WORDS)
    return Tone(label=label, score=round(score, 3), evidence=_evidence(heard, label))


def _label(good: float, bad: float, least: float) -> ToneLabel:
    if max(good, bad) < least:
        return ToneLabel.NEUTRAL
    if min(good, bad) >= _BOTH * max(good, bad):
        return ToneLabel.MIXED
    return ToneLabel.POSITIVE if good > bad else ToneLabel.NEGATIVE


def _evidence(heard: list[_Heard], label: ToneLabel) -> list[ToneCue]:
    """The strongest that speak for the label, in the order of the text."""
    if label is ToneLabel.POSITIVE:
        heard = [it for it in heard if it.weight > 0]
    elif label is ToneLabel.NEGATIVE:
        heard = [it for it in heard if it.weight < 0]
    best = sorted(range(len(heard)), key=lambda it: (-abs(heard[it].weight), it))[:MOST_CUES]
    return [heard[it].cue for it in sorted(best)]


def _heard(words: Words, field: StoryField, masked: str) -> list[_Heard]:
    """Every cue with what it weighs here; a word said again counts less each time."""
    times = defaultdict[str, int](int)
    found: list[_Heard] = []
    lead = words.lead
    for cue in _all(words):
        start, end = words.span(cue.first, cue.last)
        text = words.text[start:end]
        low = text.lower()
        times[low] += 1
        weight = cue.weight * _around(words.low, cue) / times[low]
        if field == "headline":
            weight *= _HEADLINE
        elif cue.first < lead:
            weight *= _LEAD
        else:
            weight *= 0.5 ** ((cue.first - lead) / _FADES)
        if masked[start : start + 1] == FILL:
            weight *= _QUOTED
        found.append(_Heard(text, start, end, field, weight))
    return found


def _weight(words: int) -> float:
    """How many words so many come to, as they fade."""
    return float(_FADES * (1 - 0.5 ** (words / _FADES)) / math.log(2))


def _unit(weight: float) -> float:
    return round(max(-1.0, min(1.0, weight)), 2)


def _all(words: Words) -> list[Cue]:
    """What goes up or down, and the lexicon's cues that don't touch it; left to right."""
    moves = list(directions(words))
    taken = {number for it in moves for number in range(it.first, it.last + 1)}
    plain = [it for it in cues(words) if taken.isdisjoint(range(it.first, it.last + 1))]
    return sorted([*moves, *plain])


def _around(low: list[str], cue: Cue) -> float:
    """What the words before make of it: the opposite, more, less."""
    factor = 1.0
    for distance in range(1, _REACH + 1):
        at = cue.first - distance
        if at < 0 or low[at] in _ENDS:
            break
        word = low[at]
        if word in _NEGATIONS or word.endswith(("n't", "n\u2019t")):
            return factor * _NEGATED[cue.weight > 0]
        if word in _DENIALS:
            return factor * _DENIED[cue.weight > 0]
        if distance == 1 and word in _STRONG:
            factor = 1.3
        elif distance == 1 and word in _MILD:
            factor = 0.6
    return factor
