"""Every error of Wirestream.

    WireError                    what the operator or the sender must know
    ├── SettingsError            a setting is unknown or bad; start-up ends
    ├── BrokerError              the broker isn't there or refuses
    │   └── TopicsDiffer         the cluster's topics are not as declared
    ├── StalledError             there is lag and no progress; the worker ends itself
    └── ItemError                one item can't be handled: a dead letter
        ├── ParseError           the bytes are no story that we read
        └── EnrichError          the story can't be enriched

An `ItemError` has a `code` (closed set, a label in metrics) and a message that says what was wrong,
where, and what to do. Messages never hold the story's text.
"""

from typing import ClassVar


class WireError(Exception):
    """The root. `str()` is one line for people."""

    exit_code: ClassVar[int] = 1


class SettingsError(WireError):
    """A setting is unknown or bad. The message names it, never a secret's value."""

    exit_code = 78  # EX_CONFIG: restarting doesn't help


class BrokerError(WireError):
    """The broker isn't reachable or refuses."""

    exit_code = 69  # EX_UNAVAILABLE


class TopicsDiffer(BrokerError):  # noqa: N818 - reads as the fact that it states
    """Topics are missing or not as `stream/topics.py` declares them."""

    exit_code = 78


class StalledError(WireError):
    """There is lag and nothing moves."""

    exit_code = 75  # EX_TEMPFAIL: a restart is the mend


class ItemError(WireError):
    """One item can't be handled."""

    def __init__(self, code: str, message: str) -> None:
        """Keep `code`, snake_case from a closed set, beside the message."""
        super().__init__(message)
        self.code = code


class ParseError(ItemError):
    """The bytes are no story that we read."""


class EnrichError(ItemError):
    """The story can't be enriched."""
