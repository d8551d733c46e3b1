"""`wire eval`: how right the enrichment is, against files that people annotated."""

import os
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from schemas.wire import Dateline
from stream import settings
from stream.cli.bar import bar
from stream.cli.console import emit, people
from stream.engine.child_process import ONE_THREAD
from stream.evaluation.gold import Annotated as Story
from stream.settings import Settings

REFERENCE = date(2026, 1, 1)
"""The day on which annotated stories count as arrived: a dateline's year is no part of a score."""


class Kind(StrEnum):
    """What can be scored."""

    ENTITIES = "entities"
    IDS = "ids"
    TOPICS = "topics"
    QUOTES = "quotes"
    NUMBERS = "numbers"
    ACTS = "acts"


class Beside(StrEnum):
    """What can stand beside."""

    STOCK_MD = "stock-md"
    STOCK_SM = "stock-sm"


def evaluate(
    *,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Annotated stories: JSONL or CoNLL.")
    ],
    kind: Annotated[
        list[Kind] | None, typer.Option(help="Score only this; several: each. Else all there is.")
    ] = None,
    beside: Annotated[
        list[Beside] | None, typer.Option(help="A stock pipeline in the same run; several: each.")
    ] = None,
    errors: Annotated[
        int, typer.Option(min=0, max=1000, metavar="N", help="Show so many errors of each kind.")
    ] = 0,
    most: Annotated[
        int | None, typer.Option("--stories", min=1, help="Read no more than so many a file.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="spaCy's model: md or sm.", metavar="NAME")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Score the enrichment against annotated stories, stock models beside it in the same run.

    Reads CoNLL (2 or 4 columns, IOB1 or IOB2) and JSON Lines; docs/commands.md says which keys.
    Each kind that a file annotates is scored: entities, ids, topics, quotes, numbers, acts.

    Example: wire eval stories.jsonl --beside stock-md --errors 10
    """
    chosen = settings.load({"model": model}).settings
    # Read before a model is loaded: a bad line is told at once.
    stories = [it for path in files for it in _read(path, most)]
    report = measure(stories, chosen, kind or list(Kind), beside or [], errors)
    report = {"files": [str(it) for it in files], **report}
    if json:
        emit(report)
        return
    # Its tables are only for people.
    from stream.cli.evaluate_text import show  # noqa: PLC0415 - see above

    show(report, people())


def measure(
    stories: list[Story],
    chosen: Settings,
    kinds: list[Kind],
    beside: list[Beside],
    errors: int = 0,
) -> dict[str, Any]:
    """Run everything over the stories, with a bar on a terminal."""
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    # spaCy takes a second, a model two: only who needs them waits for them. One thread each, as in
    # a worker, which must be said before numpy is imported.
    from stream.enrich import Enricher  # noqa: PLC0415 - see above
    from stream.enrich.plan import EnrichPlan  # noqa: PLC0415 - see above
    from stream.evaluation.scoring import Run  # noqa: PLC0415 - see above
    from stream.evaluation.systems import Ours, Stock, System  # noqa: PLC0415 - see above

    systems: list[System] = [
        Ours(Enricher(EnrichPlan(**chosen.enrich_plan)), dateline_of),
        *(Stock(it.value) for it in beside),
    ]
    run = Run(systems, [it.value for it in kinds], errors)
    with bar() as progress:
        task = progress.add_task("stories", total=len(stories))
        run.read(stories, lambda _: progress.advance(task))
    return run.report()


def dateline_of(story: Story) -> Dateline | None:
    """The dateline as intake would find it."""
    from stream.wire import dateline  # noqa: PLC0415 - reads the gazetteer

    for find in (dateline.find, dateline.find_below):
        if found := find(story.body, reference=REFERENCE, headline=story.headline):
            return found
    return None


def _read(path: Path, most: int | None) -> list[Story]:
    from stream.evaluation.reading import read  # noqa: PLC0415 - only this command reads such files

    return [it for it, _ in zip(read(path), range(most or 10**9), strict=False)]
