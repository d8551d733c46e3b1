"""The whole story so far: its takes and adds, in the order of their numbers."""

import re
from itertools import pairwise
from typing import Any, NamedTuple

from schemas.events import ParsedStory
from schemas.ninjs import Body
from schemas.wire import Signal

TAKES = "takes"
"""In `wire.extra`: number and length of each part of the text, 0 for what was no add."""
_NUMBER = re.compile(r"\d{1,3}")
_BETWEEN = "\n\n"


class Part(NamedTuple):
    """One take's text."""

    number: int
    text: str


def joined(earlier: ParsedStory, addition: ParsedStory) -> ParsedStory:
    """The addition with the earlier text before its own, or where its number puts it.

    Headline, dateline and tables are those of the first part: offsets into its text hold.
    """
    parts = _parts(earlier)
    number = _number(addition, parts[-1].number)
    place = sum(it.number <= number for it in parts)
    parts.insert(place, Part(number, addition.story.body))
    parts = [it for it in parts if it.text]
    first, second = (earlier, addition) if place else (addition, earlier)
    value = _BETWEEN.join(it.text for it in parts)
    body = Body(role="main", content_type="text/plain", value=value)
    headlines = first.story.headlines or second.story.headlines
    story = addition.story.model_copy(update={"bodies": [body], "headlines": headlines})
    extra = addition.wire.extra | {TAKES: [[it.number, len(it.text)] for it in parts]}
    wire = addition.wire.model_copy(
        update={
            "dateline": first.wire.dateline or None,
            "tables": [*first.wire.tables, *second.wire.tables],
            "keywords": list(dict.fromkeys([*first.wire.keywords, *second.wire.keywords])),
            "extra": extra,
        }
    )
    return ParsedStory(story=story, wire=wire)


def contains(earlier: ParsedStory, addition: ParsedStory) -> bool:
    """Whether the earlier text ends with the addition, or has it as a part: it was added before."""
    text = addition.story.body.strip()
    same = any(it.text.strip() == text for it in _parts(earlier))
    return same or earlier.story.body.rstrip().endswith(text)


def _number(addition: ParsedStory, last: int) -> int:
    """Of "2nd Add" and "take 2"; without one it comes last."""
    found = _NUMBER.search(addition.wire.marker or "")
    return int(found[0]) if found else last


def _parts(story: ParsedStory) -> list[Part]:
    """The parts of a text that was joined; of any other the only one."""
    body, said = story.story.body, story.wire.extra.get(TAKES)
    lengths = _lengths(said)
    if not lengths or sum(it for _, it in lengths) + 2 * (len(lengths) - 1) != len(body):
        is_add = story.wire.signal is Signal.APPEND
        return [Part(_number(story, 0) if is_add else 0, body)]
    starts = [0]
    for _, length in lengths:
        starts.append(starts[-1] + length + len(_BETWEEN))
    places = pairwise(starts)
    return [
        Part(number, body[start : end - len(_BETWEEN)])
        for (number, _), (start, end) in zip(lengths, places, strict=True)
    ]


def _lengths(said: Any) -> list[tuple[int, int]]:
    """As the event has them, where they are ours."""
    if not isinstance(said, list):
        return []
    rows = [it for it in said if isinstance(it, list) and [*map(type, it)] == [int, int]]
    ours = len(rows) == len(said) and all(length >= 0 for _, length in rows)
    return [(number, length) for number, length in rows] if ours else []
