"""What is known under the rules of the assigned partitions, to be had again from the topics."""

import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from aiokafka import ConsumerRecord, TopicPartition
from pydantic import BaseModel, ValidationError

from schemas.alert import Alert, Match
from stream.alerts.deciding import RuleState
from stream.broker.clients import admin
from stream.broker.reading import read_to_end
from stream.settings import Settings
from stream.topics import ALERTS, MATCHES, TopicNames

FORGET_SECONDS = 3600.0
"""How often what is too old is dropped."""
Event = TypeVar("Event", bound=BaseModel)


class RuleStates:
    """A state for each rule that told or waits."""

    def __init__(self, settings: Settings, group: str) -> None:
        """`group` is the consumer group whose commits say what was decided."""
        self._settings = settings
        self._group = group
        self._names = TopicNames(settings.topic_prefix)
        self._states: defaultdict[tuple[int, str], RuleState] = defaultdict(RuleState)
        self._waiting: set[tuple[int, str]] = set()
        self._forgot = time.monotonic()

    def of(self, partition: int, rule: str) -> RuleState:
        """What is known under a rule."""
        return self._states[partition, rule]

    def look_at(self, partition: int, rule: str) -> None:
        """Note whether something of the rule waits now."""
        if self._states[partition, rule].due is None:
            self._waiting.discard((partition, rule))
        else:
            self._waiting.add((partition, rule))

    def due(self, now: datetime) -> Iterator[RuleState]:
        """Rules of which something has waited until now."""
        for place in list(self._waiting):
            state = self._states[place]
            if state.due is not None and state.due <= now:
                yield state
                self.look_at(*place)
        if time.monotonic() - self._forgot > FORGET_SECONDS:
            self._forget(now)

    async def learn(self, partitions: Iterable[int]) -> None:
        """Read what was told, then fold the matches that were decided; forget all others.

        A match has its rule with it as the rule then was, so folding it again comes to the same:
        what was told is known from the alerts, what waits waits again, what was left out stays out.
        """
        chosen = list(partitions)
        self._states.clear()
        self._waiting.clear()
        async for record in self._read(ALERTS.name, chosen, _days(ALERTS.retention_days)):
            alert = _event(Alert, record)
            if alert is not None:
                self._states[record.partition, alert.rule.id].note(alert)
        decided = await self._decided(chosen)
        async for record in self._read(MATCHES.name, chosen, _days(MATCHES.retention_days)):
            match = _event(Match, record)
            if match is None or record.offset >= decided.get(record.partition, 0):
                continue
            # What it would tell was told: it was committed only when the broker had it.
            self._states[record.partition, match.rule.id].decide(match)
            self.look_at(record.partition, match.rule.id)

    def _read(
        self, topic: str, partitions: list[int], since: timedelta
    ) -> AsyncGenerator[ConsumerRecord]:
        name = self._names.prefix + topic
        after = datetime.now(UTC) - since
        return read_to_end(self._settings, name, partitions=partitions, since=after)

    async def _decided(self, partitions: list[int]) -> dict[int, int]:
        """The offset of the first match of each partition that isn't decided yet."""
        topic = self._names(MATCHES)
        places = [TopicPartition(topic, it) for it in partitions]
        if not places:
            return {}
        async with admin(self._settings) as client:
            found = await client.list_consumer_group_offsets(self._group, partitions=places)
        return {tp.partition: max(0, it.offset) for tp, it in found.items()}

    def _forget(self, now: datetime) -> None:
        self._forgot = time.monotonic()
        before = now - _days(ALERTS.retention_days)
        for place, state in list(self._states.items()):
            state.forget(before)
            if not (state.stories or state.waiting or state.sent):
                del self._states[place]


def _days(days: int | None) -> timedelta:
    return timedelta(days=days or 0)


def _event(kind: type[Event], record: ConsumerRecord) -> Event | None:
    try:
        return kind.model_validate_json(record.value or b"")
    except ValidationError:
        return None
