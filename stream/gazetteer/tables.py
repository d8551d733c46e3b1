"""Reads the data files: tab-separated with a header line, the large one compressed."""

import gzip
from collections.abc import Iterator
from importlib import resources


def content(name: str) -> bytes:
    """A data file, unpacked."""
    data = resources.files("stream.gazetteer").joinpath("data", name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def lines(name: str) -> Iterator[str]:
    """The lines of a data file after its header."""
    return iter(content(name).decode().splitlines()[1:])


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a data file after its header."""
    return (line.split("\t") for line in lines(name))


def several(field: str) -> tuple[str, ...]:
    """A field that holds several values, divided by bars."""
    return tuple(field.split("|")) if field else ()
