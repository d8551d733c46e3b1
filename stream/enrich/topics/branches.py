"""How sure it is that a story is about each of the seventeen branches.

A logistic regression over a few figures of what the words said. `data/branches.tsv` has its
weights: one for each figure, and two for each branch, since the lexicon isn't equally rich in all:
one that always counts and one for the number of terms.
`python -m bench.topic_weights` fits them and says on what.
"""

import math
from functools import cache

from stream.enrich.topics.tables import rows
from stream.enrich.topics.tally import Tally, total
from stream.enrich.topics.vocabulary import vocabulary

# Less than one strong word that stands in the lead is an accident of words.
LEAST = 4.0
TERMS = "terms"
# What nothing in particular would say: a lone word in a text has it for a rival.
_NOTHING = 8.0


def sure_of(found: Tally) -> dict[str, float]:
    """The confidence, 0-1, of each branch for which the words say enough."""
    return {code: _logistic(_sum(code, every)) for code, every in figures(found).items()}


def figures(found: Tally) -> dict[str, dict[str, float]]:
    """What the regression sees, by branch and by the figure's name."""
    scores = {it: found.score(it) for it in branches()}
    headline = {it: total(found.headline, it) for it in branches()}
    lead = {it: total(found.lead, it) for it in branches()}
    all_scores = sum(scores.values())
    all_headline, all_lead = sum(headline.values()) or 1.0, sum(lead.values()) or 1.0
    first, second = sorted([*scores.values(), _NOTHING], reverse=True)[:2]
    return {
        it: {
            "score": math.log(score),
            "share": score / (all_scores + _NOTHING),
            "beside the best other": math.log(score / (second if score == first else first)),
            "headline": math.log1p(headline[it]),
            "share of headline": headline[it] / all_headline,
            "lead": math.log1p(lead[it]),
            "share of lead": lead[it] / all_lead,
            TERMS: math.log1p(sum(said > 0 for said in found.scores[it].values())),
            "always": 1.0,
        }
        for it, score in scores.items()
        if score >= LEAST
    }


@cache
def branches() -> tuple[str, ...]:
    """The codes of the seventeen at the top."""
    return tuple(it.code for it in vocabulary().values() if it.parent is None)


@cache
def _weights() -> dict[str, tuple[float, float]]:
    """By figure, and by code for the branches: what always counts, and what each term adds."""
    return {of: (float(weight), float(more)) for of, _, weight, more in rows("branches.tsv")}


def _sum(code: str, every: dict[str, float]) -> float:
    weights = _weights()
    always, more = weights[code]
    figures_say = sum(weights[name][0] * it for name, it in every.items())
    return always + more * every[TERMS] + figures_say


def _logistic(it: float) -> float:
    return 1 / (1 + math.exp(-it))
