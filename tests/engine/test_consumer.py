"""A topic's backlog stops no other, fetches are short, and a refused commit counts."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.client import AIOKafkaClient
from aiokafka.consumer.fetcher import Fetcher
from aiokafka.consumer.subscription_state import SubscriptionState
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer

from stream import metrics
from stream.engine.consumer import (
    AGAIN_SECONDS,
    CROWDED_FETCH_MS,
    ENOUGH_SECONDS,
    FETCH_MS,
    POLL_SECONDS,
    POLLS,
    HopConsumer,
    HopFetches,
)
from stream.engine.faust_app import faust_app
from stream.engine.lost_leader import LostLeader
from stream.settings import Settings

ENOUGH = 8
CONF = SimpleNamespace(stream_buffer_maxsize=ENOUGH * POLLS)
HOP = "consuming"


class Place(NamedTuple):
    topic: str
    partition: int


ACTIVE = {Place(topic, it) for topic in ("calm", "urgent") for it in range(2)}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What Faust's own consumer was asked for, of topics and seconds."""
    said: list[Any] = []

    async def getmany(_: Any, active: Any, timeout: float) -> dict[str, str]:  # noqa: ASYNC109 - Faust's
        said.append((active, timeout))
        return {"some": "records"}

    monkeypatch.setattr(Consumer, "_getmany", getmany)
    return said


def consumer(*, work_left: float = 0.0, **waiting: int) -> Any:
    channels = {
        topic: [SimpleNamespace(queue=SimpleNamespace(qsize=lambda it=it: it))]
        for topic, it in waiting.items()
    }
    one: Any = object.__new__(HopConsumer)
    one.held = []
    one._work_left = lambda: work_left
    one._thread = SimpleNamespace(hold_fetches=one.held.append)
    one.app = SimpleNamespace(conf=CONF, topics=SimpleNamespace(_topic_name_index=channels))
    return one


async def test_partitions_that_go_meanwhile_are_not_taken_for_all(asked: list[Any]) -> None:
    active = set(ACTIVE)
    await consumer(calm=ENOUGH - 1, urgent=0)._getmany(active, 1.0)
    active.clear()
    assert asked == [(ACTIVE, 1.0)]


async def test_all_topics_are_fetched_while_there_is_room(asked: list[Any]) -> None:
    assert await consumer(calm=ENOUGH - 1, urgent=0)._getmany(ACTIVE, 1.0)
    assert asked == [(ACTIVE, 1.0)]


@pytest.mark.parametrize("full", ["calm", "urgent"])
async def test_a_topic_of_which_enough_waits_is_left_out_for_a_moment(
    full: str, asked: list[Any]
) -> None:
    one = consumer(**{it: ENOUGH * (it == full) for it in ("calm", "urgent")})
    await one._getmany(ACTIVE, 1.0)
    ((places, seconds),) = asked
    assert places == {it for it in ACTIVE if it.topic != full}
    assert len(ACTIVE) == 4
    assert seconds == POLL_SECONDS


async def test_where_enough_waits_of_all_nothing_is_asked_for(asked: list[Any]) -> None:
    assert await consumer(calm=ENOUGH, urgent=ENOUGH)._getmany(ACTIVE, 1.0) == {}
    assert asked == []


async def test_fetches_are_fewer_only_while_enough_waits(asked: list[Any]) -> None:
    calm, crowded = consumer(calm=ENOUGH - 1, urgent=0), consumer(calm=ENOUGH, urgent=0)
    for one in (calm, crowded):
        await one._getmany(ACTIVE, 1.0)
    assert (calm.held, crowded.held) == ([FETCH_MS], [CROWDED_FETCH_MS])
    assert len(asked) == 2


@pytest.mark.parametrize("left", [ENOUGH_SECONDS / 2, ENOUGH_SECONDS * 2])
async def test_fetches_are_fewer_while_the_children_have_enough(
    left: float, asked: list[Any]
) -> None:
    one = consumer(work_left=left, calm=0, urgent=0)
    await one._getmany(ACTIVE, 1.0)
    enough = left > ENOUGH_SECONDS
    assert one.held == [CROWDED_FETCH_MS if enough else FETCH_MS]
    # And it is looked at again before they have done it all.
    assert asked == [(ACTIVE, AGAIN_SECONDS if enough else 1.0)]


async def test_the_next_fetch_may_be_held_for_another_time() -> None:
    fetches: Any = object.__new__(HopFetches)
    fetches._consumer = None
    fetches.hold_fetches(70)  # not joined yet
    client = AIOKafkaClient()
    fetcher = Fetcher(client, SubscriptionState(), fetch_max_wait_ms=1500)
    fetches._consumer = SimpleNamespace(_fetcher=fetcher)
    try:
        fetches.hold_fetches(70)
        # It stands in one attribute, of which each request is made.
        assert vars(fetcher)["_fetch_max_wait_ms"] == 70
        assert 1500 not in vars(fetcher).values()
    finally:
        await fetcher.close()
        await client.close()


@pytest.mark.parametrize("committed", [True, False])
async def test_a_refused_commit_counts(
    *, committed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counted() -> float:
        labels = {"hop": HOP}
        return metrics.REGISTRY.get_sample_value("wire_commit_failures_total", labels) or 0.0

    async def commit(*_: Any) -> bool:
        return committed

    monkeypatch.setattr(Consumer, "_commit", commit)
    app = faust_app(Settings(), "wire-consuming", tmp_path, hop=HOP, work_left=float)
    ways = ("callback", "on_partitions_revoked", "on_partitions_assigned")
    one = app.transport.create_consumer(**dict.fromkeys(ways, commit))
    before = counted()
    assert await one._commit({}) is committed
    assert counted() == before + (not committed)


async def test_the_broker_holds_no_fetch_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = AIOKafkaConsumer(fetch_max_wait_ms=1500)
    monkeypatch.setattr(AIOKafkaConsumerThread, "_create_worker_consumer", lambda *_: bare)
    app = faust_app(Settings(), "wire-consuming", tmp_path, hop=HOP, work_left=float)
    made = object.__new__(HopFetches)._create_worker_consumer(app.transport)
    await bare.stop()
    # What Faust gave it stands in one attribute, and aiokafka reads it when it starts.
    assert made is bare
    assert vars(bare)["_fetch_max_wait_ms"] == FETCH_MS
    assert 1500 not in vars(bare).values()


async def test_the_groups_leader_is_watched_from_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def start(_: Any) -> None:
        """Connects nowhere."""

    monkeypatch.setattr(AIOKafkaConsumerThread, "on_start", start)
    fetches: Any = object.__new__(HopFetches)
    coordinator = SimpleNamespace(_send_req=start)
    fetches._consumer = SimpleNamespace(_coordinator=coordinator)
    await fetches.on_start()
    assert isinstance(coordinator._send_req.__self__, LostLeader)
