"""What goes to a child and what comes back. Facts are small and JSON; values are bytes."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, runtime_checkable

from pydantic import JsonValue

from stream.errors import ItemError

log = logging.getLogger(__name__)

Facts = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Job:
    """One record's value and what its hop says about it."""

    value: bytes
    facts: Facts = field(default_factory=dict)
    urgent: bool = False
    """Goes before all that isn't."""


@dataclass(frozen=True, slots=True)
class Product:
    """One item that came out, serialised, ready to publish."""

    value: bytes
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that can't be handled. `ordinal` is None where no item could be read."""

    code: str
    message: str
    ordinal: int | None = None


Answer = list[Product | Failure]
Work = Callable[[Job], Answer]
"""What a child does with a job. Made once a child by a factory named `module:name`."""


@runtime_checkable
class Together(Protocol):
    """Work that does several jobs in less time than one after another."""

    def together(self, jobs: Sequence[Job]) -> Iterator[Answer]:
        """The answer to each, in order, as soon as it is there."""


def answers(work: Work, jobs: Sequence[Job]) -> Iterator[Answer]:
    """The answer to each job, in order: together where the work can do that."""
    done = 0
    able: object = work
    if len(jobs) > 1 and isinstance(able, Together):
        try:
            # One too many would be taken for the next job's.
            for answer in islice(able.together(jobs), len(jobs)):
                yield answer
                done += 1
        except Exception as error:  # noqa: BLE001 - whose fault it is shows one by one
            log.warning("jobs are done one by one: %s at %s", type(error).__name__, _place(error))
    for job in jobs[done:]:
        yield attempt(work, job)


def attempt(work: Work, job: Job) -> Answer:
    """Do the job; an error becomes a `Failure`, so that no neighbour ever feels it.

    The message of an unforeseen error is its type and place: its text might hold the story's.
    """
    try:
        return work(job)
    except ItemError as error:
        return [Failure(error.code, str(error))]
    except MemoryError:
        return [Failure("out_of_memory", "the story needs more memory than a child may use")]
    except Exception as error:  # noqa: BLE001 - whatever it is, only this story may feel it
        return [Failure("internal_error", f"{type(error).__name__} at {_place(error)}")]


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    module = trace.tb_frame.f_globals.get("__name__", "?")
    return f"{module} line {trace.tb_lineno}; please report it"


def story_limit(seconds: float, per_mib: float = 60.0) -> Callable[[Job], float]:
    """A time limit that grows with the story's length."""
    return lambda job: seconds + per_mib * len(job.value) / (1024 * 1024)
