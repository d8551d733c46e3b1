"""What holds for every input: stories, or an error with a code that we know."""

import datetime as dt
import re

from schemas.events import ParsedStory
from stream.errors import ParseError
from stream.wire import Code, read

ARRIVED = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
CODES = frozenset(Code)
_UNFIT = re.compile("[\0\ud800-\udfff]")


def check(data: bytes, content_type: str | None = None) -> int:
    """Read an input and hold its items to the law; how many stories came out.

    Raises AssertionError, or whatever escaped a parser, where the law is broken.
    """
    try:
        items = read(data, arrived=ARRIVED, content_type=content_type)
    except ParseError as error:
        _check_code(error)
        return 0
    assert items
    stories = [it for it in items if isinstance(it, ParsedStory)]
    assert stories, "all items failed and no error was raised"
    for item in items:
        if isinstance(item, ParseError):
            _check_code(item)
        else:
            _check_story(item)
    return len(stories)


def _check_code(error: ParseError) -> None:
    assert error.code in CODES, error.code


def _check_story(item: ParsedStory) -> None:
    body, line = item.story.body, item.wire.dateline
    assert not _UNFIT.search(body)
    assert "\r" not in body
    assert line is None or body[line.start : line.end] == line.text
    written = item.model_dump_json(by_alias=True)
    assert ParsedStory.model_validate_json(written) == item
