"""Alerts and their deliveries, read from the topics; an alert put there again for one channel."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aiokafka.errors import KafkaError
from pydantic import ValidationError

from schemas.alert import ALERT_CONTENT_TYPE, ALERT_TYPE, Alert, AlertKind, FoundStory
from schemas.cloudevents import CloudEvent
from schemas.delivery import Delivery
from schemas.rule import DAY_SECONDS
from schemas.wire import Signal
from stream.agents.records import REDELIVER
from stream.broker.clients import producer
from stream.broker.reading import read_to_end
from stream.errors import BrokerError
from stream.settings import Settings
from stream.topics import ALERTS, DELIVERIES, LATEST, TopicNames


async def read_alerts(settings: Settings, since: datetime) -> list[Alert]:
    """Alerts, oldest first, each once, without a word of any story that was killed since."""
    found: dict[str, Alert] = {}
    killed: set[str] = set()
    async for record in read_to_end(
        settings, TopicNames(settings.topic_prefix)(ALERTS), since=since
    ):
        try:
            alert = Alert.model_validate_json(record.value or b"")
        except ValidationError:
            continue
        found.setdefault(alert.id, alert)
        if alert.kind is AlertKind.KILLED:
            killed |= {it.story_id for it in alert.stories}
    if found:
        killed |= await _killed(settings)
    shown = [_without(it, killed) for it in found.values()]
    return sorted(shown, key=lambda it: it.at)


async def read_deliveries(settings: Settings) -> list[Delivery]:
    """The last that is known of each delivery, oldest first."""
    found: dict[str, Delivery] = {}
    topic = TopicNames(settings.topic_prefix)(DELIVERIES)
    async for record in read_to_end(settings, topic):
        try:
            delivery = Delivery.model_validate_json(record.value or b"")
        except ValidationError:
            continue
        found[delivery.key] = delivery
    return sorted(found.values(), key=lambda it: it.at)


async def redeliver_all(settings: Settings, deliveries: Sequence[Delivery]) -> list[Delivery]:
    """Hand these to the workers again; gives those that went. Raises BrokerError."""
    since = datetime.now(UTC) - timedelta(seconds=(ALERTS.retention_days or 0) * DAY_SECONDS)
    alerts = {it.id: it for it in await read_alerts(settings, since)} if deliveries else {}
    going = [(it, alerts[it.alert]) for it in deliveries if _may_go(alerts.get(it.alert))]
    topic = TopicNames(settings.topic_prefix)(ALERTS)
    try:
        async with producer(settings) as client:
            for delivery, alert in going:
                event = CloudEvent(id=alert.id, source="/wirestream/alerts", type=ALERT_TYPE)
                headers = [
                    *event.headers(),
                    ("content-type", ALERT_CONTENT_TYPE.encode()),
                    (REDELIVER, delivery.channel.encode()),
                ]
                key = alert.rule.id.encode()
                await client.send_and_wait(topic, alert.to_json(), key=key, headers=headers)
    except KafkaError as error:
        raise BrokerError(f"alerts can't be sent again: {type(error).__name__}") from None
    return [it for it, _ in going]


async def _killed(settings: Settings) -> set[str]:
    """Stories of which nothing may be shown, as what stands says."""
    found = set()
    async for record in read_to_end(settings, TopicNames(settings.topic_prefix)(LATEST)):
        if record.value is None and record.key is not None:
            found.add(record.key.decode(errors="replace"))
    return found


def _may_go(alert: Alert | None) -> bool:
    """Whether it is still kept, and tells of something that stands, or of its kill."""
    if alert is None:
        return False
    stands = any(not it.signal.ends_story for it in alert.stories)
    return stands or alert.kind is AlertKind.KILLED


def _without(alert: Alert, killed: set[str]) -> Alert:
    stories = [_gone(it) if it.story_id in killed else it for it in alert.stories]
    return alert.model_copy(update={"stories": stories})


def _gone(story: FoundStory) -> FoundStory:
    signal = story.signal if story.signal.ends_story else Signal.KILL
    update: dict[str, object] = {
        "headline": None,
        "sentences": [],
        "why": [],
        "signature": "",
        "signal": signal,
    }
    return story.model_copy(update=update)
