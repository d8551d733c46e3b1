"""Adds up what the words of a story say for each topic and its ancestors."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from stream.enrich.topics.lexicon import Term
from stream.enrich.topics.matcher import Matcher
from stream.enrich.topics.vocabulary import lineage

# What a word weighs by its place: the news is in the headline and the lead.
HEADLINE = 2.5
LEAD = 1.7
BODY = 1.0

Said = dict[str, dict[str, float]]
"""Per topic what each term says for it."""


@dataclass(slots=True)
class Tally:
    """Per topic, ancestors included, the score of each term that speaks for it.

    A term counts once in a branch, with the strongest of its weights there.
    """

    scores: Said = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """For each term the text's own words where it first stands."""
    headline: Said = field(default_factory=dict)
    """For the branches alone: what the headline's terms weigh, however often they stand."""
    lead: Said = field(default_factory=dict)
    """The same of the first paragraph."""
    stated: dict[str, float] = field(default_factory=dict)
    """Per topic, ancestors included, what the agency adds."""

    def score(self, code: str) -> float:
        """All that was said for the topic and everything below it; 0 at least."""
        return total(self.scores, code) + self.stated.get(code, 0.0)

    def strongest(self, code: str, most: int) -> list[str]:
        """The text's own words that said most for the topic, the strongest first."""
        said = self.scores.get(code, {})
        ranked = sorted((it for it in said if said[it] > 0), key=lambda it: (-said[it], it))
        return list(dict.fromkeys(self.words[it] for it in ranked))[:most]

    def state(self, code: str, points: float) -> None:
        """Let the agency speak for the topic."""
        for ancestor in lineage(code):
            self.stated[ancestor] = self.stated.get(ancestor, 0.0) + points

    def add(self, term: Term, weighed: float) -> None:
        """Count a term that stands in the text with this sum of place weights."""
        # The tenth mention says little that the third didn't.
        often = math.log2(1 + weighed)
        for code, weight in term.weights.items():
            for ancestor in lineage(code):
                _note(self.scores, ancestor, term, weight * often)


def total(said: Said, code: str) -> float:
    """The sum for a topic; 0 at least."""
    return max(0.0, sum(said.get(code, {}).values()))


def tally(matcher: Matcher, headline: str, body: str) -> Tally:
    """What headline, lead (the first paragraph) and body say together."""
    result = Tally()
    weighed: defaultdict[str, float] = defaultdict(float)
    terms: dict[str, Term] = {}
    for place, text, apart in _places(result, headline, body):
        for hit in matcher.hits(text):
            name = hit.term.written
            terms[name] = hit.term
            weighed[name] += place
            result.words.setdefault(name, text[hit.start : hit.end])
            if apart is not None:
                for code, weight in hit.term.weights.items():
                    _note(apart, lineage(code)[-1], hit.term, weight)
    for name, term in terms.items():
        result.add(term, weighed[name])
    return result


def _places(found: Tally, headline: str, body: str) -> Iterator[tuple[float, str, Said | None]]:
    lead, _, rest = body.strip().partition("\n\n")
    yield from ((HEADLINE, headline, found.headline), (LEAD, lead, found.lead), (BODY, rest, None))


def _note(said: Said, code: str, term: Term, weight: float) -> None:
    """The strongest of a term's weights in a topic counts, for it or against."""
    of_topic = said.setdefault(code, {})
    if abs(weight) > abs(of_topic.setdefault(term.written, 0.0)):
        of_topic[term.written] = weight
