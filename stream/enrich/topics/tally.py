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


@dataclass(slots=True)
class Tally:
    """Per topic, ancestors included, the score of each term that speaks for it.

    A term counts once in a branch, with the strongest of its weights there.
    """

    scores: dict[str, dict[str, float]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """For each term the text's own words where it first stands."""
    stated: dict[str, float] = field(default_factory=dict)
    """Per topic, ancestors included, what the agency's own codes add."""

    def score(self, code: str) -> float:
        """All that was said for the topic and everything below it; 0 at least."""
        said = sum(self.scores.get(code, {}).values())
        return max(0.0, said) + self.stated.get(code, 0.0)

    def strongest(self, code: str, most: int) -> list[str]:
        """The text's own words that said most for the topic, the strongest first."""
        said = self.scores.get(code, {})
        ranked = sorted((it for it in said if said[it] > 0), key=lambda it: (-said[it], it))
        return list(dict.fromkeys(self.words[it] for it in ranked))[:most]

    def state(self, code: str, points: float) -> None:
        """Let something else than the story's words speak for the topic."""
        for ancestor in lineage(code):
            self.stated[ancestor] = self.stated.get(ancestor, 0.0) + points

    def add(self, term: Term, weighed: float) -> None:
        """Count a term that stands in the text with this sum of place weights."""
        # The tenth mention says little that the third didn't.
        often = math.log2(1 + weighed)
        for code, weight in term.weights.items():
            for ancestor in lineage(code):
                said = self.scores.setdefault(ancestor, {})
                said[term.written] = _stronger(said.get(term.written, 0.0), weight * often)


def tally(matcher: Matcher, headline: str, body: str) -> Tally:
    """What headline, lead (the first paragraph) and body say together."""
    result = Tally()
    weighed: defaultdict[str, float] = defaultdict(float)
    terms: dict[str, Term] = {}
    for place, text in _places(headline, body):
        for hit in matcher.hits(text):
            name = hit.term.written
            terms[name] = hit.term
            weighed[name] += place
            result.words.setdefault(name, text[hit.start : hit.end])
    for name, term in terms.items():
        result.add(term, weighed[name])
    return result


def _places(headline: str, body: str) -> Iterator[tuple[float, str]]:
    lead, _, rest = body.strip().partition("\n\n")
    yield from ((HEADLINE, headline), (LEAD, lead), (BODY, rest))


def _stronger(one: float, other: float) -> float:
    return max(one, other, key=abs)
