"""Replay of dead letters: the original bytes back onto the topic of inputs, once unless asked.

A letter is listed without its bytes: there may be thousands of up to 32 MiB. What was replayed is
told by a marker beside the letters, written after the broker acknowledged the replay. A crash
between the two repeats the replay with the same `ce_id`, so consumers know it for a repeat.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from pydantic import ValidationError

from schemas.cloudevents import CloudEvent, derived_id, replay_id, text_headers
from schemas.dead_letter import DeadLetter
from schemas.events import DEAD_LETTER_TYPE, RAW_TYPE, REPLAYED_TYPE
from schemas.raw import ONLY_ORDINAL
from stream.broker.clients import producer, reader
from stream.broker.reading import read_to_end
from stream.engine.hop import Output
from stream.engine.letters import original_headers
from stream.engine.publisher import Publisher
from stream.errors import BrokerError
from stream.settings import Settings
from stream.topics import DEAD_LETTERS, RAW, TopicNames

REPLAY_OF, ATTEMPT = "wire_replay_of", "wire_attempt"
SOURCE = "/wirestream/replay"
FETCH_MS = 20_000


@dataclass(frozen=True)
class Letter:
    """One dead letter as it stands in its topic, without its bytes. `replays` counts from 0."""

    id: str
    about: DeadLetter
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    size: int
    replays: int = 0


async def read_letters(settings: Settings) -> list[Letter]:
    """Every letter, each once, in the order in which they were given up."""
    found: dict[str, Letter] = {}
    replays: Counter[str] = Counter()
    topic = TopicNames(settings.topic_prefix)(DEAD_LETTERS)
    async for record in read_to_end(settings, topic):
        event = CloudEvent.from_headers(record.headers)
        if event is None:
            continue
        if event.type == REPLAYED_TYPE:
            letter, attempt = _marked(record)
            replays[letter] = max(replays[letter], attempt)
        elif event.type == DEAD_LETTER_TYPE and event.id not in found:
            found |= {it.id: it for it in _letter(event.id, record)}
    letters = (replace(it, replays=replays[it.id]) for it in found.values())
    return sorted(letters, key=lambda it: it.about.time)


async def fetch(settings: Settings, letters: Sequence[Letter]) -> "list[tuple[Letter, bytes]]":
    """The original bytes of these letters. Raises BrokerError where one is gone."""
    async with reader(settings) as consumer:
        return [(it, await _fetch_one(settings, consumer, it)) for it in letters]


async def replay(settings: Settings, letters: Iterable[Letter]) -> int:
    """Put them back, one after the other, each marked when the broker has it; gives how many."""
    count = 0
    async with reader(settings) as consumer, producer(settings) as client:
        publisher = Publisher(client, settings.publish_seconds)
        for letter in letters:
            value = await _fetch_one(settings, consumer, letter)
            for output in (replayed(settings, letter, value), marker(settings, letter)):
                await publisher.acknowledged(await publisher.enqueue(output))
            count += 1
    return count


def replayed(settings: Settings, letter: Letter, value: bytes) -> Output:
    """The input anew: original bytes, key and headers, a CloudEvent of its own."""
    kept = [
        (name, given)
        for name, given in original_headers(list(letter.headers))
        if not name.startswith("ce_") and name not in {REPLAY_OF, ONLY_ORDINAL}
    ]
    event = CloudEvent(
        id=replay_id(letter.id, letter.replays + 1),
        source=SOURCE,
        type=RAW_TYPE,
        time=datetime.now(UTC),
    )
    headers = [*kept, *event.headers(), (REPLAY_OF, letter.id.encode())]
    if letter.about.ordinal is not None:
        headers.append((ONLY_ORDINAL, str(letter.about.ordinal).encode()))
    topic = TopicNames(settings.topic_prefix)(RAW)
    return Output(topic, letter.key, value, headers, _timestamp(letter))


def marker(settings: Settings, letter: Letter) -> Output:
    """Says beside the letters that this one was replayed, and how often."""
    attempt = letter.replays + 1
    event = CloudEvent(
        id=derived_id("replay", letter.id, attempt),
        source=SOURCE,
        type=REPLAYED_TYPE,
        time=datetime.now(UTC),
    )
    said = [(REPLAY_OF, letter.id.encode()), (ATTEMPT, str(attempt).encode())]
    topic = TopicNames(settings.topic_prefix)(DEAD_LETTERS)
    # Empty, not absent: a client refuses a record with neither key nor value.
    return Output(topic, letter.key, b"", [*event.headers(), *said])


def _letter(ce_id: str, record: ConsumerRecord) -> "list[Letter]":
    """The letter, or none where its headers aren't ours."""
    try:
        about = DeadLetter.from_headers(record.headers)
    except ValidationError:
        return []
    headers = tuple((name, value or b"") for name, value in record.headers)
    place = record.partition, record.offset, record.timestamp
    return [Letter(ce_id, about, *place, record.key, headers, len(record.value or b""))]


def _marked(record: ConsumerRecord) -> tuple[str, int]:
    found = text_headers(record.headers)
    attempt = found.get(ATTEMPT, "")
    return found.get(REPLAY_OF, ""), int(attempt) if attempt.isdecimal() else 1


def _timestamp(letter: Letter) -> int | None:
    """The original's, since a story's day may hang on it; now where its retention is near."""
    kept = timedelta(days=(RAW.retention_days or 0) / 2)
    young = letter.timestamp_ms > (datetime.now(UTC) - kept).timestamp() * 1000
    return letter.timestamp_ms if young else None


async def _fetch_one(settings: Settings, consumer: AIOKafkaConsumer, letter: Letter) -> bytes:
    topic = TopicNames(settings.topic_prefix)(DEAD_LETTERS)
    place = TopicPartition(topic, letter.partition)
    consumer.assign([place])
    consumer.seek(place, letter.offset)
    found = await consumer.getmany(place, timeout_ms=FETCH_MS, max_records=1)
    for record in found.get(place, ()):
        if record.offset == letter.offset:
            return record.value or b""
    raise BrokerError(f"dead letter {letter.id[:12]} can't be read any more: its retention ended?")
