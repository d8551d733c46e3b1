"""A name as the model gives it."""

from typing import NamedTuple


class Found(NamedTuple):
    """A stretch of a document with the model's label."""

    start: int
    """Code points from the document's start."""
    end: int
    label: str
    """The model's own: "PERSON", "GPE", "PER", …"""
