"""Stories that are read together come out as if each had been alone, whatever is among them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from schemas.events import ParsedStory
from schemas.wire import Signal
from stream.agents.enriching import product_of
from stream.agents.records import DUE, SWAP
from stream.agents.seen import Seen
from stream.agents.story_work import StoryWork
from stream.engine.jobs import Answer, Failure, Job, Product, answers, attempt
from stream.enrich import Enricher
from stream.enrich.glances import TOGETHER, Glance, groups
from stream.enrich.plan import EnrichPlan
from tests.enrich.conftest import enricher, make

__all__ = ["enricher"]

SET = Path(__file__).parents[1] / "enrich" / "sets" / "named" / "dev.jsonl"


def stories() -> list[ParsedStory]:
    lines = [json.loads(it) for it in SET.read_text().splitlines()]
    return [make(it["body"], it["headline"]) for it in lines]


@pytest.fixture
def work(enricher: Enricher) -> StoryWork:
    return StoryWork(enricher, Seen(enricher, 0))


def told(answer: Answer) -> Any:
    """What is published and decided by, but for what it took."""
    (item,) = answer
    if isinstance(item, Failure):
        return item
    event = json.loads(item.value or b"{}")
    event.get("enrichment", {}).pop("timings_ms", None)
    place = {"wire", "enrichment"}
    return event, {name: it for name, it in item.facts.items() if name not in place}


@pytest.mark.parametrize("count", [2, 5, 16])
def test_they_come_out_as_if_each_were_alone(work: StoryWork, count: int) -> None:
    jobs = [Job(it.to_json()) for it in stories()]
    alone = [told(work(it)) for it in jobs]
    batches = [jobs[at : at + count] for at in range(0, len(jobs), count)]
    assert [told(it) for batch in batches for it in work.together(batch)] == alone


def test_whatever_is_among_them_each_ends_as_if_it_were_alone(work: StoryWork) -> None:
    first, second, third = stories()[:3]
    kill = make("Please disregard the story.", "MANDATORY KILL")
    ends = kill.model_copy(update={"wire": kill.wire.model_copy(update={"signal": Signal.KILL})})
    (enriched,) = work(Job(third.to_json()))
    assert isinstance(enriched, Product)
    jobs = [
        Job(first.to_json()),
        Job(b"no story"),
        Job(ends.to_json()),
        Job(second.to_json(), {DUE: "1"}),
        Job(enriched.value, {SWAP: "1"}),
        Job(second.to_json()),
        Job(make("Le premier ministre a quitté Paris mardi.", language="fr").to_json()),
        Job(make("").to_json()),
        Job(make("A word. " * TOGETHER).to_json()),
        Job(first.to_json()),
    ]
    found = [told(it) for it in answers(work, jobs)]
    assert found == [told(attempt(work, it)) for it in jobs]
    assert isinstance(found[1], Failure)
    assert found[1].code == "bad_story"


class Fails:
    """A reader that gives up on some texts."""

    def __init__(self, read: Any, words: Sequence[str]) -> None:
        self._read, self._words = read, words

    def __call__(self, passages: Any, kept: Any) -> Any:
        if any(word in it.text for it in passages for word in self._words):
            raise MemoryError
        return self._read(passages, kept)


def test_only_the_story_at_which_the_model_gives_up_fails(
    work: StoryWork, enricher: Enricher, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = enricher.reader("en")
    assert reader is not None
    texts = ["Rain fell in Oslo.", "Snow fell in Heavywater.", "Hail fell in Lima."]
    monkeypatch.setattr(reader, "read", Fails(reader.read, ["Heavywater"]))
    found = list(answers(work, [Job(make(it).to_json()) for it in texts]))
    codes = [it.code if isinstance(it, Failure) else "" for (it,) in found]
    assert codes == ["", "model_failed", ""]


def test_a_text_seen_before_is_not_read_again(
    enricher: Enricher, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = StoryWork(enricher, Seen(enricher, 10))
    first, second, third, *_ = (Job(it.to_json()) for it in stories())
    wanted = [told(it) for it in work.together([first, second])]
    asked: list[int] = []
    read = enricher.together

    def counted(listed: Sequence[ParsedStory]) -> Any:
        asked.append(len(listed))
        return read(listed)

    monkeypatch.setattr(enricher, "together", counted)
    found = [told(it) for it in work.together([first, third, second, third])]
    assert asked == [2]
    assert [found[0], found[2]] == wanted


def test_each_has_its_share_of_the_time(enricher: Enricher) -> None:
    short, long = make("Rain fell in Oslo."), make("Rain fell in Oslo. " * 9)
    brief, much = enricher.together([short, long])
    assert much.read_ms / brief.read_ms == pytest.approx(9, rel=0.1)
    spent = enricher.enrich(long, much).enrichment.timings_ms
    assert spent["entities"] > much.read_ms
    assert spent["language"] == round(much.told_ms, 3)


def test_who_looks_for_no_names_reads_none() -> None:
    only_topics = Enricher(EnrichPlan(parts=("topics",)))
    found = only_topics.together(stories()[:2])
    assert [it.look for it in found] == [None, None]


def test_few_characters_are_read_at_once() -> None:
    long, short = make("a" * (TOGETHER - 10)), make("b" * 20)
    assert list(groups([short, long, None, short, short])) == [range(1), range(1, 3), range(3, 5)]
    assert list(groups([None, None])) == [range(2)]
    assert list(groups([])) == []


def test_the_tagger_reads_several_as_one(enricher: Enricher) -> None:
    listed = stories()[:6]
    together = enricher.together(listed)
    alone = [enricher.together([it])[0] for it in listed]
    assert [it.look.spans for it in together if it.look] == [
        it.look.spans for it in alone if it.look
    ]
    found, wanted = tagged(together), tagged(alone)
    assert [it[:-1] for it in found] == [it[:-1] for it in wanted]
    assert [it[-1] for it in found] == pytest.approx([it[-1] for it in wanted])


def tagged(seen: Sequence[Glance]) -> list[tuple[int, int, str, float]]:
    return [
        (span.start, span.end, span.type.value, span.sure or 0.0)
        for it in seen
        if it.look and it.look.tagged
        for spans in it.look.tagged
        for span in spans
    ]


def test_a_product_says_the_same_of_a_story_read_with_others(enricher: Enricher) -> None:
    first, second = stories()[:2]
    (seen, _) = enricher.together([first, second])
    assert told([product_of(enricher.enrich(first, seen))]) == told(
        [product_of(enricher.enrich(first))]
    )
