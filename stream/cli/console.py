"""Standard output carries what was asked for; standard error all else. Never the two mixed."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console

from stream.errors import WireError

_WIDTH_ELSEWHERE = 200
"""Columns where no terminal says how wide it is: a name in a pipe must stay whole."""


class Failed(WireError):  # noqa: N818 - reads as the fact that it states
    """The command did what it could, and something was wrong with what it was given."""


class Misused(WireError):  # noqa: N818 - reads as the fact that it states
    """The command line isn't right: a bad moment, expression, topic or id."""

    exit_code = 2


def people() -> Console:
    """Where people read results: standard output, plain where it is no terminal."""
    width = None if sys.stdout.isatty() else _WIDTH_ELSEWHERE
    return Console(highlight=False, width=width)


def progress() -> Console:
    """Where people see what goes on: standard error."""
    return Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """One line on standard error. It may name files and topics: no markup is read."""
    print(message, file=sys.stderr, flush=True)  # noqa: T201 - a command talks to its user


def emit(value: Mapping[str, Any] | list[Any]) -> None:
    """One JSON document on a line of standard output."""
    emit_bytes(json.dumps(value, ensure_ascii=False, default=str).encode(errors="replace"))


def emit_bytes(line: bytes) -> None:
    """A line of standard output that is JSON already. Flushed: a reader may be waiting."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
