"""Reads the hand-kept lists of this room: tab-separated with a header line."""

from collections.abc import Iterator
from functools import cache
from importlib import resources


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a data file after its header."""
    data = resources.files("stream.enrich").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in data.splitlines()[1:])


def several(field: str) -> tuple[str, ...]:
    """A field that holds several values, divided by bars."""
    return tuple(field.split("|")) if field else ()


def words(kind: str) -> frozenset[str]:
    """The words of one kind in `words.tsv`, in lower case."""
    return _words()[kind]


@cache
def _words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(listed.split()) for kind, listed in rows("words.tsv")}
