"""The annotated stories that `make eval` scores, and shares of them: own sets, and collections.

What lies in `shared/data` beside the checkout is licensed to be used and not to be kept here.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.topics import CLASSES, DATA, bbc
from schemas.events import ParsedStory
from schemas.ninjs import Subject
from stream.enrich import Enricher
from stream.enrich.language import language_of
from stream.enrich.topics import lineage, vocabulary
from stream.errors import ParseError
from stream.evaluation.gold import Annotated
from stream.evaluation.reading import read
from stream.evaluation.systems import System
from stream.wire import read as parse

SETS = Path(__file__).parents[1] / "tests" / "enrich" / "sets"
CONLL = DATA / "conll2003" / "eng.testa"
ARRIVED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
VOCABULARIES = ("medtop:", "subj:")
"""IPTC's Media Topics and the subject codes before them: their first two digits mean the same."""
DIGITS = 8
DATELINE = 60
"""Code points after its place in which a dateline ends."""
DASHES = (" - ", " – ", " — ", " -- ")


def own(name: str, half: str) -> list[Annotated]:
    """A half of one of the project's sets; empty where it isn't there."""
    file = SETS / name / f"{half}.jsonl"
    return list(read(file)) if file.is_file() else []


def conll() -> list[Annotated]:
    """CoNLL-2003's testa; empty where it isn't there."""
    return list(read(CONLL)) if CONLL.is_file() else []


def bbc_half() -> list[Annotated]:
    """The half of the BBC's stories that the topics weren't developed on."""
    return [
        Annotated(it.name, it.headline, it.body, topics=[frozenset(it.right)])
        for it in bbc(DATA, even=True, right=CLASSES)
    ]


def filed_under_datelines(half: str) -> Iterator[Annotated]:
    """Stories that begin with a dateline's place in capitals, with that place alone to be judged.

    A dateline is told by its look, not by our reader: one that it misses is a miss.
    """
    for story in own("placed", half):
        for place in story.places or ():
            field, start, end = place.place
            rest = story.body[end : end + DATELINE]
            opens = (field, start) == ("body", 0) and place.text.isupper()
            if opens and place.ids and any(dash in rest for dash in DASHES):
                yield replace(story, places=[place])


def agency_stories() -> Iterator[tuple[ParsedStory, str]]:
    """English stories that agencies filed under a code, each once, with the code's top topic."""
    seen = set[tuple[str, str]]()
    folders = (DATA / "wire-fixtures", DATA / "ninjs" / "examples")
    for path in sorted(it for folder in folders for it in folder.rglob("*") if it.is_file()):
        try:
            items = parse(path.read_bytes(), arrived=ARRIVED)
        except ParseError:
            continue
        for item in items:
            if isinstance(item, ParsedStory) and (top := _top(item)) and _english(item):
                text = (item.story.headline, item.story.body)
                if text not in seen:
                    yield item, top
                seen.add(text)


def without_codes(story: ParsedStory) -> ParsedStory:
    """The story without what its editors said that it is about."""
    bare = story.story.model_copy(update={"subjects": None, "genres": None})
    wire = story.wire.model_copy(update={"category": None, "keywords": []})
    return story.model_copy(update={"story": bare, "wire": wire})


def _english(story: ParsedStory) -> bool:
    language = story.story.language or language_of(story.story.body) or "en"
    return language.lower().startswith("en")


def _top(story: ParsedStory) -> str | None:
    """The top topic of the first code that is IPTC's."""
    codes = (code for it in story.story.subjects or () if (code := _code(it)))
    tops = (_above(code) for code in codes)
    return next((top for top in tops if top), None)


def _above(code: str) -> str | None:
    """Subject codes have their top in two digits; a retired Media Topic says nothing."""
    if code in vocabulary():
        return lineage(code)[-1]
    top = f"{code[:2]}000000"
    return top if top in vocabulary() else None


def _code(subject: Subject) -> str | None:
    named = (subject.uri or "", subject.literal or "")
    for prefix in VOCABULARIES:
        for it in named:
            code = it.removeprefix(prefix)
            if code != it and code.isdecimal() and len(code) == DIGITS:
                return code
    return None


def filed_right(filed: Sequence[Annotated], ours: System) -> float:
    """The share of stories whose first mention has all the ids that were judged."""
    right = 0
    for story in filed:
        (gold,) = story.places or ()
        spans = ours.read(story).spans
        first = next((it for it in spans if it.place[:2] == gold.place[:2]), None)
        ids = (first.ids or {}) if first else {}
        right += all(ids.get(name) == value for name, value in (gold.ids or {}).items())
    return right / len(filed)


def among(
    enricher: Enricher, filed: Sequence[tuple[Any, str]], change: Callable[[Any], Any], first: int
) -> float:
    """The share of stories whose editors' top topic is that of one of our first three."""
    right = 0
    for story, top in filed:
        topics = enricher.enrich(change(story)).enrichment.topics[:first]
        right += top in {lineage(it.code.removeprefix("medtop:"))[-1] for it in topics}
    return right / len(filed)
