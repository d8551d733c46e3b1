"""Tone, summaries and key phrases: how right, where from, what they cost.

    python -m bench.gist [--errors]

Prints JSON. Tone: stories judged before the code (`tests/enrich/gist/tone.tsv`), names unknown.
Summaries and phrases: the development halves of the sets `named` and `said`. The cost is the step's
milliseconds for 200 words, and its part of all enrichment, in one run, the first story left out.
"""

import argparse
import json
import os
from collections import Counter
from typing import Any

from stream.engine.child_process import ONE_THREAD

os.environ.update(ONE_THREAD)  # before numpy is imported, as in a worker

from bench.expected import ROOT
from schemas.enrichment import Enrichment
from stream.cli.evaluate import dateline_of
from stream.enrich import Enricher
from stream.enrich.sentences.splitter import paragraphs
from stream.evaluation.reading import read
from stream.evaluation.systems import as_parsed

TONES = ROOT / "tests" / "enrich" / "gist" / "tone.tsv"
SETS = ROOT / "tests" / "enrich" / "sets"


def tones(enricher: Enricher) -> dict[str, Any]:
    """The share of labels that are right, and which were taken for which."""
    taken = Counter[str]()
    wrong: list[str] = []
    lines = TONES.read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        label, headline, body = line.split("\t")
        found = enricher.enrich(_story(headline, body)).enrichment.tone
        said = found.label.value if found else "none"
        taken[f"{label} as {said}"] += 1
        if said != label:
            wrong.append(f"{label} as {said}: {headline or body}")
    right = len(lines) - len(wrong)
    return {
        "stories": len(lines),
        "right": right,
        "accuracy": round(right / len(lines), 3),
        "labels": dict(sorted(taken.items())),
        "errors": wrong,
    }


def gists(enricher: Enricher) -> dict[str, Any]:
    """Where summaries stand, how many phrases there are, and the cost."""
    places, counts = Counter[str](), Counter[int]()
    words, gist, whole = 0, 0.0, 0.0
    stories = [it for name in ("named", "said") for it in read(SETS / name / "dev.jsonl")]
    for number, story in enumerate(stories):
        parsed = as_parsed(story, dateline_of(story))
        found = enricher.enrich(parsed).enrichment
        start = parsed.wire.dateline.end if parsed.wire.dateline else 0
        places[_place(found, parsed.story.body, start)] += 1
        counts[len(found.phrases)] += 1
        if number:
            words += len(parsed.story.body.split())
            gist += found.timings_ms["gist"]
            whole += sum(found.timings_ms.values())
    return {
        "stories": len(stories),
        "summary_stands_in": dict(places),
        "phrases_a_story": dict(sorted(counts.items())),
        "ms_for_200_words": round(200 * gist / words, 2),
        "part_of_all_enrichment": round(gist / whole, 3),
    }


def _place(found: Enrichment, body: str, start: int) -> str:
    if found.summary_at is None:
        return "none"
    first = next(iter(paragraphs(body, start)), None)
    return "lead" if first and found.summary_at.start < first.end else "later"


def _story(headline: str, body: str) -> Any:
    from stream.evaluation.gold import Annotated  # noqa: PLC0415 - needs no more than a text

    return as_parsed(Annotated(id="tone", headline=headline, body=body), None)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="list the stories gone wrong")
    asked = parser.parse_args()
    enricher = Enricher()
    tone = tones(enricher)
    if not asked.errors:
        del tone["errors"]
    print(json.dumps({"tone": tone, "gist": gists(enricher)}, indent=2))


if __name__ == "__main__":
    main()
