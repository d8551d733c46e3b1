"""Alert rules from a seed, of the kinds that desks write, about what is in the news and what isn't.

A fifth of the names are those that the given stories name, as often as they do: everybody watches
the same few. The rest are invented and in no story, as most names that are watched are in none.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from bench.texts import FIRST, LAST
from schemas.enrichment import EntityType
from schemas.events import EnrichedStory
from stream.enrich.topics.vocabulary import vocabulary
from stream.gazetteer import countries

IN_THE_NEWS = 0.2
_NAMED = {EntityType.PERSON: "person", EntityType.ORGANISATION: "organisation"}
_SYLLABLES = tuple(re.findall("...", "badelfilgorhalkimlormennorpraquirosseltorulmveryarzan"))
_SHORTEST = 4

T = TypeVar("T", str, tuple[str, str])


class Maker:
    """Makes queries; the same seed and stories make the same ones."""

    def __init__(self, stories: Sequence[EnrichedStory], seed: int = 6) -> None:
        """Learn what the stories speak of."""
        self._rng = random.Random(seed)
        self._names = Counter(
            (_NAMED[it.type], it.name)
            for story in stories
            for it in story.enrichment.entities
            if it.type in _NAMED
        )
        words = (it for story in stories for it in set(story.story.body.lower().split()))
        self._words = Counter(it for it in words if it.isalpha() and len(it) >= _SHORTEST)
        self._topics = Counter(
            it.code.partition(":")[2] for story in stories for it in story.enrichment.topics
        )
        self._names_drawn = _Drawn(self._names)
        # The commonest words of the language are in nobody's rule.
        self._words_drawn = _Drawn(Counter(dict(self._words.most_common()[150:])))
        self._topics_drawn = _Drawn(self._topics)
        self._codes = sorted(vocabulary())
        self._lands = [it.iso2 for it in countries()]

    def queries(self, count: int) -> Iterator[str]:
        """So many queries."""
        kinds: tuple[tuple[int, Callable[[], str]], ...] = (
            (30, self._name),
            (20, lambda: f"{self._name()} AND {self._topic()}"),
            (10, lambda: f"{self._name()} AND {self._word()} NOT {self._word()}"),
            (10, lambda: f"{self._place()} AND {self._topic()} AND {self._word()}"),
            (10, lambda: f'"{self._word()} {self._word()}" AND {self._place()}'),
            (5, lambda: f"({self._name()} OR {self._name()} OR {self._name()}) urgency<=3"),
            (5, lambda: f"{self._name('[headline]')} AND ({self._word()} OR {self._word()})"),
            (4, lambda: f"{self._topic()} AND {self._name('[relevance>=0.3]')} NOT source:Trend"),
            (3, lambda: f'"{self._word()} {self._word()}"~8 AND {self._name()}'),
            (2, lambda: f"quote:{self._name().partition(':')[2]}"),
            (1, lambda: f"{self._topic()} AND {self._place()} AND urgency<=2"),
        )
        weights = [weight for weight, _ in kinds]
        for _, make in self._rng.choices(kinds, weights, k=count):
            yield make()

    def _name(self, asked: str = "") -> str:
        rng = self._rng
        if rng.random() < IN_THE_NEWS:
            kind, name = self._names_drawn(rng)
            return f'{kind}:"{_plain(name)}"{asked}'
        if rng.random() < 0.5:  # noqa: PLR2004 - half of each
            last = "".join(rng.choices(_SYLLABLES, k=3)).capitalize()
            return f'person:"{rng.choice(FIRST)} {last}"{asked}'
        return f'organisation:"{self._body()} {rng.choice(LAST)} Group"{asked}'

    def _body(self) -> str:
        return "".join(self._rng.choices(_SYLLABLES, k=3)).capitalize()

    def _word(self) -> str:
        return self._words_drawn(self._rng)

    def _topic(self) -> str:
        in_the_news = self._topics and self._rng.random() < 0.5  # noqa: PLR2004 - half of each
        topic = self._topics_drawn(self._rng) if in_the_news else self._rng.choice(self._codes)
        return f"topic:{topic}"

    def _place(self) -> str:
        return f"within:{self._rng.choice(self._lands)}"


class _Drawn(Generic[T]):
    """Draws things as often as they were counted."""

    def __init__(self, counts: "Counter[T]") -> None:
        self._found: list[T] = sorted(counts)
        self._weights = list(accumulate(counts[it] for it in self._found))

    def __call__(self, rng: random.Random) -> T:
        found: T = rng.choices(self._found, cum_weights=self._weights)[0]
        return found


def _plain(name: str) -> str:
    return name.replace('"', "").replace("\\", "")
