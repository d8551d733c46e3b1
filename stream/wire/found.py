"""What a reader of a family of formats finds in an input, before stories are built of it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire.codes import Code, refuse
from stream.wire.draft import Draft
from stream.wire.limits import MAX_ITEMS
from stream.wire.xml import Part

Piece = Draft | ParsedStory | ParseError
"""One item: a draft, a story that was ours already, or why it is none."""


class Found(NamedTuple):
    """The items of an input in their order, and the charset that they came in."""

    charset: str
    items: list[Piece]


def check_count(count: int) -> None:
    """Refuse more items than an input may hold before any is read. Raises `too_many_items`."""
    if count > MAX_ITEMS:
        raise refuse(Code.TOO_MANY_ITEMS, f"{count} items; an input may hold {MAX_ITEMS}")


def each(parts: Sequence[Part], read: Callable[[Part], Piece]) -> list[Piece]:
    """Every item by itself: one that can't be read is its error, beside its neighbours.

    Raises ParseError `too_many_items` before any is read.
    """
    check_count(len(parts))
    return [_attempted(part, read) for part in parts]


def _attempted(part: Part, read: Callable[[Part], Piece]) -> Piece:
    try:
        return read(part)
    except ParseError as error:
        return error


def note_replaced(draft: Draft, count: int) -> None:
    """Say in `extra` how many characters no consumer could carry."""
    if count:
        draft.extra["replaced_characters"] = count
