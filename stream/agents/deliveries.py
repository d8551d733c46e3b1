"""Deliveries of the assigned partitions, read from where they are written down."""

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import UTC, datetime, timedelta

from aiokafka import ConsumerRecord
from pydantic import ValidationError

from schemas.alert import Alert, AlertKind
from schemas.delivery import Delivery, DeliveryState
from stream.agents.delivery_spans import item_of
from stream.broker.reading import read_to_end
from stream.delivery.parcel import Parcel
from stream.engine.hop import Input
from stream.settings import Settings
from stream.topics import ALERTS, DELIVERIES, TopicNames

KEPT_SECONDS = 24 * 60 * 60 * (ALERTS.retention_days or 0)
BEFORE = timedelta(minutes=10)
"""Clocks of two hosts may differ by so much."""


Killed = tuple[str | None, str]
"""The alert that told of a story first, and the story."""


class Deliveries:
    """Which deliveries are known, so that none is begun twice."""

    def __init__(self, settings: Settings) -> None:
        """Knows nothing until `learn`."""
        self._settings = settings
        self._names = TopicNames(settings.topic_prefix)
        self._keys: dict[str, float] = {}
        """When each was noted, in seconds since 1970."""

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def note(self, key: str, at: float) -> None:
        """This one is on its way, or was, at that time; those whose alerts are gone go."""
        self._keys[key] = at
        while self._keys[first := next(iter(self._keys))] < at - KEPT_SECONDS:
            del self._keys[first]

    async def learn(self, partitions: Iterable[int]) -> list[Parcel]:
        """Read what is known and forget all other partitions; gives what is still on its way.

        A parcel without stories has only such as were killed.
        """
        chosen = list(partitions)
        self._keys.clear()
        pending: dict[str, tuple[int, Delivery]] = {}
        topic = self._names(DELIVERIES)
        async for record in read_to_end(self._settings, topic, partitions=chosen):
            found = _delivery(record)
            if found is None:
                continue
            self.note(found.key, found.at.timestamp())
            pending.pop(found.key, None)
            if found.state is DeliveryState.PENDING:
                pending[found.key] = record.partition, found
        return await self._parcels(chosen, pending) if pending else []

    async def _parcels(
        self, partitions: list[int], pending: dict[str, tuple[int, Delivery]]
    ) -> list[Parcel]:
        """The pending ones with their alerts, without any story that was killed meanwhile."""
        since = min(it.alerted for _, it in pending.values()) - BEFORE
        since = min(since, datetime.now(UTC))
        wanted: defaultdict[tuple[int, int], list[Delivery]] = defaultdict(list)
        for partition, it in pending.values():
            wanted[partition, it.offset].append(it)
        parcels: list[Parcel] = []
        killed: set[Killed] = set()
        topic = self._names(ALERTS)
        async for record in read_to_end(self._settings, topic, partitions=partitions, since=since):
            alert = _alert(record)
            if alert is None:
                continue
            if alert.kind is AlertKind.KILLED:
                killed.update(killed_by(alert))
            place = record.partition, record.offset
            # It may have been tried before: nobody knows here.
            trace = item_of(Input.of_record(record))
            parcels += [
                Parcel(alert, it.channel, place, 1, trace=trace) for it in wanted.get(place, ())
            ]
        for parcel in parcels:
            leave_out(parcel, killed)
        return parcels


def killed_by(alert: Alert) -> list[Killed]:
    """What an alert of a kill kills."""
    return [(alert.follows, it.story_id) for it in alert.stories]


def leave_out(parcel: Parcel, killed: Container[Killed]) -> None:
    """Take out what may not be told any more; perhaps nothing is left."""
    alert = parcel.alert
    if alert.kind is AlertKind.KILLED:
        return
    root = alert.follows or alert.id
    kept = [it for it in alert.stories if (root, it.story_id) not in killed]
    if len(kept) < len(alert.stories):
        parcel.alert = alert.model_copy(update={"stories": kept})


def _delivery(record: ConsumerRecord) -> Delivery | None:
    try:
        return Delivery.model_validate_json(record.value or b"")
    except ValidationError:
        return None


def _alert(record: ConsumerRecord) -> Alert | None:
    try:
        return Alert.model_validate_json(record.value or b"")
    except ValidationError:
        return None
