"""What a match and an alert show of a story: the sentences that matched, with highlights."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Model
from schemas.wire import Offset

Highlight = Annotated[tuple[Offset, Offset], Field(description="start and end within the text")]


class Sentence(Model):
    """A sentence: `start` and `end` count code points of headline or body, highlights its own."""

    text: str
    start: Offset
    end: Offset
    field: Literal["headline", "body"] = "body"
    highlights: list[Highlight] = Field(default_factory=list)
