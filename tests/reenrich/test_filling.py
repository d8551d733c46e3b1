"""Stories through another version: only what stands, never what was killed, each item once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.cloudevents import CloudEvent, shadow_id, text_headers
from schemas.events import ENRICHED_TYPE, EnrichedStory
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.broker.admin import create_topics, differences, drop_topic
from stream.engine.pool import PoolPlan
from stream.errors import TopicsDiffer, WireError
from stream.reenrich import filling
from stream.reenrich.comparing import compare
from stream.reenrich.filled import Filled
from stream.reenrich.filling import Watch, fill
from stream.reenrich.partition import PartitionRun
from stream.reenrich.shadows import listed
from stream.reenrich.span import Span
from stream.settings import Settings
from stream.topics import shadow
from tests.brokers import Broker
from tests.reenrich.desk import Desk, at_work, told

EVER = Span(datetime(1970, 1, 1, tzinfo=UTC))
SHADOW = shadow("small")


def plan(settings: Settings) -> PoolPlan:
    return PoolPlan("tests.reenrich.works:make", {"model": settings.model}, 1, 4, lambda _: 60)


@pytest.fixture
async def settings(broker: Broker, prefix: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(filling, "_plan", plan)
    found = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=2)
    await create_topics(found)
    while any(it.fatal for it in await differences(found)):
        pass
    return found


@pytest.fixture
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    async with at_work(settings) as found:
        yield found


async def small(desk: Desk, span: Span = EVER, watch: Watch | None = None) -> Filled:
    """Through the small model."""
    chosen = desk.settings.model_copy(update={"model": "sm"})
    return await fill(chosen, "small", span, watch)


def counted(filled: Filled) -> dict[str, int]:
    return {it.value: count for it, count in filled.outcomes.items() if count}


async def test_what_stands_is_enriched_anew_under_ids_of_its_own(desk: Desk) -> None:
    for number in range(5):
        await desk.send(f"s{number}", f"e{number}", version=3)
    await desk.enrich()
    steps: list[int] = []
    grown: list[int] = []
    filled = await small(desk, watch=Watch(grown.append, lambda: steps.append(1)))
    assert counted(filled) == {"published": 5}
    assert (sum(grown), len(steps)) == (5, 5)
    records = await desk.records(SHADOW)
    assert {told(it) for it in records} == {(3, "sm")}
    event = CloudEvent.from_headers(records[0].headers)
    found = text_headers(records[0].headers)
    assert event is not None
    assert event.type == ENRICHED_TYPE
    assert event.id == shadow_id("enrich", found["wire_upstream"], 0, "v-sm")
    assert (found["wire_enrichment"], found["wire_signal"]) == ("v-sm", "new")
    story = EnrichedStory.model_validate_json(records[0].value)
    assert records[0].key == story.wire.story_id.encode()
    # beside its story's other records
    places = {(it.key, it.partition) for it in [*records, *await desk.records(shadow("small"))]}
    assert len(places) == 5


async def test_every_item_ends_as_exactly_one_outcome(desk: Desk) -> None:
    await desk.send("old", "o1", version=1)
    await desk.send("killed", "k1")
    await desk.send("bad", "b1", "fine until it is read anew")
    await desk.enrich()
    await desk.send("old", "o2", version=2)
    await desk.send("old", "o2", version=2)
    await desk.send("killed", "k2", version=2, signal=Signal.KILL)
    await desk.enrich()
    await desk.send("waits", "w1")
    filled = await small(desk)
    assert counted(filled) == {
        "superseded": 1,
        "withdrawn": 2,
        "published": 2,
        "repeat": 1,
        "withheld": 1,
    }
    assert {it.key for it in await desk.records(SHADOW)} == {b"old", b"bad"}


async def test_a_story_that_this_version_cannot_enrich_is_named_without_its_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.send("s1", "e1", "Fine.")
    await desk.enrich()
    monkeypatch.setattr(
        filling,
        "_plan",
        lambda settings: PoolPlan("tests.reenrich.works:refuse", {}, 1, 4, lambda _: 60),
    )
    filled = await small(desk)
    assert counted(filled) == {"dead_letter": 1}
    assert filled.failures == [{"story": "s1", "code": "model_failed", "message": "gave up"}]
    assert await desk.records(SHADOW) == []


async def test_the_second_run_does_nothing_again(desk: Desk) -> None:
    for number in range(3):
        await desk.send(f"s{number}", f"e{number}")
    await desk.enrich()
    await small(desk)
    before = await desk.records(SHADOW)
    assert counted(await small(desk)) == {"repeat": 3}
    assert len(await desk.records(SHADOW)) == len(before)


class CutOffError(Exception):
    pass


async def test_a_run_that_was_cut_off_goes_on_where_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        await desk.send(f"s{number}", f"e{number}")
    await desk.enrich()
    append, left = PartitionRun._append, iter(range(2))

    async def cut(self: PartitionRun, *given: Any) -> Outcome:
        if next(left, None) is None:
            raise CutOffError
        return await append(self, *given)

    with monkeypatch.context() as cutting:
        cutting.setattr(PartitionRun, "_append", cut)
        with pytest.raises(ExceptionGroup):
            await small(desk)
    done = len(await desk.records(SHADOW))
    assert 0 < done < 6
    assert counted(await small(desk)) == {"repeat": done, "published": 6 - done}
    ids = [text_headers(it.headers)["ce_id"] for it in await desk.records(SHADOW)]
    assert len(ids) == len(set(ids)) == 6


async def before_each_append(monkeypatch: pytest.MonkeyPatch, happens: Any) -> None:
    append = PartitionRun._append

    async def delayed(self: PartitionRun, taken: Any, *given: Any) -> Outcome:
        await happens(taken.key.decode())
        return await append(self, taken, *given)

    monkeypatch.setattr(PartitionRun, "_append", delayed)


async def test_a_kill_while_it_runs_keeps_the_story_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.send("s1", "e1")
    await desk.enrich()

    async def kill(story: str) -> None:
        await desk.send(story, "k1", version=2, signal=Signal.KILL)
        await desk.enrich()

    await before_each_append(monkeypatch, kill)
    assert counted(await small(desk)) == {"withdrawn": 1}
    assert await desk.records(SHADOW) == []


async def test_a_kill_that_no_worker_has_settled_yet_counts_too(desk: Desk) -> None:
    await desk.send("s1", "e1")
    await desk.enrich()
    await desk.send("s1", "k1", version=2, signal=Signal.WITHDRAW)
    assert counted(await small(desk)) == {"withdrawn": 2}
    assert await desk.records(SHADOW) == []


async def test_a_story_killed_after_it_was_done_leaves_a_tombstone_in_the_shadow(
    desk: Desk,
) -> None:
    await desk.send("s1", "e1")
    await desk.send("s2", "e2")
    await desk.enrich()
    await small(desk)
    await desk.send("s1", "k1", version=2, signal=Signal.KILL)
    await desk.enrich()
    filled = await small(desk)
    assert (counted(filled), filled.buried) == ({"withdrawn": 2, "repeat": 1}, 1)
    last = {it.key: it.value for it in await desk.records(SHADOW)}
    assert last[b"s1"] is None
    assert last[b"s2"] is not None
    assert (await small(desk)).buried == 0


async def test_a_newer_version_while_it_runs_keeps_the_older_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.send("s1", "e1")
    await desk.enrich()

    async def update(story: str) -> None:
        await desk.send(story, "e2", version=2)
        await desk.enrich()

    with monkeypatch.context() as meanwhile:
        await before_each_append(meanwhile, update)
        assert counted(await small(desk)) == {"superseded": 1}
    assert counted(await small(desk)) == {"superseded": 1, "published": 1}
    assert [told(it) for it in await desk.records(SHADOW)] == [(2, "sm")]


async def test_only_the_span_is_done(desk: Desk) -> None:
    await desk.send("s1", "e1")
    await desk.enrich()
    now = datetime.now(UTC)
    early = Span(now - timedelta(days=2), now - timedelta(days=1))
    assert counted(await small(desk, early)) == {}
    assert counted(await small(desk, Span(now - timedelta(hours=1)))) == {"published": 1}


async def test_one_shadow_holds_one_version(desk: Desk) -> None:
    await desk.send("s1", "e1")
    await desk.enrich()
    await small(desk)
    with pytest.raises(WireError, match="holds version v-sm of everything and this is v-md"):
        await fill(desk.settings, "small", EVER)


async def test_a_version_that_changes_while_it_runs_ends_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.send("s1", "e1")
    await desk.enrich()

    async def another(_: object) -> str:
        return "v-other"

    monkeypatch.setattr(filling, "_enrichment", another)
    with pytest.raises(WireError, match="changed while this ran"):
        await small(desk)
    assert await desk.records(SHADOW) == []


async def test_shadows_are_listed_and_dropped(desk: Desk) -> None:
    assert await listed(desk.settings) == []
    await desk.send("s1", "e1")
    await desk.enrich()
    await small(desk)
    (one,) = await listed(desk.settings)
    assert (one.name, one.records, one.enrichment) == ("small", 1, "v-sm")
    assert one.versions == {"model": "sm", "enrichment": "v-sm"}
    await drop_topic(desk.settings, SHADOW)
    assert await listed(desk.settings) == []


async def test_what_changes_is_told_of_stories_that_still_stand(desk: Desk) -> None:
    for story in ("s1", "s2", "s3"):
        await desk.send(story, f"{story}-1")
    await desk.enrich()
    await small(desk)
    await desk.send("s2", "s2-2", version=2)
    await desk.send("s3", "s3-k", version=2, signal=Signal.KILL)
    await desk.enrich()
    found = (await compare(desk.settings, "small", 5)).as_json()
    assert (found["stories"], found["changed"], found["no_longer_stands"]) == (1, 1, 2)
    assert found["versions"] == {"before": {"v-md": 1}, "after": {"v-sm": 1}}
    assert found["retyped"] == {"person to organisation": 1}
    assert [it["story"] for it in found["samples"]] == ["s1"]


async def test_a_shadow_that_is_not_there_cannot_be_compared(desk: Desk) -> None:
    with pytest.raises(TopicsDiffer, match="nothing isn't there"):
        await compare(desk.settings, "nothing")
