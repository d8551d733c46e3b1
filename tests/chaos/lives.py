"""Mixed actions on one broker, with kills or without: the end, and what came out that must not."""

import asyncio
import math
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from schemas.cloudevents import CloudEvent, text_headers
from schemas.events import RAW_TYPE, EnrichedStory
from schemas.wire import Signal
from stream.agents.read_back import pending_of, standing_of
from stream.broker.admin import create_topics
from stream.broker.clients import admin, producer
from stream.broker.reading import read_to_end
from stream.settings import Settings
from stream.topics import ENRICHED, HELD, LATEST, RAW, STORIES, URGENT, Topic, TopicNames
from tests.chaos.actions import Action, marks
from tests.chaos.kills import Killer
from tests.chaos.run import variables
from tests.chaos.workers import Worker

LONGEST = 60.0
"""Seconds after which the last embargo ends."""
ANY_TIME = -math.inf
QUIET_SECONDS = 25.0
"""Nothing written for so long, longer than a rebalance and a start: all is done."""


@dataclass
class End:
    """What the topics hold in the end, and what was written that must not be."""

    stories: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = field(default_factory=dict)
    """By key: `killed`, `held`, `standing` or `waiting`, and whose texts."""
    records: int = 0
    told: list[tuple[float, list[tuple[int, int]]]] = field(default_factory=list)
    """When each record with text was written, and whose it is."""
    early: list[str] = field(default_factory=list)
    """Texts that came out before their time, without a release."""
    after_kill: list[str] = field(default_factory=list)
    falling: list[str] = field(default_factory=list)
    seconds: float = 0.0
    kills: dict[str, int] = field(default_factory=dict)

    @property
    def breaches(self) -> int:
        """How many."""
        return len(self.early) + len(self.after_kill) + len(self.falling)


async def run(
    bootstrap: str, prefix: str, made: list[Action], kills: int, logs: Path, *, seed: int = 1
) -> End:
    """Push and work, with so many kills; gives the end."""
    settings = Settings(bootstrap=bootstrap, topic_prefix=prefix)
    await create_topics(settings)
    clock, began = time.monotonic(), time.time()
    await push(settings, made, began)
    started = 0

    def start() -> Worker:
        nonlocal started
        started += 1
        return Worker(variables(settings), logs / f"{prefix}worker-{started}.log")

    workers = [start() for _ in range(2 if kills else 1)]
    killer = Killer(seed, start, workers)
    try:
        for _ in range(kills):
            await asyncio.sleep(killer.pause(8.0))
            await asyncio.to_thread(killer.strike)
        await _until_quiet(settings, began + LONGEST)
    finally:
        for worker in workers:
            await asyncio.to_thread(worker.terminate)
    end = await the_end(settings, made, began)
    end.seconds, end.kills = round(time.monotonic() - clock, 1), dict(killer.done)
    return end


async def the_end(settings: Settings, made: list[Action], began: float) -> End:
    """Read the topics."""
    end, until = End(), _until(made)
    killed_at: dict[bytes, int] = {}
    enriched = await records(settings, ENRICHED)
    _check_order(enriched, end)
    for record in enriched:
        end.records += 1
        said = text_headers(record.headers)
        if said["wire_signal"] == Signal.KILL:
            killed_at.setdefault(record.key, record.timestamp)
        elif record.key in killed_at:
            end.after_kill.append(f"{ENRICHED.name} {record.offset}")
        found = marks_of(record)
        if found:
            end.told.append((record.timestamp / 1000, found))
        for mark in found:
            if record.timestamp / 1000 < began + until[mark]:
                end.early.append(f"{mark} at {record.timestamp / 1000 - began:.3f} s")
    for topic in (LATEST, HELD):
        for record in await records(settings, topic):
            at = killed_at.get(record.key)
            if record.value is not None and at is not None and record.timestamp > at:
                end.after_kill.append(f"{topic.name} {record.offset}")
    end.stories = await _stories(settings)
    return end


