"""Poison: each bad story is a dead letter with its own code; its neighbours don't notice."""

import asyncio
import json
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiokafka import ConsumerRecord

from bench.texts import text
from schemas.cloudevents import text_headers
from schemas.dead_letter import DeadLetter
from stream.app import HOPS
from stream.broker.admin import create_topics
from stream.broker.reading import read_to_end
from stream.settings import Settings
from stream.topics import DEAD_LETTERS, ENRICHED, RECORD_BYTES, Topic, TopicNames
from tests.brokers import Broker
from tests.chaos.run import push, variables
from tests.chaos.stories import Push
from tests.chaos.workers import Worker
from tests.e2e.poisoned_hop import DIE, HANG

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<nitf><body>&b;</body></nitf>"""

POISON = {
    "timed_out": HANG,
    "child_died": DIE,
    "too_large": b"x" * 20 * 1024 * 1024,
    "empty": b"",
    "not_text": b"LISBON (CHX) -- A story in \x81\x8d\x90 bytes that no character set explains.",
    "too_deep": b'{"id": "deep", "body": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "unsafe_xml": BOMB,
}
LIMIT_S = 150


def poison(code: str) -> Push:
    value = POISON[code]
    if code in {"timed_out", "child_died"}:
        value = simple(code, f"{text(random.Random(7))} {value.decode()}")
    return Push(f"poison-{code}", value, 0)


def simple(name: str, body: str) -> bytes:
    return json.dumps({"id": name, "source": "CHX", "body": body}).encode()


async def ids(settings: Settings, topic: Topic) -> list[dict[str, str]]:
    name = TopicNames(settings.topic_prefix)(topic)
    return [dict(text_headers(it.headers)) async for it in read_to_end(settings, name)]


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_each_poison_is_a_dead_letter_and_its_neighbours_are_enriched(
    broker: Broker, prefix: str, tmp_path: Path
) -> None:
    settings = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix)
    await create_topics(settings)
    rng = random.Random(7)
    made = []
    for code in POISON:
        made += [Push(f"good-{code}-{it}", simple(f"{code}-{it}", text(rng)), 1) for it in range(8)]
        made.insert(-4, poison(code))
    good = [it for it in made if it.items]
    await push(settings, made)
    log = tmp_path / "worker.log"
    quick = variables(settings) | {"WIRE_STORY_SECONDS": "4"}
    worker = Worker(quick, log, ["tests.e2e.poisoned_worker"])
    try:
        async with asyncio.timeout(LIMIT_S):
            while len(await ids(settings, ENRICHED)) < len(good):
                await asyncio.sleep(1)
            while len(await ids(settings, DEAD_LETTERS)) < len(POISON):
                await asyncio.sleep(1)
        assert worker.process.poll() is None
        assert len(worker.hops()) == len(HOPS)
        assert " starts again " not in log.read_text()
    finally:
        status = worker.terminate()
    assert status == 0
    letters = [DeadLetter.from_headers(list(it.headers)) async for it in _letters(settings)]
    assert sorted(it.code for it in letters) == sorted(POISON)
    assert all(it.message for it in letters)


async def test_a_dead_letter_holds_the_original_bytes_key_and_headers(
    broker: Broker, prefix: str, tmp_path: Path
) -> None:
    settings = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix)
    await create_topics(settings)
    largest = bytes(RECORD_BYTES)
    await push(settings, [Push("broken", POISON["not_text"], 0), Push("largest", largest, 0)])
    only_intake = variables(settings)
    worker = Worker(
        only_intake, tmp_path / "log", ["stream.cli.main", "worker", "--hops", "intake"]
    )
    try:
        async with asyncio.timeout(60):
            while len(await ids(settings, DEAD_LETTERS)) < 2:
                await asyncio.sleep(0.5)
    finally:
        worker.terminate()
    letters = {it.key: it async for it in _letters(settings)}
    assert letters[b"broken"].value == POISON["not_text"]
    assert letters[b"largest"].value == largest
    for key, letter in letters.items():
        assert DeadLetter.from_headers(list(letter.headers)).origin_id == key.decode()


def _letters(settings: Settings) -> AsyncIterator[ConsumerRecord]:
    return read_to_end(settings, TopicNames(settings.topic_prefix)(DEAD_LETTERS))
