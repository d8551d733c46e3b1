"""From a rule to a webhook: real workers, the embedded broker, a receiver on loopback."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.cloudevents import CloudEvent
from schemas.events import ENRICHED_TYPE, EnrichedStory
from schemas.rule import Rule
from schemas.wire import Signal
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.cli.rule_topic import remove_rules, write_rules
from stream.delivery.signing import holds
from stream.lifecycle.notice import notice
from stream.settings import Settings
from stream.topics import ENRICHED, TopicNames
from tests.brokers import Broker
from tests.chaos.run import variables
from tests.chaos.workers import WORKER, Worker
from tests.delivery.receivers import Receiver
from tests.schemas import samples

SECRET = "a secret that nobody knows"
HOPS = "match,decide,deliver"


def version(number: int, signal: Signal = Signal.UPDATE, **story: Any) -> EnrichedStory:
    found = samples.enriched()
    wire = found.wire.model_copy(update={"version": number, "signal": signal})
    changed = found.model_copy(update={"wire": wire, "story": found.story.model_copy(update=story)})
    return notice(changed) if signal.ends_story else changed


async def publish(settings: Settings, *events: EnrichedStory, **headers: str) -> None:
    topic = TopicNames(settings.topic_prefix)(ENRICHED)
    async with producer(settings) as client:
        for it in events:
            name = f"{it.wire.story_id} {it.wire.version} {it.wire.signal}"
            event = CloudEvent(id=name, source="/test", type=ENRICHED_TYPE)
            said = [("wire_signal", it.wire.signal.value.encode())]
            more = [(name, value.encode()) for name, value in headers.items()]
            await client.send_and_wait(
                topic,
                it.to_json(),
                key=it.wire.story_id.encode(),
                headers=[*event.headers(), *said, *more],
            )


async def until(holds_now: Callable[[], bool], seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds_now():
            await asyncio.sleep(0.02)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    with Receiver() as running:
        yield running


@pytest.fixture
def settings(tansu: Broker, prefix: str, tmp_path: Path, receiver: Receiver) -> Settings:
    channels = tmp_path / "channels.toml"
    channels.write_text(
        f'[desk]\nkind = "webhook"\nurl = "{receiver.url}"\nsecret = "{SECRET}"\n'
        "allow_private = true\n"
    )
    return Settings(
        bootstrap=tansu.bootstrap,
        topic_prefix=prefix,
        partitions=3,
        metrics_port=0,
        channels=channels,
    )


def worker(settings: Settings, log: Path) -> Worker:
    more = {"WIRE_CHANNELS": str(settings.channels), "WIRE_PARTITIONS": "3"}
    return Worker(variables(settings) | more, log, [*WORKER, "--hops", HOPS])


@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_a_rule_added_while_workers_run_tells_once_and_tells_of_the_kill(
    settings: Settings, receiver: Receiver, tmp_path: Path
) -> None:
    await create_topics(settings)
    running = worker(settings, tmp_path / "worker.log")
    try:
        first = Rule(id="ferries", query="ferry", channels=["desk"])
        await write_rules(settings, [first, Rule(id="broken", query="topic:ferries")])
        await publish(settings, version(1, Signal.NEW))
        await until(lambda: len(receiver.taken) == 1, 90)
        told = receiver.taken[0]
        assert holds(SECRET, told.headers, told.body, float(told.headers["webhook-timestamp"]))
        assert not holds(
            SECRET, told.headers, told.body + b" ", float(told.headers["webhook-timestamp"])
        )
        assert told.alert["kind"] == "match"
        assert told.alert["rule"] == {"id": "ferries", "query": "ferry"}
        story = told.alert["stories"][0]
        marked = [
            it["text"][start:end] for it in story["sentences"] for start, end in it["highlights"]
        ]
        assert "ferries" in marked
        assert story["why"] == ["text:ferry"]

        # The same again, and an update that says nothing new, are told to nobody.
        await publish(settings, version(1, Signal.NEW), version(2))
        corrected = version(3, Signal.CORRECTION, headline="Brassica Lines buys trains")
        await publish(settings, corrected, version(4, Signal.KILL))
        await until(lambda: len(receiver.taken) == 3)
        kinds = [it.alert["kind"] for it in receiver.taken]
        assert kinds == ["match", "corrected", "killed"]
        assert {it.alert.get("follows") for it in receiver.taken[1:]} == {told.alert["id"]}
        killed = receiver.taken[2].alert["stories"][0]
        assert (killed["sentences"], killed.get("headline")) == ([], None)

        # A new rule counts at once, one that was removed no more, and an archive is told to nobody.
        await write_rules(settings, [Rule(id="second", query="ferry", channels=["desk"])])
        await remove_rules(settings, ["ferries"], "test")
        await asyncio.sleep(1.0)
        other = version(1, Signal.NEW)
        moved = {it: other.wire.model_copy(update={"story_id": it}) for it in ("old", "other")}
        old, new = (other.model_copy(update={"wire": moved[it]}) for it in ("old", "other"))
        await publish(settings, old, wire_backfill="1")
        await publish(settings, new)
        await until(lambda: len(receiver.taken) == 4)
        last = receiver.taken[3].alert
        assert (last["rule"]["id"], last["stories"][0]["story_id"]) == ("second", "other")
    finally:
        running.terminate()
    log = (tmp_path / "worker.log").read_text()
    assert "rule broken is refused: no Media Topic is called 'ferries'" in log
    assert SECRET not in log
