"""`make chaos-alerts`: 2,000 alerts, receivers that fail in every way, workers that are killed.

Each alert must be at each receiver exactly once by its idempotency key, or have failed with a
reason. Real HTTP and SMTP on loopback, the embedded broker, stories put onto the enriched topic.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from schemas.cloudevents import CloudEvent
from schemas.delivery import Delivery, DeliveryState
from schemas.events import ENRICHED_TYPE
from schemas.rule import Rule
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.broker.embedded import EmbeddedBroker
from stream.cli.alert_topics import read_alerts, read_deliveries
from stream.cli.rule_topic import write_rules
from stream.cli.since import BEGINNING
from stream.delivery.parcel import delivery_key
from stream.settings import Settings
from stream.topics import ENRICHED, TopicNames
from tests.chaos.kills import Killer
from tests.chaos.receivers import LOST, Receivers, receivers
from tests.chaos.run import variables
from tests.chaos.workers import WORKER, Worker
from tests.schemas import samples

RULE = "ferries"
MAIL_ID = 40
"""Characters of a key that stand in a mail's `Message-ID`."""


@dataclass(frozen=True)
class AlertPlan:
    """How large a run is; `rate` is stories a second."""

    alerts: int = 2000
    kills: int = 12
    seed: int = 1
    workers: int = 2
    rate: float = 40.0
    pause: float = 8.0
    keep_trying: int = 20
    limit: float = 900.0


@dataclass
class AlertAccount:
    """What broke the law, and figures."""

    alerts: int = 0
    deliveries: int = 0
    missing: list[str] = field(default_factory=list)
    """At a receiver that takes things in the end, neither taken nor failed."""
    unasked: list[str] = field(default_factory=list)
    """Taken, and no alert's."""
    both: list[str] = field(default_factory=list)
    """Taken, and listed as failed."""
    open: list[str] = field(default_factory=list)
    """Neither delivered nor failed, as the topic says."""
    reasons: list[str] = field(default_factory=list)
    """Failed without a code that was to be expected."""
    repeats: int = 0
    """Taken once more, with the same key: after a kill that may be."""
    failed: Counter[str] = field(default_factory=Counter)

    @property
    def breaches(self) -> dict[str, int]:
        names = ("missing", "unasked", "both", "open", "reasons")
        return {name: len(getattr(self, name)) for name in names}


async def chaos_of_alerts(
    bootstrap: str, plan: AlertPlan, folder: Path, say: Callable[[str], None], prefix: str = "ca."
) -> tuple[AlertAccount, dict[str, object]]:
    """Run it. Raises TimeoutError where it never ends."""
    with receivers() as running:
        channels = folder / "channels.toml"
        channels.write_text(running.settings(plan.keep_trying))
        settings = Settings(
            bootstrap=bootstrap, topic_prefix=prefix, partitions=6, channels=channels
        )
        await create_topics(settings)
        await write_rules(settings, [Rule(id=RULE, query="ferry", channels=running.channels)])
        started = 0

        def start() -> Worker:
            nonlocal started
            started += 1
            more = {"WIRE_CHANNELS": str(channels), "WIRE_PARTITIONS": "6"}
            command = [*WORKER, "--hops", "match,decide,deliver"]
            return Worker(variables(settings) | more, folder / f"worker-{started}.log", command)

        began = time.monotonic()
        workers = [start() for _ in range(plan.workers)]
        killer = Killer(plan.seed, start, workers)
        try:
            pushing = asyncio.create_task(_publish(settings, plan))
            for number in range(plan.kills):
                await asyncio.sleep(killer.pause(plan.pause))
                kind = await asyncio.to_thread(killer.strike)
                say(f"kill {number + 1} of {plan.kills}: {kind}")
            await pushing
            await _until_ended(settings, plan, running, say)
        finally:
            for worker in workers:
                await asyncio.to_thread(worker.terminate)
        account = await account_of(settings, plan, running)
        figures = {"kills_done": dict(killer.done), "seconds": round(time.monotonic() - began, 1)}
        return account, figures


async def _publish(settings: Settings, plan: AlertPlan) -> None:
    topic = TopicNames(settings.topic_prefix)(ENRICHED)
    sample = samples.enriched()
    async with producer(settings) as client:
        began = time.monotonic()
        for number in range(plan.alerts):
            await asyncio.sleep(max(0.0, began + number / plan.rate - time.monotonic()))
            wire = sample.wire.model_copy(update={"story_id": f"story-{number}"})
            value = sample.model_copy(update={"wire": wire}).to_json()
            event = CloudEvent(id=f"event-{number}", source="/chaos", type=ENRICHED_TYPE)
            key = wire.story_id.encode()
            await client.send(topic, value, key=key, headers=event.headers())
        await client.flush()


async def _until_ended(
    settings: Settings, plan: AlertPlan, running: Receivers, say: Callable[[str], None]
) -> None:
    wanted = plan.alerts * len(running.channels)
    async with asyncio.timeout(plan.limit):
        while True:
            states = Counter(it.state.value for it in await read_deliveries(settings))
            if states.total() >= wanted and not states["pending"]:
                return
            say(f"{dict(states)} of {wanted} deliveries")
            await asyncio.sleep(5)


async def account_of(settings: Settings, plan: AlertPlan, running: Receivers) -> AlertAccount:
    """Every alert at every receiver, beside what the topic says."""
    alerts = await read_alerts(settings, BEGINNING)
    deliveries = {it.key: it for it in await read_deliveries(settings)}
    found = AlertAccount(len(alerts), len(deliveries))
    stories = Counter(it.stories[0].story_id for it in alerts)
    found.missing = [it for n in range(plan.alerts) if (it := f"story-{n}") not in stories]
    found.unasked = [name for name, count in stories.items() if count > 1]
    for channel in running.channels:
        width = MAIL_ID if channel == "mail" else None
        keys = {delivery_key(it.id, channel): it for it in alerts}
        taken = Counter(running.taken(channel))
        found.repeats += taken.total() - len(taken)
        found.unasked += [it for it in taken if it not in {key[:width] for key in keys}]
        for key in keys:
            _judge(found, channel, deliveries.get(key), key, taken=key[:width] in taken)
    return found


def _judge(
    found: AlertAccount, channel: str, delivery: Delivery | None, key: str, *, taken: bool
) -> None:
    state = delivery.state if delivery else DeliveryState.PENDING
    if state is DeliveryState.PENDING:
        found.open.append(key)
    elif state is DeliveryState.DELIVERED and not taken:
        found.missing.append(key)
    elif delivery is not None and state is not DeliveryState.DELIVERED:
        found.failed[f"{channel} {delivery.code}"] += 1
        if taken:
            found.both.append(key)
        if delivery.code not in LOST.get(channel, set()) or not delivery.reason:
            found.reasons.append(key)


def main() -> int:
    """Run, print the figures, and fail where the law was broken."""
    parser = argparse.ArgumentParser(prog="make chaos-alerts", description=__doc__)
    parser.add_argument("--alerts", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    plan = AlertPlan(options.alerts, options.kills, options.seed)
    folder = Path(tempfile.mkdtemp(prefix="wire-chaos-"))

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    with EmbeddedBroker() as broker:
        account, figures = asyncio.run(chaos_of_alerts(broker.bootstrap, plan, folder, say))
    clean = not any(account.breaches.values())
    told = {"clean": clean, "alerts": account.alerts, "deliveries": account.deliveries}
    told |= {**account.breaches, "repeats": account.repeats, "failed": dict(account.failed)}
    print(json.dumps(told | figures))
    if not clean:
        say(f"the law is broken; the workers' logs are in {folder}")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
