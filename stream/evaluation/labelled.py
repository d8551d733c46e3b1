"""Stories with their topics, to learn from: JSON Lines, a story a line.

    {"headline": "…", "body": "…", "topics": ["medtop:20000639", "20000574"]}
    {"headline": "…", "body": "…", "topics": ["M&A", {"code": "rates", "name": "Interest rates"}]}

Eight digits, with or without `medtop:`, are a Media Topic; anything else is the customer's own
code. An empty list is a story that has none of the topics. Other keys are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stream.enrich.topics.trained.model import CUSTOM, MEDTOP, Label
from stream.enrich.topics.vocabulary import vocabulary
from stream.evaluation.mistakes import Mistake

LONGEST_LINE = 8 * 1024 * 1024
"""Characters; a longer line is no story that the stream would take."""
_IPTC = re.compile(r"(?:medtop:)?(\d{8})")

_Code = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^\S(.*\S)?$")]


class _Named(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: _Code
    name: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class _Line(BaseModel):
    headline: str = ""
    body: str
    topics: list[_Code | _Named]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A story and its topics."""

    headline: str
    body: str
    topics: tuple[Label, ...]


def read(path: Path) -> Iterator[Labelled]:
    """The stories, one after the other; empty lines are left out.

    Raises Mistake: it can't be opened, isn't UTF-8, holds no story, or a line isn't right.
    """
    called, found = str(path), False
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in _lines(called, file):
                found = True
                yield _story(called, number, line)
    except UnicodeDecodeError as error:
        raise Mistake(called, 0, f"no UTF-8: byte {error.start} of a block") from None
    except OSError as error:
        raise Mistake(called, 0, f"can't be read: {error.strerror or error}") from None
    if not found:
        raise Mistake(called, 0, "holds no story: a JSON object a line is read")


def _lines(called: str, file: TextIO) -> Iterator[tuple[int, str]]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE:
            raise Mistake(called, number, f"longer than {LONGEST_LINE} characters: no story")
        if line.strip():
            yield number, line


def _story(called: str, number: int, line: str) -> Labelled:
    try:
        read = _Line.model_validate_json(line)
    except ValidationError as error:
        raise Mistake(called, number, _complaint(error)) from None
    topics = {label.code: label for it in read.topics if (label := _label(called, number, it))}
    return Labelled(read.headline, read.body, tuple(topics.values()))


def _complaint(error: ValidationError) -> str:
    """What is wrong and where, never what the line holds."""
    first = error.errors(include_input=False, include_url=False)[0]
    if not first["loc"]:
        return "no JSON object: write one a line, with `headline`, `body` and `topics`"
    key = str(first["loc"][0])
    if first["type"] == "missing":
        wanted = "a list of codes" if key == "topics" else "the text"
        return f"`{key}` is missing: give {wanted}"
    return f"`{key}` isn't right: {first['msg']}"


def _label(called: str, number: int, given: str | _Named) -> Label:
    code, name = (given, None) if isinstance(given, str) else (given.code, given.name)
    match = _IPTC.fullmatch(code)
    if match is None and not code.startswith(MEDTOP):
        own = code.removeprefix(CUSTOM) or code
        return Label(f"{CUSTOM}{own}", name or own)
    topic = vocabulary().get(match[1]) if match else None
    if topic is None:
        raise Mistake(
            called, number, "a topic is no active Media Topic of 31 March 2025: correct its code"
        )
    return Label(f"{MEDTOP}{topic.code}", topic.name)
