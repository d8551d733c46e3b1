"""Which rules each story's versions fulfilled, so that those are told of a correction or a kill."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from aiokafka import ConsumerRecord
from aiokafka.partitioner import murmur2
from pydantic import ValidationError

from schemas.alert import Alert, Match
from stream.broker.reading import read_to_end
from stream.settings import Settings
from stream.topics import ALERTS, MATCHES, TopicNames

MOST_STORIES = 500_000
"""Stories that are remembered, those that matched last; a hundred bytes and more each."""


class Fulfilled:
    """Of the assigned partitions' stories: learned from what was matched and what was told."""

    def __init__(self, settings: Settings) -> None:
        """Knows nothing until `learn`."""
        self._settings = settings
        self._names = TopicNames(settings.topic_prefix)
        self._stories: OrderedDict[bytes, frozenset[str]] = OrderedDict()
        self._partitions: frozenset[int] = frozenset()

    async def learn(self, partitions: Iterable[int]) -> None:
        """Read a day's matches and all alerts that are kept, and forget all other partitions."""
        self._partitions = frozenset(partitions)
        self._stories.clear()
        for topic in (ALERTS, MATCHES):
            since = datetime.now(UTC) - timedelta(days=topic.retention_days or 0)
            async for record in read_to_end(self._settings, self._names(topic), since=since):
                rule = (record.key or b"").decode(errors="replace")
                for story in _stories(record):
                    if self._partition(story) in self._partitions:
                        self._add(story, [rule])

    def of(self, partition: int, story: bytes) -> frozenset[str]:
        """The rules that an earlier version fulfilled."""
        return (
            self._stories.get(story, frozenset()) if partition in self._partitions else frozenset()
        )

    def note(self, partition: int, story: bytes, rules: Iterable[str]) -> None:
        """This version was told to these."""
        if partition in self._partitions:
            self._add(story, rules)

    def _add(self, story: bytes, rules: Iterable[str]) -> None:
        known = self._stories.get(story, frozenset())
        found = known.union(rules)
        if not found:
            return
        self._stories[story] = found
        self._stories.move_to_end(story)
        if len(self._stories) > MOST_STORIES:
            self._stories.popitem(last=False)

    def _partition(self, story: bytes) -> int:
        """Where Kafka's own partitioner puts a key."""
        found: int = murmur2(story) & 0x7FFFFFFF
        return found % self._settings.partitions


def _stories(record: ConsumerRecord) -> list[bytes]:
    """The ids of the stories that a match or an alert is about; none where it isn't ours."""
    kind = Alert if record.topic.endswith(ALERTS.name) else Match
    try:
        found: Alert | Match = kind.model_validate_json(record.value or b"")
    except ValidationError:
        return []
    stories = found.stories if isinstance(found, Alert) else [found.story]
    return [it.story_id.encode() for it in stories]
