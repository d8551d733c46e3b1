"""Quotes, numbers and acts on stories annotated by hand: right, and what they cost.

    python -m bench.quotes [--set dev|locked|more] [--errors N]

Prints JSON: the scores of `wire eval` (`stream/evaluation` says what counts as right), with the
milliseconds that each step takes for 200 words beside them. The locked half is only scored; what
`more` holds has been looked at (tests/enrich/sets/README.md).
"""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from stream.engine.child_process import ONE_THREAD

os.environ.update(ONE_THREAD)  # before numpy is imported, as in a worker

from bench.expected import ROOT
from schemas.events import EnrichedStory, ParsedStory
from stream.cli.evaluate import dateline_of
from stream.enrich import Enricher
from stream.enrich.glances import Glance
from stream.evaluation.reading import read
from stream.evaluation.scoring import Run
from stream.evaluation.systems import Ours

SET = ROOT / "tests" / "enrich" / "sets" / "said"
KINDS = ("quotes", "numbers", "acts")
STEPS = ("numbers", "quotes")
"""Dates count to numbers, acts to quotes: one walk finds both."""


class Timed(Enricher):
    """Adds up what the steps took."""

    def __init__(self) -> None:
        """Load the models."""
        super().__init__()
        self._milliseconds: dict[str, list[float]] = {it: [] for it in STEPS}
        self._words: list[int] = []

    def enrich(self, parsed: ParsedStory, seen: Glance | None = None) -> EnrichedStory:
        """As ever, timed."""
        enriched = super().enrich(parsed, seen)
        self._words.append(len(parsed.story.body.split()))
        for step in STEPS:
            self._milliseconds[step].append(enriched.enrichment.timings_ms[step])
        return enriched

    def cost(self) -> dict[str, float]:
        """Milliseconds for 200 words; the first story, which reads the lists, doesn't count."""
        words = sum(self._words[1:])
        return {it: round(200 * sum(ms[1:]) / words, 2) for it, ms in self._milliseconds.items()}


def measured(path: Path, errors: int) -> dict[str, Any]:
    """The report of `wire eval` and the cost."""
    enricher = Timed()
    run = Run([Ours(enricher, dateline_of)], KINDS, errors)
    run.read(read(path))
    return {"ms_for_200_words": enricher.cost(), **run.report()}


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--set", choices=("dev", "locked", "more"), default="dev", help="which part"
    )
    parser.add_argument("--errors", type=int, default=0, help="keep so many (not of locked)")
    asked = parser.parse_args()
    if asked.errors and asked.set == "locked":
        parser.error("the locked half is only scored")
    report = measured(SET / f"{asked.set}.jsonl", asked.errors)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
