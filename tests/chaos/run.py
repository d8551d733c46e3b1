"""One chaos run on one broker: push, kill, wait, account."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from schemas.cloudevents import CloudEvent
from schemas.events import RAW_TYPE
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.settings import Settings
from stream.topics import RAW, TopicNames
from tests.chaos.account import Account, finished, settle_accounts
from tests.chaos.kills import Killer
from tests.chaos.stories import Push, pushes
from tests.chaos.workers import Worker

Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How large a run is. `pause` is the longest time between kills, in seconds."""

    stories: int
    kills: int
    seed: int
    workers: int = 2
    pause: float = 12.0
    limit: float = 900.0


@dataclass(frozen=True)
class Result:
    """The figures of a run."""

    broker: str
    plan: Plan
    account: Account
    kills: dict[str, int]
    median_words: float
    seconds: float

    def figures(self) -> dict[str, object]:
        """As JSON."""
        return {
            "broker": self.broker,
            **asdict(self.plan),
            "items": sum(self.account.outcomes.values()),
            "outcomes": dict(self.account.outcomes),
            **self.account.breaches,
            "repeated_records": self.account.repeated_records,
            "kills_done": self.kills,
            "median_words": self.median_words,
            "seconds": round(self.seconds, 1),
        }


async def chaos(
    name: str, bootstrap: str, plan: Plan, logs: Path, say: Say, *, prefix: str = "chaos."
) -> Result:
    """Run it; the account says whether the law held. Raises TimeoutError where it never ends."""
    settings = Settings(bootstrap=bootstrap, topic_prefix=prefix)
    await create_topics(settings)
    made = pushes(plan.stories, plan.seed)
    began = time.monotonic()
    await push(settings, made)
    say(f"{len(made)} inputs pushed")
    started = 0

    def start() -> Worker:
        nonlocal started
        started += 1
        return Worker(variables(settings), logs / f"{name}-worker-{started}.log")

    workers = [start() for _ in range(plan.workers)]
    killer = Killer(plan.seed, start, workers)
    try:
        for number in range(plan.kills):
            await asyncio.sleep(killer.pause(plan.pause))
            kind = await asyncio.to_thread(killer.strike)
            say(f"kill {number + 1} of {plan.kills}: {kind}")
        await _until_finished(settings, made, plan.limit, say)
    finally:
        for worker in workers:
            await asyncio.to_thread(worker.terminate)
    account = await settle_accounts(settings, made)
    words = median(_words(it) for it in made if it.items)
    return Result(name, plan, account, dict(killer.done), words, time.monotonic() - began)


async def push(settings: Settings, made: list[Push]) -> None:
    """Put the inputs on the raw topic, as CloudEvents."""
    topic = TopicNames(settings.topic_prefix)(RAW)
    async with producer(settings) as client:
        sent = []
        for it in made:
            event = CloudEvent(id=it.ce_id, source="/chaos", type=RAW_TYPE, time=datetime.now(UTC))
            key = it.ce_id.encode()
            sent.append(await client.send(topic, it.value, key=key, headers=event.headers()))
        await asyncio.gather(*sent)


async def _until_finished(settings: Settings, made: list[Push], limit: float, say: Say) -> None:
    async with asyncio.timeout(limit):
        while not await finished(settings, made):
            account = await settle_accounts(settings, made)
            say(f"{sum(account.outcomes.values()) - len(account.missing)} items have an outcome")
            await asyncio.sleep(5)


def variables(settings: Settings) -> dict[str, str]:
    """A worker's environment: quick to notice a death, few stories in memory, English alone."""
    return {
        "WIRE_BOOTSTRAP": settings.bootstrap,
        "WIRE_TOPIC_PREFIX": settings.topic_prefix,
        "WIRE_METRICS_PORT": "0",
        "WIRE_MODELS": "",
        "WIRE_SESSION_SECONDS": "6",
        "WIRE_STALL_SECONDS": "60",
        "WIRE_STORIES_IN_MEMORY": "100",
    }


def _words(it: Push) -> float:
    return len(it.value.split()) / max(1, it.items)
