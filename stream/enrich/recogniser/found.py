"""A name as the model gives it."""

from typing import NamedTuple


class Found(NamedTuple):
    """A stretch of a document with the model's label."""

    start: int
    """Code points from the document's start."""
    end: int
    label: str
    """The model's own: "PERSON", "GPE", "PER", …"""
    probability: float
    """The model's belief in the steps that led here, 0-1; it is too sure of itself, so only for
    comparing. 1 where the model's kind is unknown and doesn't tell."""
