"""Reads a room's hand-kept lists: tab-separated with a header line, values divided by bars."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources


def rows(room: str, name: str) -> Iterator[list[str]]:
    """The rows of a data file of a room ("numbers") after its header."""
    data = resources.files(f"stream.enrich.{room}").joinpath("data", name)
    return (line.split("\t") for line in data.read_text(encoding="utf-8").splitlines()[1:])


def several(field: str) -> tuple[str, ...]:
    """A field that holds several values, divided by bars."""
    return tuple(field.split("|")) if field else ()


def words(room: str, kind: str) -> frozenset[str]:
    """The words of one kind in the room's `words.tsv`."""
    return _words(room)[kind]


def any_of(forms: Iterable[str]) -> str:
    """A pattern for any of these words, earlier ones first, filed by their first letter.

    Where none stands it takes half the time of a plain list.
    """
    filed: dict[str, list[str]] = {}
    for form in forms:
        filed.setdefault(form[0], []).append(re.escape(form[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in filed.items())


@cache
def _words(room: str) -> dict[str, frozenset[str]]:
    return {kind: frozenset(listed.split()) for kind, listed in rows(room, "words.tsv")}
