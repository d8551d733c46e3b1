"""What a worker knows of rules, stories and deliveries when it begins, read from the topics."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.alert import AlertKind, Match
from schemas.delivery import Delivery, DeliveryState
from stream.agents.deliveries import Deliveries
from stream.agents.fulfilled import Fulfilled
from stream.agents.rule_states import RuleStates
from stream.alerts.deciding import RuleState
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.delivery.parcel import delivery_key
from stream.settings import Settings
from stream.topics import ALERTS, DELIVERIES, MATCHES, TopicNames
from tests.alerts.told import START, match, rule
from tests.brokers import Broker
from tests.delivery.parcels import alert

NOW = datetime.now(UTC)


@pytest.fixture
async def settings(tansu: Broker, prefix: str) -> Settings:
    found = Settings(bootstrap=tansu.bootstrap, topic_prefix=prefix, partitions=1)
    await create_topics(found)
    return found


async def publish(settings: Settings, topic: str, rows: Sequence[tuple[str, bytes]]) -> None:
    async with producer(settings) as client:
        for key, value in rows:
            await client.send_and_wait(topic, value, key=key.encode())


async def commit(settings: Settings, topic: str, offset: int) -> None:
    group = TopicNames(settings.topic_prefix).group("decide")
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.bootstrap, group_id=group, enable_auto_commit=False
    )
    await consumer.start()
    try:
        place = TopicPartition(topic, 0)
        consumer.assign([place])
        await consumer.commit({place: offset})
    finally:
        await consumer.stop()


def now(it: Match) -> Match:
    """The match as if it had come lately."""
    return it.model_copy(update={"at": NOW - timedelta(hours=1) + (it.at - START)})


async def test_what_was_told_and_what_waits_is_known_again(settings: Settings) -> None:
    names = TopicNames(settings.topic_prefix)
    asked = rule(throttle={"most": 1, "within": "4h", "digest": True})
    came = [now(match(f"s{it}", minutes=it, asked=asked)) for it in range(4)]
    before = RuleState()
    (first,) = before.decide(came[0])
    rows = [("ferries", it.to_json()) for it in came]
    await publish(settings, names(MATCHES), [*rows[:3], ("odd", b"{"), rows[3]])
    await publish(settings, names(ALERTS), [("ferries", first.to_json()), ("odd", b"{")])
    await commit(settings, names(MATCHES), 3)
    states = RuleStates(settings, names.group("decide"))
    await states.learn([0])
    state = states.of(0, "ferries")
    # The last one wasn't decided: it comes from Kafka again, and waits then.
    assert [it.story.story_id for it in state.waiting.matches()] == ["s1", "s2"]
    assert state.decide(came[0]) == []
    assert state.decide(came[3]) == []
    later = NOW + timedelta(hours=4)
    assert [it.end_wait(later)[0].kind for it in states.due(later)] == [AlertKind.DIGEST]


async def test_who_was_told_of_a_story_is_known_again(settings: Settings) -> None:
    names = TopicNames(settings.topic_prefix)
    one, two = now(match("one")), now(match("two", asked=rule(id="other")))
    await publish(settings, names(MATCHES), [("other", two.to_json())])
    told = alert(1, stories=("one", "two"))
    await publish(settings, names(ALERTS), [("ferries", told.to_json())])
    known = Fulfilled(settings)
    await known.learn([0])
    assert known.of(0, b"two") == {"ferries", "other"}
    assert known.of(0, one.story.story_id.encode()) == {"ferries"}
    assert known.of(0, b"three") == known.of(1, b"two") == frozenset()


def delivery(offset: int, state: DeliveryState, number: int) -> Delivery:
    return Delivery(
        key=delivery_key(f"{number:064x}", "desk"),
        alert=f"{number:064x}",
        kind=AlertKind.MATCH,
        rule="ferries",
        channel="desk",
        state=state,
        at=NOW,
        alerted=NOW,
        offset=offset,
    )


async def test_what_was_on_its_way_goes_on_without_what_was_killed(settings: Settings) -> None:
    names = TopicNames(settings.topic_prefix)
    told = [alert(1), alert(2, stories=("two",)), alert(3, AlertKind.DIGEST, ("two", "six"))]
    kill = [alert(4, AlertKind.KILLED, ("two",), it) for it in (2, 3)]
    rows = [("ferries", it.to_json()) for it in (*told, *kill)]
    await publish(settings, names(ALERTS), rows)
    pending = [delivery(it, DeliveryState.PENDING, it + 1) for it in range(3)]
    done = delivery(0, DeliveryState.DELIVERED, 1)
    await publish(settings, names(DELIVERIES), [(it.key, it.to_json()) for it in (*pending, done)])
    known = Deliveries(settings)
    parcels = await known.learn([0])
    stories = {it.alert.id[-1]: [story.story_id for story in it.alert.stories] for it in parcels}
    assert stories == {"2": [], "3": ["six"]}
    assert all(it.key in known for it in (*pending, done))
    assert b"Ferries" not in json.dumps([it.model_dump(mode="json") for it in pending]).encode()


def test_deliveries_whose_alerts_are_gone_are_forgotten() -> None:
    known, week = Deliveries(Settings()), 7 * 24 * 3600.0
    known.note("old", 0.0)
    known.note("new", week)
    assert "old" in known
    known.note("last", week + 1)
    assert ("old" in known, "new" in known, "last" in known) == (False, True, True)
