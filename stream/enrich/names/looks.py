"""What the models make of stories: of several at once, for together they take less time.

What is made of one doesn't depend on the others. `finder` goes on from here, story by story.
"""

from collections.abc import Sequence
from typing import NamedTuple

from schemas.wire import Dateline
from stream.enrich.names import repair
from stream.enrich.names.bodies import abbreviations
from stream.enrich.names.compounds import compounds
from stream.enrich.names.headlines import headline_start
from stream.enrich.names.known import known
from stream.enrich.names.occasions import as_occasions, occasions
from stream.enrich.names.officeholders import officeholders
from stream.enrich.names.offices import offices
from stream.enrich.names.reader import Reader, Reading
from stream.enrich.names.recall import recall_people
from stream.enrich.names.retag import READS
from stream.enrich.names.settle import settle
from stream.enrich.names.shorts import explained
from stream.enrich.names.spans import Passage, Span, longest_first, without_overlaps
from stream.enrich.names.words import joined, until
from stream.enrich.tagger.sheets import Sheet

ENGLISH = "en"


class Look(NamedTuple):
    """A story as it was read; spans are of each passage."""

    passages: list[Passage]
    spans: list[list[Span]]
    """The model's; of an English story also the rules', without overlaps."""
    tagged: list[list[Span]] | None
    """The tagger's, where one reads after the model."""


def looks(reader: Reader, stories: Sequence[list[Passage]]) -> list[Look]:
    """Read each story, given as `passages_of` makes them.

    Raises:
        ValueError, MemoryError: the model gave up; at which story it doesn't say.
    """
    every = iter(reader.read([it for story in stories for it in story], abbreviations()))
    readings = [[next(every) for _ in story] for story in stories]
    spans = [[it.spans for it in story] for story in readings]
    tagged: list[list[list[Span]] | None] = [None for _ in stories]
    if reader.language == ENGLISH:
        spans = [_settled(*it) for it in zip(stories, spans, strict=True)]
        if reader.tagger:
            seen = [_sheets(*it) for it in zip(stories, readings, spans, strict=True)]
            tagged = [*reader.tagger.tag_all(seen)]
    return [Look(*it) for it in zip(stories, spans, tagged, strict=True)]


def passages_of(headline: str, body: str, dateline: Dateline | None) -> list[Passage]:
    """A story's headline and body, to be read."""
    opening = min(dateline.end, len(body)) if dateline else 0
    return [
        Passage("headline", headline, headline_start(headline)),
        Passage("body", body, opening),
    ]


def sheets(
    reader: Reader, headline: str, body: str, dateline: Dateline | None = None
) -> list[Sheet]:
    """A story as the tagger sees it, headline and body: words, and what the rules made of them."""
    passages = passages_of(headline, body, dateline)
    readings = reader.read(passages, abbreviations())
    return _sheets(passages, readings, _settled(passages, [it.spans for it in readings]))


def _sheets(
    passages: list[Passage], readings: list[Reading], spans: list[list[Span]]
) -> list[Sheet]:
    return [
        Sheet(passage, until(reading.words or joined([]), READS), listed)
        for passage, reading, listed in zip(passages, readings, spans, strict=True)
    ]


def _settled(passages: list[Passage], readings: list[list[Span]]) -> list[list[Span]]:
    """Spans without overlaps, passage by passage."""
    repaired = [
        (passage, repair.repair(passage, reading))
        for passage, reading in zip(passages, readings, strict=True)
    ]
    voted = repair.by_majority(repaired)
    settled = [
        (passage, _settle(passage, spans)) for passage, spans in zip(passages, voted, strict=True)
    ]
    return recall_people(as_occasions(settled))


def _settle(passage: Passage, spans: list[Span]) -> list[Span]:
    listed = [*known(passage), *compounds(passage)]
    shorts = [span for it in explained(passage) for span in (it.long, it.short)]
    settled = settle(spans, occasions(passage), shorts, listed)
    settled = without_overlaps(settled, longest_first(offices(passage)))
    return officeholders(passage, settled)
