"""`wire parse` and `wire enrich`: files to JSON Lines, by the very code that the workers run."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from schemas.events import EnrichedStory, ParsedStory
from stream import settings
from stream.agents import parsing
from stream.cli import show
from stream.cli.console import Failed, emit, emit_bytes, people
from stream.cli.inputs import Source, files
from stream.cli.since import moment
from stream.engine.jobs import Answer, Failure, Job, Product, Work, attempt

# The worker's own words: a command and a worker that say it differently would be two limits.
from stream.engine.settling import input_too_large as too_large

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Files, or - for standard input.")
]
Arrived = Annotated[
    str | None,
    typer.Option(help="When the stories arrived, ISO 8601 with a zone; else now.", metavar="TIME"),
]
Pretty = Annotated[bool, typer.Option("--pretty", help="For people, not for programs.")]
Model = Annotated[
    str | None, typer.Option(help="English model: md, sm or a package.", metavar="NAME")
]
Watchlist = Annotated[
    str | None, typer.Option(help="Names to find for sure: YAML or CSV.", metavar="FILE")
]
TopicModel = Annotated[
    Path | None,
    typer.Option(help="Your own topics: what `wire topics train` wrote.", metavar="FILE"),
]
Show = Callable[[bytes], object]


def parse(paths: Files, arrived: Arrived = None, pretty: Pretty = False) -> None:
    """Read stories in any format and print them as JSON Lines; needs no broker.

    One line a story. What can't be read is a line with an `error`, and the status is then 1.

    Example: wire parse examples/stories/*.json | jq .wire.story_id
    """
    limit = settings.load().settings.max_story_bytes
    facts = {"arrived_ms": _arrived_ms(arrived)}
    read = ((it, _parse(it, facts, limit)) for it in files(paths))
    _print(read, _pretty_parsed if pretty else emit_bytes)


def enrich(
    paths: Files,
    *,
    arrived: Arrived = None,
    model: Model = None,
    watchlist: Watchlist = None,
    topic_model: TopicModel = None,
    pretty: Pretty = False,
) -> None:
    """Read stories, find who, where and what they are about, and print JSON Lines.

    Needs no broker. What can't be read or enriched is a line with an `error`; the status is then 1.

    Example: wire enrich examples/stories/02-diplomacy-ceasefire-talks-ninjs3.json --pretty
    """
    given = {"model": model, "watchlist": watchlist, "topic_model": topic_model}
    chosen = settings.load(given).settings
    facts = {"arrived_ms": _arrived_ms(arrived)}
    # The model takes two seconds: only who needs it waits for it.
    from stream.agents import enriching  # noqa: PLC0415 - see above

    work = enriching.make(at_once=False, **chosen.enrich_plan)
    read = (
        (it, _enrich(work, _parse(it, facts, chosen.max_story_bytes), chosen.max_story_bytes))
        for it in files(paths)
    )
    _print(read, _pretty_enriched if pretty else emit_bytes)


def _parse(source: Source, facts: dict[str, int], limit: int) -> Answer:
    data = source.read()
    if isinstance(data, Failure):
        return [data]
    return _work(parsing.make(), Job(data, dict(facts)), limit)


def _enrich(work: Work, parsed: Answer, limit: int) -> Answer:
    """Each parsed item enriched; a failure keeps the place of its item."""
    answer: Answer = []
    for it in parsed:
        if isinstance(it, Failure):
            answer.append(it)
            continue
        ordinal = int(str(it.facts["ordinal"])) if len(parsed) > 1 else None
        answer += [_placed(found, ordinal) for found in _work(work, Job(it.value), limit)]
    return answer


def _placed(it: Product | Failure, ordinal: int | None) -> Product | Failure:
    return replace(it, ordinal=ordinal) if isinstance(it, Failure) else it


def _work(work: Work, job: Job, limit: int) -> Answer:
    size = len(job.value)
    return attempt(work, job) if size <= limit else [too_large(size, limit)]


def _print(answers: Iterable[tuple[Source, Answer]], shown: Show) -> None:
    """Every item as it comes. Raises Failed at the end where one was no story."""
    failures = 0
    for source, answer in answers:
        for it in answer:
            if isinstance(it, Product):
                shown(it.value)
            else:
                failures += 1
                _failure(source, it, pretty=shown is not emit_bytes)
    if failures:
        raise Failed(f"{failures} of the items can't be handled: their lines have an `error`")


def _failure(source: Source, it: Failure, *, pretty: bool) -> None:
    if pretty:
        people().print(show.failure(source.name, it.code, it.message))
        return
    place = {} if it.ordinal is None else {"ordinal": it.ordinal}
    emit({"file": source.name, **place, "error": {"code": it.code, "message": it.message}})


def _pretty_parsed(value: bytes) -> None:
    people().print(show.story(ParsedStory.model_validate_json(value)))


def _pretty_enriched(value: bytes) -> None:
    people().print(show.story(EnrichedStory.model_validate_json(value)))


def _arrived_ms(given: str | None) -> int:
    at = datetime.now(UTC) if given is None else moment(given)
    return round(at.timestamp() * 1000)
