"""Stories to try rules on: enriched ones as they are, any other enriched first."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property

from pydantic import ValidationError

from schemas.events import EnrichedStory
from stream.agents import parsing
from stream.cli.console import Failed
from stream.cli.inputs import files_and_folders
from stream.engine.jobs import Failure, Job, Work, attempt
from stream.engine.settling import input_too_large
from stream.settings import Settings

_OURS = b'{"story":'


def events(paths: Iterable[str], chosen: Settings) -> Iterator[EnrichedStory]:
    """Every story of the files. Raises Failed where one can't be read."""
    reader = _Reader(chosen)
    for source in files_and_folders(paths):
        data = source.read()
        if isinstance(data, Failure):
            raise Failed(f"{source.name}: {data.message}")
        for value in _enriched(data) or reader.enriched(data, source.name):
            yield _read(value, source.name)


def _enriched(data: bytes) -> list[bytes]:
    """The lines, where they are what `wire enrich` printed or a topic held; else none."""
    lines = data.splitlines()
    ours = [it for it in lines if it.startswith(_OURS) and b',"enrichment":' in it]
    return ours if len(ours) == len(lines) else []


def _read(value: bytes, name: str) -> EnrichedStory:
    try:
        return EnrichedStory.model_validate_json(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise Failed(f"{name}: no enriched story: {first['msg']}") from None


class _Reader:
    """Parses and enriches as the workers do; the model is loaded with the first story."""

    def __init__(self, chosen: Settings) -> None:
        self._settings = chosen

    @cached_property
    def _enrich(self) -> Work:
        # The model takes two seconds: only who needs it waits for it.
        from stream.agents import enriching  # noqa: PLC0415 - see above

        return enriching.make(at_once=False, **self._settings.enrich_plan)

    def enriched(self, data: bytes, name: str) -> Iterator[bytes]:
        """The stories of an input, enriched. Raises Failed."""
        facts = {"arrived_ms": round(datetime.now(UTC).timestamp() * 1000)}
        for parsed in self._done(parsing.make(), Job(data, facts), name):
            yield from self._done(self._enrich, Job(parsed), name)

    def _done(self, work: Work, job: Job, name: str) -> Iterator[bytes]:
        most = self._settings.max_story_bytes
        answer = (
            attempt(work, job)
            if len(job.value) <= most
            else [input_too_large(len(job.value), most)]
        )
        for it in answer:
            if isinstance(it, Failure):
                raise Failed(f"{name}: {it.message}")
            yield it.value
