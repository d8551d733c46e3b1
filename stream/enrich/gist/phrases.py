"""Which phrases a story is about: how often they stand, where, and how rare their words are."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from schemas.enrichment import Phrase, StoryField
from stream.enrich.gist.kinds import is_common, stem
from stream.enrich.gist.runs import runs
from stream.enrich.gist.told import Words

MOST, FEWEST = 10, 5
_COMMON = 0.3
_BY_LENGTH = (0.0, 0.55, 1.0, 1.1, 1.0)
_HEADLINE, _LEAD, _WORDS = 0.9, 0.5, 0.35
_LEAST, _LEAST_OF_FEW = 0.95, 0.5
_HALF = 1.5
"""The score at which a phrase is half as relevant as one can be."""


@dataclass(slots=True)
class _Candidate:
    stems: tuple[str, ...]
    start: int
    end: int
    field: StoryField
    count: int = 0
    score: float = 0.0


def phrases(headline: Words, body: Words) -> list[Phrase]:
    """At most ten, the most relevant first; fewer than five only where the story has no more.

    Each stands where the body, else the headline, first has it.
    """
    above = {stem(word) for word in headline.low}
    found: dict[tuple[str, ...], _Candidate] = {}
    said = defaultdict[str, int](int)
    both: tuple[tuple[StoryField, Words], ...] = (("body", body), ("headline", headline))
    for where, words in both:
        for first, last in runs(words):
            stems = tuple(map(stem, words.low[first : last + 1]))
            start, end = words.span(first, last)
            if where == "headline" and stems not in found and found:
                continue
            one = found.get(stems)
            if one is None:
                one = found[stems] = _Candidate(stems, start, end, where)
            one.count += 1
            for word in stems:
                said[word] += 1
    lead = body.starts[body.lead] if body.lead < len(body.starts) else len(body.text)
    for it in found.values():
        it.score = _score(it, said, above, lead)
    chosen = _chosen(sorted(found.values(), key=lambda it: (-it.score, it.start)))
    texts = {"body": body.text, "headline": headline.text}
    return [_phrase(it, texts[it.field]) for it in chosen]


def _score(it: _Candidate, said: Mapping[str, int], above: set[str], lead: int) -> float:
    size = len(it.stems)
    rarity = sum([_COMMON if is_common(word) else 1.0 for word in it.stems]) / size
    often = sum([math.log2(said[word]) for word in it.stems]) / size
    place = _HEADLINE * above.issuperset(it.stems)
    place += _LEAD * (it.field == "headline" or it.start < lead)
    return rarity * _BY_LENGTH[size] * (math.log2(1 + it.count) + place + _WORDS * often)


def _chosen(ranked: list[_Candidate]) -> list[_Candidate]:
    """The best, none within another that was taken; a phrase may hold a word that was."""
    chosen: list[_Candidate] = []
    taken: list[frozenset[str]] = []
    for it in ranked:
        if it.score < (_LEAST if len(chosen) >= FEWEST else _LEAST_OF_FEW) or len(chosen) == MOST:
            break
        stems = frozenset(it.stems)
        if any(stems <= other or (len(other) > 1 and other < stems) for other in taken):
            continue
        chosen.append(it)
        taken.append(stems)
    return chosen


def _phrase(it: _Candidate, text: str) -> Phrase:
    return Phrase(
        text=text[it.start : it.end],
        start=it.start,
        end=it.end,
        field=it.field,
        count=it.count,
        relevance=round(1 - 2 ** (-it.score / _HALF), 3),
    )
