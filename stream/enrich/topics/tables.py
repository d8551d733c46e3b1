"""Reads the data files: tab-separated with a header line, several values divided by bars."""

from collections.abc import Iterator
from importlib import resources

_DATA = resources.files("stream.enrich.topics").joinpath("data")


def rows(*path: str) -> Iterator[list[str]]:
    """The rows of a data file after its header."""
    text = _DATA.joinpath(*path).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines()[1:])


def lexicon_files() -> list[str]:
    """The names of the lexicon's files, in the order of IPTC's subject codes."""
    return sorted(it.name for it in _DATA.joinpath("lexicon").iterdir() if it.name.endswith(".tsv"))
