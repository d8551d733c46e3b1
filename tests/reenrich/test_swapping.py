"""A swap: what stands is the same version enriched anew; a newer one or a kill has won."""

from collections.abc import AsyncIterator

import pytest

from schemas.cloudevents import text_headers
from schemas.outcome import Outcome
from schemas.wire import Signal
from stream.agents.swaps import swapped
from stream.broker.admin import create_topics, differences
from stream.engine.hop import Input
from stream.lifecycle.standing import Standing
from stream.reenrich import filling, swapping
from stream.reenrich.swapping import Plan, Swapped, swap
from stream.settings import Settings
from stream.topics import LATEST, STORIES, shadow
from tests.brokers import Broker
from tests.reenrich.desk import Desk, at_work, working
from tests.reenrich.test_filling import plan, small

STOOD = Standing(2, (("e1", 1), ("e2", 2)))


@pytest.fixture
async def desk(broker: Broker, prefix: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(filling, "_plan", plan)
    settings = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=2)
    await create_topics(settings)
    while any(it.fatal for it in await differences(settings)):
        pass
    async with at_work(settings) as found:
        yield found


def counted(done: Swapped) -> dict[str, int]:
    return {it.value: count for it, count in done.outcomes.items() if count}


async def filled(desk: Desk, *stories: str) -> None:
    for story in stories:
        await desk.send(story, f"{story}-1", version=1)
    await desk.enrich()
    await small(desk)


@pytest.mark.parametrize(
    ("standing", "upstream", "outcome"),
    [
        (STOOD, "e2", Outcome.PUBLISHED),
        (STOOD, "e1", Outcome.SUPERSEDED),
        (STOOD, "", Outcome.SUPERSEDED),
        (Standing(2, (("e2", 2),), killed=True), "e2", Outcome.WITHDRAWN),
        (None, "e2", Outcome.SUPERSEDED),
    ],
)
def test_only_the_version_that_stands_is_swapped(
    standing: Standing | None, upstream: str, outcome: Outcome
) -> None:
    assert swapped(standing, upstream) is outcome


async def test_the_same_version_stands_enriched_anew_and_nothing_else_is_told(desk: Desk) -> None:
    await filled(desk, "s1", "s2", "s3")
    ids = {it.key: text_headers(it.headers)["ce_id"] for it in await desk.records(shadow("small"))}
    async with working(desk):
        done = await swap(desk.settings, Plan("small"))
    assert (counted(done), done.waiting) == ({"published": 3}, 0)
    assert await desk.latest() == dict.fromkeys(("s1", "s2", "s3"), (1, "sm"))
    last = {it.key: text_headers(it.headers) for it in await desk.records(LATEST)}
    assert {key: it["ce_id"] for key, it in last.items()} == ids
    assert {it["wire_standing"].partition(":")[0] for it in last.values()} == {"1"}
    assert not any("wire_swap" in it for it in last.values())
    assert await desk.versions_rise()


async def test_a_swap_twice_is_a_repeat(desk: Desk) -> None:
    await filled(desk, "s1")
    async with working(desk):
        await swap(desk.settings, Plan("small"))
        stood = len(await desk.records(LATEST))
        again = await swap(desk.settings, Plan("small"))
    assert counted(again) == {"repeat": 1}
    assert len(await desk.records(LATEST)) == stood


async def test_a_swap_that_is_delivered_twice_stands_once_under_one_id(desk: Desk) -> None:
    await filled(desk, "s1")
    async with working(desk):
        await swap(desk.settings, Plan("small"))
    (record,) = [
        it for it in await desk.records(STORIES) if "wire_swap" in text_headers(it.headers)
    ]
    settled = desk._hop.settle(
        taken := Input.of_record(record),
        desk._work(desk._hop.job(taken))[0],  # type: ignore[arg-type]
    )
    (output,) = settled.outputs
    (*_, stands) = await desk.records(LATEST)
    assert output.value == stands.value
    assert tuple(output.headers) == tuple(stands.headers)


async def test_a_new_version_after_a_swap_is_the_next_one(desk: Desk) -> None:
    await filled(desk, "s1")
    async with working(desk):
        await swap(desk.settings, Plan("small"))
    await desk.send("s1", "s1-2", version=2)
    assert await desk.enrich() == ["published"]
    assert await desk.latest() == {"s1": (2, "md")}
    assert await desk.versions_rise()


async def test_what_came_between_filling_and_swapping_has_won(desk: Desk) -> None:
    await filled(desk, "kept", "newer", "killed")
    await desk.send("newer", "newer-2", version=2)
    await desk.send("killed", "killed-k", version=2, signal=Signal.KILL)
    await desk.enrich()
    async with working(desk):
        done = await swap(desk.settings, Plan("small"))
    assert counted(done) == {"published": 1, "superseded": 1, "withdrawn": 1}
    assert await desk.latest() == {"kept": (1, "sm"), "newer": (2, "md"), "killed": None}
    sent = [it.key for it in await desk.records(STORIES) if "wire_swap" in text_headers(it.headers)]
    assert sent == [b"kept"]


async def test_what_comes_between_sending_and_settling_has_won(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(desk, "newer", "killed")
    # Nobody works while they are sent; the kill and the newer version overtake them.
    done = await swap(desk.settings, Plan("small", patience=0.3))
    assert (counted(done), done.waiting) == ({}, 2)
    await desk.send("killed", "killed-k", version=2, signal=Signal.KILL)
    taken = await desk.records(STORIES)
    monkeypatch.setattr(desk, "_done", {(it.topic, it.partition, it.offset) for it in taken})
    await desk.send("newer", "newer-2", version=2)
    await desk.enrich()
    desk._done -= {
        (it.topic, it.partition, it.offset)
        for it in taken
        if "wire_swap" in text_headers(it.headers)
    }
    assert sorted(await desk.enrich()) == ["superseded", "withdrawn"]
    assert await desk.latest() == {"newer": (2, "md"), "killed": None}
    async with working(desk):
        assert counted(await swap(desk.settings, Plan("small"))) == {
            "superseded": 1,
            "withdrawn": 1,
        }


async def test_without_a_worker_no_more_are_sent_than_may_wait(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swapping, "AT_ONCE", 2)
    await filled(desk, *(f"s{number}" for number in range(8)))
    done = await swap(desk.settings, Plan("small", patience=0.2))
    assert (counted(done), done.waiting) == ({}, 8)
    sent = [it for it in await desk.records(STORIES) if "wire_swap" in text_headers(it.headers)]
    assert len(sent) <= 4


async def test_a_dry_run_sends_nothing(desk: Desk) -> None:
    await filled(desk, "s1")
    stood = await desk.records(STORIES)
    done = await swap(desk.settings, Plan("small", dry_run=True))
    assert (counted(done), done.waiting) == ({"published": 1}, 0)
    assert len(await desk.records(STORIES)) == len(stood)


async def test_what_is_re_enriched_later_does_not_take_swaps_for_stories(desk: Desk) -> None:
    await filled(desk, "s1")
    async with working(desk):
        await swap(desk.settings, Plan("small"))
    assert counted_items(await small(desk)) == 1


def counted_items(found: filling.Filled) -> int:
    return sum(found.outcomes.values())
