"""What another version of everything changes, over all stories: counts, and samples to look at."""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any

from schemas.enrichment import Enrichment
from stream.evaluation.samples import Samples
from stream.reenrich.changes import GAINED, KEPT, LOST, RETYPED, Change, changes

MOST_WORDS = 160
"""Characters of a story's own words that a sample shows."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One change, in the story where it was found."""

    story: str
    change: Change

    def row(self) -> dict[str, str]:
        """As JSON has it."""
        found = asdict(self.change)
        return {"story": self.story, **found, "words": found["words"][:MOST_WORDS]}


@dataclass
class Report:
    """All changes together. Memory doesn't grow with the stories: samples are bounded."""

    samples: Samples[Sample]
    stories: int = 0
    changed: int = 0
    no_longer_stands: int = 0
    """Stories of the shadow that have a newer version by now, or were killed."""
    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By kind, then by what became of it."""
    retyped: Counter[str] = field(default_factory=Counter)
    topics: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)

    def add(self, story: str, before: Enrichment, after: Enrichment) -> None:
        """One story, as it stands and as the other version sees it."""
        found = list(changes(before, after))
        self.stories += 1
        self.changed += any(it.what != KEPT for it in found)
        self.before[before.versions.get("enrichment", "unknown")] += 1
        self.after[after.versions.get("enrichment", "unknown")] += 1
        for change in found:
            self._count(change)
            if change.what != KEPT:
                self.samples.add(Sample(story, change))

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON, the largest first."""
        return {
            "stories": self.stories,
            "changed": self.changed,
            "no_longer_stands": self.no_longer_stands,
            "versions": {"before": dict(self.before), "after": dict(self.after)},
            "kinds": {kind: dict(self.counts[kind]) for kind in sorted(self.counts)},
            "retyped": dict(self.retyped.most_common()),
            "topics": {name: dict(self.topics[name]) for name in sorted(self.topics)},
            "samples": [it.row() for it in self.samples.kept()],
        }

    def _count(self, change: Change) -> None:
        self.counts[change.kind][change.what] += 1
        if change.what == RETYPED:
            self.retyped[f"{change.before.partition(' ')[0]} to {change.kind}"] += 1
        if change.kind == "topic" and change.what in {GAINED, LOST}:
            said = change.before or change.after
            self.topics[said.rpartition(" ")[0]][change.what] += 1
