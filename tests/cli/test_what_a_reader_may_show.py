"""A reader shows nothing of a killed story, tells of each kill once, and drops repeats."""

from aiokafka import ConsumerRecord

from schemas.wire import Signal
from stream.cli.standing import Seen
from stream.cli.where import where
from stream.engine.hop import Output
from tests.cli.enriched_records import output, version

TOPIC = "wire.enriched.v1"


def record(made: Output, offset: int = 0) -> "ConsumerRecord[bytes, bytes]":
    return ConsumerRecord(
        topic=made.topic,
        partition=0,
        offset=offset,
        timestamp=offset,
        timestamp_type=0,
        key=made.key,
        value=made.value,
        checksum=None,
        serialized_key_size=0,
        serialized_value_size=0,
        headers=tuple(made.headers),
    )


NEW = record(output(TOPIC, version("s1", 1, urgency=4), "e1"))
KILL = record(output(TOPIC, version("s1", 2, Signal.KILL, urgency=1), "e2"))
OTHER = record(output(TOPIC, version("s2", 1, urgency=1), "e3"))
TOMBSTONE = record(output("wire.latest.v1", version("s1", 2, Signal.KILL), "e2", tombstone=True))


def shown(seen: Seen, *batch: "ConsumerRecord[bytes, bytes]") -> list[tuple[str, str | None]]:
    return [(it.record.key.decode(), it.killed) for it in seen.read(batch)]


def test_a_story_that_stands_is_shown() -> None:
    assert shown(Seen([], stories=True), NEW, OTHER) == [("s1", None), ("s2", None)]


def test_a_kill_later_in_the_batch_counts_for_what_came_before() -> None:
    assert shown(Seen([], stories=True), NEW, KILL, OTHER) == [("s1", "s1"), ("s2", None)]


def test_a_tombstone_in_latest_keeps_an_older_record_from_being_shown() -> None:
    seen = Seen([], stories=True)
    seen.stands(TOMBSTONE)
    assert shown(seen, NEW) == [("s1", "s1")]


def test_a_kill_is_told_once() -> None:
    seen = Seen([], stories=True)
    assert shown(seen, NEW) == [("s1", None)]
    assert shown(seen, KILL) == [("s1", "s1")]
    assert shown(seen, record(output(TOPIC, version("s1", 3), "e4"))) == []


def test_kill_reaches_who_saw_the_story_whatever_they_asked_for() -> None:
    seen = Seen([where("urgency=4")], stories=True)
    assert shown(seen, NEW, OTHER) == [("s1", None)]
    assert shown(seen, KILL) == [("s1", "s1")]


def test_kill_of_a_story_that_nobody_asked_for_is_not_told() -> None:
    assert shown(Seen([where("urgency=2")], stories=True), KILL) == []


def test_an_event_that_comes_again_is_dropped() -> None:
    assert shown(Seen([], stories=True), NEW, NEW) == [("s1", None)]


def test_a_record_that_is_no_story_is_shown_as_a_bare_record() -> None:
    bare = record(Output(TOPIC, b"s9", b"no json", []))
    (one,) = Seen([], stories=True).read([bare])
    assert (one.event, one.killed) == (None, None)


def test_records_of_other_topics_know_no_kill() -> None:
    assert shown(Seen([], stories=False), NEW, KILL) == [("s1", None), ("s1", None)]
