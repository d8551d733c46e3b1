"""Log lines: for people on a terminal, or one JSON object a line. Never a story's text."""

import json
import logging
import sys
from datetime import UTC, datetime

_NOISY = ("faust", "mode", "aiokafka", "asyncio")
_REPEAT_SECONDS = 10.0


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
        if before is not None and record.created - before < _REPEAT_SECONDS:
            return False
        self._said[key] = record.created
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and the error's type and trace."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configure(level: str, style: str) -> None:
    """Log to standard error; libraries only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    seldom = Seldom()
    handler.setFormatter(
        JsonLines()
        if style == "json"
        else logging.Formatter("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    handler.addFilter(lambda record: not record.name.startswith(_NOISY) or seldom.filter(record))
