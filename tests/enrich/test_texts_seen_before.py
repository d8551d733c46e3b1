"""A text seen before isn't read again, and what is published of it is what reading would give."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from schemas.enrichment import Enrichment
from schemas.events import EnrichedStory, ParsedStory
from schemas.ninjs import Subject
from stream.agents.seen import LONGEST, Seen
from stream.enrich import Enricher
from stream.enrich import enricher as enricher_module
from stream.enrich.assembly import assemble
from stream.enrich.glances import Glance
from tests.schemas.samples import NOON, parsed

LOOKED_AT = {
    *("headline", "body", "language", "subjects"),
    *("version_created", "content_created", "first_created"),
    *("dateline", "source", "category"),
}
"""What the memory tells texts apart by."""


class Counting:
    """An enricher that finds nothing, and counts."""

    watch_version = ""

    def __init__(self) -> None:
        self.count = 0

    def enrich(self, story: ParsedStory, _: Glance | None = None) -> EnrichedStory:
        self.count += 1
        return assemble(story, Enrichment(summary=str(self.count), timings_ms={"entities": 1.0}))


def seen(counting: Counting, most: int = 10) -> Seen:
    return Seen(cast(Enricher, counting), most)


def changed(part: str, **update: object) -> Callable[[ParsedStory], ParsedStory]:
    def change(it: ParsedStory) -> ParsedStory:
        inner = getattr(it, part).model_copy(update=update)
        return it.model_copy(update={part: inner})

    return change


def test_a_repeat_is_published_as_it_would_be_if_it_were_read(enricher: Enricher) -> None:
    memory = Seen(enricher, 10)
    first = memory.enrich(parsed())
    again = changed("wire", arrived=NOON + dt.timedelta(hours=1))(parsed())
    found = memory.enrich(again)
    assert first.enrichment.timings_ms
    assert not found.enrichment.timings_ms
    assert without_timings(found) == without_timings(enricher.enrich(again))


def without_timings(it: EnrichedStory) -> EnrichedStory:
    enrichment = it.enrichment.model_copy(update={"timings_ms": {}})
    return it.model_copy(update={"enrichment": enrichment})


def test_a_repeat_is_not_read() -> None:
    counting = Counting()
    memory = seen(counting)
    assert [memory.enrich(parsed()).enrichment.summary for _ in range(3)] == ["1", "1", "1"]
    assert counting.count == 1


@pytest.mark.parametrize(
    "change",
    [
        changed("story", headlines=None),
        changed("story", bodies=None),
        changed("story", language="fr"),
        changed("story", subjects=[Subject(name="Ferries", literal="04000000")]),
        changed("wire", source="Another agency"),
        changed("wire", category="Q"),
        changed("wire", dateline=None),
    ],
)
def test_another_text_or_another_place_is_read(
    change: Callable[[ParsedStory], ParsedStory],
) -> None:
    counting = Counting()
    memory = seen(counting)
    memory.enrich(parsed())
    memory.enrich(change(parsed()))
    assert counting.count == 2


def test_another_day_is_read_where_the_dateline_has_none() -> None:
    counting = Counting()
    memory = seen(counting)
    undated = changed("wire", dateline=None)(parsed())
    memory.enrich(undated)
    memory.enrich(changed("story", version_created=NOON + dt.timedelta(days=1))(undated))
    assert counting.count == 2


def test_a_new_watch_list_reads_every_text_anew() -> None:
    counting = Counting()
    memory = seen(counting)
    memory.enrich(parsed())
    counting.watch_version = "2"
    memory.enrich(parsed())
    assert counting.count == 2


def test_the_text_that_was_met_longest_ago_goes() -> None:
    counting = Counting()
    memory = seen(counting, most=2)
    sources = ["A", "B", "A", "C", "A", "B"]
    for it in sources:
        memory.enrich(changed("wire", source=it)(parsed()))
    assert counting.count == len({*sources}) + 1


def test_nothing_is_remembered_where_nothing_may_be_and_nothing_long() -> None:
    counting = Counting()
    none = seen(counting, most=0)
    for _ in range(2):
        none.enrich(parsed())
    (body, *_) = parsed().story.bodies or ()
    long = body.model_copy(update={"value": "word " * LONGEST})
    for _ in range(2):
        seen(counting).enrich(changed("story", bodies=[long])(parsed()))
    assert counting.count == 4


def test_a_text_with_half_a_letter_is_told_apart_too() -> None:
    counting = Counting()
    memory = seen(counting)
    for source in ("\ud800", "\udfff", "\ud800"):
        memory.enrich(changed("wire", source=source)(parsed()))
    assert counting.count == 2


def test_enrichment_looks_at_nothing_else(
    enricher: Enricher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should this fail, what is looked at now belongs to the memory's key too."""
    looked: set[str] = set()

    class Watched:
        def __init__(self, inner: object) -> None:
            self._inner = inner

        def __getattr__(self, name: str) -> Any:
            looked.add(name)
            return getattr(self._inner, name)

    monkeypatch.setattr(enricher_module, "assemble", lambda _, found: found)
    story = parsed()
    enricher.enrich(
        cast(ParsedStory, SimpleNamespace(story=Watched(story.story), wire=Watched(story.wire)))
    )
    assert {"body", "dateline", "source"} <= looked <= LOOKED_AT
