"""Log lines: for people on a terminal, or one JSON object a line. Never a story's text.

What a line is about (`story`, `trace`, `topic`, …) stands in fields of its own: see `about`.
SIGUSR1 makes a running process tell more, SIGUSR2 less.
"""

import asyncio
import json
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

_NOISY = ("faust", "mode", "aiokafka", "asyncio", "opentelemetry", "urllib3")
_REPEAT_SECONDS = 10.0
_FIELDS = "about"
_LEVELS = (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR)
MORE, LESS = CHANGES = (signal.SIGUSR1, signal.SIGUSR2)
"""A step towards DEBUG, and a step towards ERROR."""

log = logging.getLogger(__name__)


def about(**fields: str | float | None) -> dict[str, Any]:
    """What a line is about, for `extra`: ids, places and figures, never text; None is left out."""
    return {_FIELDS: {name: value for name, value in fields.items() if value is not None}}


class Seldom(logging.Filter):
    """Lets the same message of the same logger through once in ten seconds.

    A client whose broker is gone says so hundreds of times a minute.
    """

    def __init__(self) -> None:
        """Nothing was said yet."""
        super().__init__()
        self._said: dict[tuple[str, int, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written. Messages are alike by their pattern, not their values."""
        key = record.name, record.levelno, str(record.msg)
        before = self._said.get(key)
        # A clock that was set back must not silence it until then.
        if before is not None and 0 <= record.created - before < _REPEAT_SECONDS:
            return False
        self._said[key] = record.created
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, what it is about, an error's trace."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            **getattr(record, _FIELDS, {}),
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """A line for people; an error's trace follows it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line. What a message quotes may hold line ends: it stays one line all the same."""
        fields = getattr(record, _FIELDS, {})
        told = [super().formatMessage(record), *(f"{name}={it}" for name, it in fields.items())]
        return " ".join(told).replace("\r", "\\r").replace("\n", "\\n")


def configure(level: str, style: str) -> None:
    """Log to standard error; libraries only from WARNING on.

    `style` is `text`, `json`, or `auto`: text on a terminal, else JSON.
    """
    handler = logging.StreamHandler(sys.stderr)
    seldom = Seldom()
    plain = style == "text" or (style == "auto" and sys.stderr.isatty())
    handler.setFormatter(
        PlainLines("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S") if plain else JsonLines()
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    _quiet_libraries()
    handler.addFilter(lambda record: not record.name.startswith(_NOISY) or seldom.filter(record))


def current() -> tuple[str, str] | None:
    """What `configure` was told, as a process of ours is to log too; None where it never was."""
    root = logging.getLogger()
    for handler in root.handlers:
        if isinstance(handler.formatter, JsonLines | PlainLines):
            style = "json" if isinstance(handler.formatter, JsonLines) else "text"
            return logging.getLevelName(root.level), style
    return None


def change(signal_number: int) -> None:
    """Tell more, or less, from now on; says so in any case."""
    root = logging.getLogger()
    step = -1 if signal_number == MORE else 1
    place = min(max(_LEVELS.index(root.level) + step, 0), len(_LEVELS) - 1)
    root.setLevel(_LEVELS[place])
    _quiet_libraries()
    log.log(root.level, "log level is %s now", logging.getLevelName(root.level))


@contextmanager
def changes_wait() -> Iterator[None]:
    """Nobody is hit by a change of level within; a process that is started here neither.

    It inherits that, and lets them in once it listens: until then a signal would end it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, CHANGES)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, CHANGES)


def listen(loop: asyncio.AbstractEventLoop) -> None:
    """Change the level at each signal from now on."""
    for number in CHANGES:
        loop.add_signal_handler(number, change, number)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, CHANGES)


def _quiet_libraries() -> None:
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
