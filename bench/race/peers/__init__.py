"""What races against the worker: each a program that reads one topic and writes another.

Written as each one's own documentation tells a user to do work that needs a processor. All run
`enriched` here, but the first version, which calls spaCy itself.
"""

import sys
from dataclasses import dataclass

from stream.engine.jobs import Job, Product, Work
from stream.settings import Settings

_work: list[Work] = []


@dataclass(frozen=True)
class Task:
    """What a contestant is told on its command line."""

    bootstrap: str
    source: str
    sink: str
    group: str
    children: int
    parts: str
    """What is found, by commas."""


def task() -> Task:
    """From the command line."""
    bootstrap, source, sink, group, children, parts = sys.argv[1:]
    return Task(bootstrap, source, sink, group, int(children), parts)


def load(parts: str) -> None:
    """Load the models into this process."""
    from stream.agents import enriching  # noqa: PLC0415 - the parent of a pool needs no model
    from stream.collector import settle  # noqa: PLC0415 - as above

    if not _work:
        plan = Settings(parts=parts).enrich_plan
        _work.append(enriching.make(**plan))
        settle()


def enriched(value: bytes) -> bytes:
    """The worker's own enrichment: a parsed story to an enriched one, as bytes."""
    (item,) = _work[0](Job(value))
    if not isinstance(item, Product):
        raise TypeError(item)
    return item.value
