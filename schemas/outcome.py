"""How every item ends: exactly one of these. The law of accounting rests on it."""

from enum import StrEnum


class Outcome(StrEnum):
    """The end of an item. An input from which no item could be read is one dead letter."""

    PUBLISHED = "published"
    DEAD_LETTER = "dead_letter"
    REPEAT = "repeat"
    SUPERSEDED = "superseded"
    WITHHELD = "withheld"
    """Hold or embargo: pending, and will become another outcome."""
    WITHDRAWN = "withdrawn"
    """Killed before it was ever published."""
