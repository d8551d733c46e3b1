"""What goes to a child and what comes back. Facts are small and JSON; values are bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from stream.errors import ItemError

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
