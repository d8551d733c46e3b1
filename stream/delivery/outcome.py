"""What became of an attempt to deliver: done, or why not and whether another makes sense."""

import logging
import traceback
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

CODES = (
    "no_such_channel",
    "address_refused",
    "redirects",
    "http_refused",
    "http_error",
    "smtp_refused",
    "timed_out",
    "no_answer",
    "no_secret",
    "left_alone",
    "too_many",
    "unforeseen",
    "withdrawn",
)
"""Why a delivery may end undelivered."""


class Again(Exception):  # noqa: N818 - a fact
    """It failed, and may be better later. `after`: the receiver asks for so many seconds."""

    def __init__(self, code: str, reason: str, after: float | None = None) -> None:
        """Keep what a list of failed deliveries says of it."""
        super().__init__(reason)
        self.code = code
        self.after = after


class Never(Exception):  # noqa: N818 - a fact
    """It failed, and would fail again."""

    def __init__(self, code: str, reason: str) -> None:
        """Keep what a list of failed deliveries says of it."""
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Given:
    """How a delivery ended: taken by the receiver, or given up with a code and a reason."""

    attempts: int
    code: str | None = None
    reason: str = ""


def unforeseen(error: Exception, key: str, channel: str) -> Never:
    """An error of ours: what it is, and where. Not its text, in which a story's could stand."""
    what = type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = ", ".join(f"{Path(it.filename).name}:{it.lineno}" for it in frames)
    log.error("delivery %s to %.100s: %s at %s", key, channel, what, places)
    return Never("unforeseen", f"an error of Wirestream's own, {what}: the worker's log says where")