def _check_order(enriched: list[ConsumerRecord], end: End) -> None:
    """Per story, versions rise once repeats are dropped."""
    highest: dict[bytes, int] = {}
    seen: set[str] = set()
    for record in enriched:
        said = text_headers(record.headers)
        if said["ce_id"] in seen:
            continue
        seen.add(said["ce_id"])
        version = int(said["wire_version"])
        if version <= highest.get(record.key, 0):
            end.falling.append(f"{record.key!r} {version}")
        highest[record.key] = version


def _until(made: list[Action]) -> dict[tuple[int, int], float]:
    """When each text may come out, in seconds after the beginning: a later action may move it."""
    found: dict[tuple[int, int], float] = {}
    later: dict[int, float] = {}
    for it in reversed(made):
        if it.signal is Signal.RELEASE:
            later[it.story] = ANY_TIME
        if it.wait is not None and it.signal is not Signal.APPEND:
            later[it.story] = min(it.wait, later.get(it.story, it.wait))
        if it.wait is None:
            found[it.story, it.number] = ANY_TIME
        else:
            found[it.story, it.number] = min(it.wait, later.get(it.story, it.wait))
    return found


async def _stories(settings: Settings) -> dict[str, tuple[str, tuple[tuple[int, int], ...]]]:
    found: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
    for record in await records(settings, HELD):
        pending = pending_of(record)
        found.pop(str(record.key), None)
        if pending is not None and pending.has_text:
            found[str(record.key)] = "waiting", tuple(marks_of(record))
    for record in await records(settings, LATEST):
        standing = standing_of(record)
        key = str(record.key)
        if standing is None or (standing.held and key in found):
            continue
        state = "killed" if standing.killed else "held" if standing.held else "standing"
        if found.get(key, ("",))[0] != "waiting" or state == "killed":
            found[key] = state, tuple(marks_of(record))
    return found


def marks_of(record: ConsumerRecord) -> list[tuple[int, int]]:
    """Whose texts a record has."""
    if record.value is None:
        return []
    return marks(EnrichedStory.model_validate_json(record.value).story.body)


async def push(settings: Settings, made: list[Action], began: float) -> None:
    """Put the actions on the raw topic; `began` is what embargoes count from."""
    topic = TopicNames(settings.topic_prefix)(RAW)
    async with producer(settings) as client:
        sent = []
        for it in made:
            event = CloudEvent(id=it.ce_id, source="/chaos", type=RAW_TYPE, time=datetime.now(UTC))
            until = None if it.wait is None else _moment(began + it.wait)
            value = it.value(_moment(began), until)
            sent.append(await client.send(topic, value, key=it.feed, headers=event.headers()))
        await asyncio.gather(*sent)


async def _until_quiet(settings: Settings, not_before: float, limit: float = 1500.0) -> None:
    """Until the hops have read everything, the last embargo is over and nothing is written."""
    async with asyncio.timeout(limit):
        count, since = -1, time.monotonic()
        while time.time() < not_before or time.monotonic() - since < QUIET_SECONDS:
            await asyncio.sleep(3)
            now = sum([len(await records(settings, it)) for it in (ENRICHED, LATEST, HELD)])
            if now != count or await _behind(settings):
                count, since = now, time.monotonic()


async def _behind(settings: Settings) -> bool:
    """Whether a hop hasn't committed what its topics hold."""
    names = TopicNames(settings.topic_prefix)
    async with admin(settings) as client:
        for hop, topics in (("intake", (RAW,)), ("enrich", (STORIES, URGENT))):
            ends: dict[TopicPartition, int] = {}
            for topic in topics:
                for it in await records(settings, topic):
                    ends[TopicPartition(it.topic, it.partition)] = it.offset + 1
            places = list(ends)
            try:
                done = await client.list_consumer_group_offsets(names.group(hop), partitions=places)
            except KafkaError:
                # A group that is new has no coordinator yet.
                return True
            if any(tp not in done or done[tp].offset < end for tp, end in ends.items()):
                return True
    return False


async def records(settings: Settings, topic: Topic) -> list[ConsumerRecord]:
    """All of a topic, each partition in its order."""
    name = TopicNames(settings.topic_prefix)(topic)
    found = [record async for record in read_to_end(settings, name)]
    return sorted(found, key=lambda it: (it.partition, it.offset))


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()
