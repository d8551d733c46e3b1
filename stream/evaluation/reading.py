"""A path to annotated stories: JSON Lines or CoNLL, told by what the file holds."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from stream.evaluation import conll, jsonl
from stream.evaluation.gold import Annotated
from stream.evaluation.mistakes import Mistake

LONGEST_LINE = 8 * 1024 * 1024
"""Characters; a longer line is no story that the stream would take."""


def read(path: Path, name: str | None = None) -> Iterator[Annotated]:
    """The stories, one after the other. `name` is what messages call the file.

    Raises Mistake: it can't be opened, isn't UTF-8, holds no story, or a line isn't right.
    """
    called = name or str(path)
    found = False
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = file.readline(LONGEST_LINE)
            reader = jsonl.read if first.lstrip().startswith("{") else conll.read
            for story in reader(called, _lines(called, chain([first], _rest(file)))):
                found = True
                yield story
    except UnicodeDecodeError as error:
        raise Mistake(called, 0, f"no UTF-8: byte {error.start} of a block") from None
    except OSError as error:
        raise Mistake(called, 0, f"can't be read: {error.strerror or error}") from None
    if not found:
        raise Mistake(called, 0, "holds no story: JSON Lines or CoNLL are read")


def _rest(file: TextIO) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE):
        yield line


def _lines(called: str, given: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(given, 1):
        if len(line) >= LONGEST_LINE:
            raise Mistake(called, number, f"longer than {LONGEST_LINE} characters: no story")
        yield line
