"""Drives systems over annotated stories and gives one report.

Systems take turns at who reads a story first, so that neither has the warmer machine.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from stream.collector import settle
from stream.errors import EnrichError
from stream.evaluation.facts import ActScores, NumberScores
from stream.evaluation.gold import Annotated, Found
from stream.evaluation.ids import IdScores
from stream.evaluation.samples import Error, Samples
from stream.evaluation.spans import SpanScores
from stream.evaluation.speech import QuoteScores
from stream.evaluation.systems import NO_ARTICLES, OURS, System, without_articles
from stream.evaluation.tally import share
from stream.evaluation.topics import TopicScores

Step = Callable[[Annotated], None]


class Scores(Protocol):
    """One kind of thing, scored."""

    errors: Samples[Error]

    def add(self, story: Annotated, found: Found) -> None:
        """Count one story."""

    def report(self) -> dict[str, object]:
        """Scores, 0-1."""


def _judges_ids(story: Annotated) -> bool:
    return story.places is not None or any(it.ids is not None for it in story.spans or ())


KINDS: dict[str, tuple[type[Any], Callable[[Annotated], bool]]] = {
    "entities": (SpanScores, lambda it: it.spans is not None),
    "ids": (IdScores, _judges_ids),
    "topics": (TopicScores, lambda it: it.topics is not None),
    "quotes": (QuoteScores, lambda it: it.quotes is not None),
    "numbers": (NumberScores, lambda it: it.numbers is not None),
    "acts": (ActScores, lambda it: it.acts is not None),
}
"""What is scored, and whether a story's file annotates it."""
STOCK_KINDS = frozenset({"entities"})
"""All that spaCy's pipelines give."""


class Run:
    """One run: every system over every story."""

    def __init__(
        self, systems: Sequence[System], kinds: Iterable[str] = KINDS, most_errors: int = 0
    ) -> None:
        """`systems` hold models; `most_errors` of each kind are kept to be looked at."""
        self._systems = systems
        self._kinds = [it for it in KINDS if it in set(kinds)]
        self._most = most_errors
        self._scores: dict[str, dict[str, Scores]] = {}
        self._seconds = dict.fromkeys((it.name for it in systems), 0.0)
        self._failed = dict.fromkeys((it.name for it in systems), 0)
        self.stories = self.words = 0

    def read(self, stories: Iterable[Annotated], step: Step = lambda _: None) -> None:
        """Read them all; `step` is called after each."""
        for story in stories:
            kinds = [it for it in self._kinds if KINDS[it][1](story)]
            if not self.stories:
                self._warm(story)
                settle()  # as a worker's child does
            turned = self._systems if self.stories % 2 else self._systems[::-1]
            for system in turned:
                self._score(system, story, kinds)
            self.stories += 1
            self.words += story.words
            step(story)

    def report(self) -> dict[str, Any]:
        """Everything measured, ready for JSON."""
        return {
            "stories": self.stories,
            "words_per_story": share(self.words, self.stories),
            "systems": {name: self._system(name) for name in self._names()},
        }

    def _system(self, name: str) -> dict[str, object]:
        found: dict[str, object] = {
            kind: scores.report()
            | (
                {"errors": [asdict(it) for it in scores.errors.kept()]}
                if scores.errors.most
                else {}
            )
            for kind, scores in self._scores.get(name, {}).items()
        }
        if name in self._seconds:
            found["ms_per_story"] = share(1000 * self._seconds[name], self.stories)
            found["failed"] = self._failed[name]
            found["time_ratio"] = {
                other: share(self._seconds[name], seconds)
                for other, seconds in self._seconds.items()
                if other != name
            }
        return found

    def _names(self) -> list[str]:
        return list(dict.fromkeys([*(it.name for it in self._systems), *self._scores]))

    def _warm(self, story: Annotated) -> None:
        """The first story costs what is read at the first question: its time doesn't count."""
        for system in self._systems:
            _read(system, story)

    def _score(self, system: System, story: Annotated, kinds: Sequence[str]) -> None:
        found = _read(system, story)
        self._failed[system.name] += found is None
        found = found or Found(spans=())
        self._seconds[system.name] += found.seconds
        ours = system.name == OURS
        for kind in kinds:
            if ours or kind in STOCK_KINDS:
                self._of(system.name, kind).add(story, found)
                if not ours:
                    bare = without_articles(found)
                    self._of(f"{system.name}{NO_ARTICLES}", kind).add(story, bare)

    def _of(self, system: str, kind: str) -> Scores:
        by_kind = self._scores.setdefault(system, {})
        if kind not in by_kind:
            # Errors are looked at to mend them: only ours can be.
            by_kind[kind] = KINDS[kind][0](self._most if system == OURS else 0)
        return by_kind[kind]


def _read(system: System, story: Annotated) -> Found | None:
    """What it finds; None where it gives the story up."""
    try:
        return system.read(story)
    except EnrichError:
        return None
