"""A first glance at stories: their language, who reads it, and what that one makes of the text.

Stories that wait are read together, which takes less time than one after another.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.events import ParsedStory
from stream.enrich.language import language_of
from stream.enrich.names.looks import Look, looks, passages_of
from stream.enrich.names.reader import WINDOW, Reader
from stream.enrich.neighbours import together
from stream.enrich.readers import Readers

TOGETHER = WINDOW
"""Characters of all stories that are read together: a moment's work, and some MB."""
_SAMPLE = 20_000


class Glance(NamedTuple):
    """What is known of a story before its names are settled."""

    language: str | None
    """The text's own, as BCP-47; None where it doesn't tell."""
    reader: Reader | None
    """None where nobody reads it."""
    look: Look | None = None
    """None where it is still to be read."""
    told_ms: float = 0.0
    """What it took to tell the language."""
    read_ms: float = 0.0
    """Its share of what it took to read it with others, by its length."""


def glance(readers: Readers, parsed: ParsedStory) -> Glance:
    """The language, where there is one story."""
    began = time.perf_counter()
    language = _detected(parsed)
    reader = readers.of(language or parsed.story.language)
    return Glance(language, reader, told_ms=_since(began))


def glances(readers: Readers, stories: Sequence[ParsedStory]) -> list[Glance]:
    """Of stories no longer than `TOGETHER` by themselves; each is read.

    Raises:
        ValueError, MemoryError: the model gave up; at which story it doesn't say.
    """
    found = [glance(readers, it) for it in stories]
    of_reader: defaultdict[Reader, list[int]] = defaultdict(list)
    for at, it in enumerate(found):
        if it.reader is not None:
            of_reader[it.reader].append(at)
    for reader, places in of_reader.items():
        chosen = [stories[at] for at in places]
        passages = [
            passages_of(it.story.headline, it.story.body, it.wire.dateline) for it in chosen
        ]
        began = time.perf_counter()
        read = looks(reader, passages)
        a_character = _since(began) / max(1, sum(map(length, chosen)))
        for at, look in zip(places, read, strict=True):
            spent = a_character * length(stories[at])
            found[at] = found[at]._replace(look=look, read_ms=spent)
    return found


def groups(stories: Sequence[ParsedStory | None]) -> Iterator[range]:
    """Which of them, in order, are read together: neighbours that aren't too long, even so.

    None is one that isn't read; it stands with any.
    """
    return together([length(it) if it else 0 for it in stories], TOGETHER)


def length(parsed: ParsedStory) -> int:
    """Characters that are read."""
    return len(parsed.story.headline) + len(parsed.story.body)


def _detected(parsed: ParsedStory) -> str | None:
    """The language of the text itself; a dateline names foreign places, so it doesn't count."""
    story, dateline = parsed.story, parsed.wire.dateline
    start = dateline.end if dateline else 0
    return language_of(f"{story.body[start : start + _SAMPLE]}\n{story.headline[:_SAMPLE]}")


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
