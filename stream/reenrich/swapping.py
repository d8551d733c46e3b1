"""A swap: a shadow's enrichments become what stands, story by story.

Each goes onto `wire.stories.v1`, so that the enrich hop decides, which owns the story: a newer
version or a kill that came before has won (stream/agents/swaps.py). It lands on `wire.latest.v1`
alone. So a worker must run; and its settings should be the new ones already, since else the next
version of a story would be enriched the old way again.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from aiokafka import ConsumerRecord

from schemas.cloudevents import text_headers
from schemas.outcome import Outcome
from stream.agents.records import SWAP, UPSTREAM
from stream.broker.admin import require_topics
from stream.broker.clients import producer
from stream.broker.reading import read_to_end
from stream.engine.hop import Output
from stream.engine.publisher import Publisher
from stream.reenrich.standings import Standings, follow
from stream.settings import Settings
from stream.topics import LATEST, STORIES, TopicNames, shadow

AT_ONCE = 64
"""So many wait for the hop at most: a swap must not delay what is new."""
LOOK_SECONDS = 0.1


@dataclass
class Swapped:
    """What became of the shadow's stories, each once. `waiting`: no worker has taken them yet."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    waiting: int = 0


@dataclass(frozen=True)
class Plan:
    """Which shadow; `patience` is how many seconds without any answer are enough."""

    name: str
    patience: float = 60.0
    dry_run: bool = False
    """Only say what would be: `published` then counts what would be sent."""


async def swap(settings: Settings, plan: Plan, step: Callable[[], None] = lambda: None) -> Swapped:
    """Swap all of it. Raises TopicsDiffer where there is no such shadow, BrokerError."""
    await require_topics(settings, [STORIES, LATEST, shadow(plan.name)])
    done = Swapped()
    async with producer(settings) as client:
        publisher = Publisher(client, settings.publish_seconds)
        for partition in range(settings.partitions):
            await _Partition(settings, plan, publisher, done, step).run(partition)
    return done


class _Partition:
    """One partition's swap."""

    def __init__(
        self,
        settings: Settings,
        plan: Plan,
        publisher: Publisher,
        done: Swapped,
        step: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._plan = plan
        self._publisher = publisher
        self._done = done
        self._step = step
        self._names = TopicNames(settings.topic_prefix)
        self._sent: dict[bytes, tuple[str, str]] = {}
        """Stories that wait for the hop: the record's id and the event that it was made of."""

    async def run(self, partition: int) -> None:
        """Send what still stands, a few at a time, and wait for what becomes of it."""
        name = self._names(shadow(self._plan.name))
        newest: dict[bytes, int] = {}
        async for record in read_to_end(self._settings, name, partitions=[partition]):
            newest[record.key] = record.offset
        if not newest:
            return
        async with follow(self._settings, partition, newest.keys()) as standings:
            records = read_to_end(self._settings, name, partitions=[partition])
            async with aclosing(records):
                async for record in records:
                    if newest.get(record.key) == record.offset:
                        await self._one(record, standings)
            await self._wait(standings, most=0)
        self._done.waiting += len(self._sent)

    async def _one(self, record: ConsumerRecord, standings: Standings) -> None:
        found = text_headers(record.headers)
        ids = found.get("ce_id", ""), found.get(UPSTREAM, "")
        await self._wait(standings, most=AT_ONCE - 1)
        await standings.refresh()
        outcome = _now(standings, record.key, *ids)
        if record.value is None:
            outcome = Outcome.WITHDRAWN
        elif outcome is Outcome.PUBLISHED:
            outcome = Outcome.REPEAT
        if outcome is None and self._plan.dry_run:
            outcome = Outcome.PUBLISHED
        if outcome is not None:
            self._end(outcome)
            return
        if len(self._sent) >= AT_ONCE:
            # Nobody answers: more of them would only lie before what is new.
            self._done.waiting += 1
            return
        said = [*record.headers, (SWAP, self._plan.name.encode())]
        output = Output(self._names(STORIES), record.key, record.value, said)
        await self._publisher.acknowledged(await self._publisher.enqueue(output))
        self._sent[record.key] = ids

    async def _wait(self, standings: Standings, most: int) -> None:
        """Until at most so many wait for the hop, or nothing has come for as long as is enough."""
        loop = asyncio.get_running_loop()
        limit = loop.time() + self._plan.patience
        while len(self._sent) > most and loop.time() < limit:
            await standings.refresh()
            for key, ids in list(self._sent.items()):
                if (outcome := _now(standings, key, *ids)) is not None:
                    del self._sent[key]
                    self._end(outcome)
                    limit = loop.time() + self._plan.patience
            if len(self._sent) > most:
                await asyncio.sleep(LOOK_SECONDS)

    def _end(self, outcome: Outcome) -> None:
        self._done.outcomes[outcome] += 1
        self._step()


def _now(standings: Standings, key: bytes, ce_id: str, upstream: str) -> Outcome | None:
    """How a swap of the story has ended, None while it hasn't."""
    stands = standings[key]
    if stands is None:
        return Outcome.SUPERSEDED
    if stands.killed:
        return Outcome.WITHDRAWN
    if stands.event != upstream:
        return Outcome.SUPERSEDED
    return Outcome.PUBLISHED if stands.ce_id == ce_id else None
