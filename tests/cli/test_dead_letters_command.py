"""Dead letters are listed, shown byte for byte, and replayed once unless asked."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiokafka import ConsumerRecord

from schemas.cloudevents import CloudEvent, replay_id, text_headers
from schemas.dead_letter import DeadLetter
from schemas.events import RAW_TYPE, STORY_CONTENT_TYPE
from stream.broker.reading import read_to_end
from stream.engine.hop import Input
from stream.engine.jobs import Failure
from stream.engine.letters import dead_letter
from stream.engine.replay import Letter, replayed
from stream.settings import Settings
from stream.topics import DEAD_LETTERS, RAW, TopicNames
from tests.cli.conftest import Ran, Run, publish

SOME = Letter(
    id="letter",
    about=DeadLetter(
        code="empty",
        message="no bytes",
        hop="intake",
        topic="wire.raw.v1",
        partition=0,
        offset=0,
        time=datetime(2031, 5, 6, tzinfo=UTC),
        origin_id="sent",
    ),
    partition=0,
    offset=0,
    timestamp_ms=0,
    key=None,
    headers=(),
    size=0,
)
BYTES = b"\x00\xffferry, in no charset at all\n"


def raw_records(chosen: Settings) -> "list[ConsumerRecord[bytes, bytes]]":
    async def read() -> "list[ConsumerRecord[bytes, bytes]]":
        return [it async for it in read_to_end(chosen, TopicNames(chosen.topic_prefix)(RAW))]

    return asyncio.run(read())


@pytest.fixture
def letters(cluster: Settings) -> list[str]:
    """Two letters of intake and one of enrich; their ids."""
    topic = TopicNames(cluster.topic_prefix)(DEAD_LETTERS)
    event = CloudEvent(id="sent-1", source="/agency", type="org.example.story").headers()
    sent = (*event, ("content-type", b"text/plain"), ("x-desk", b"markets"))
    first = Input("wire.raw.v1", 0, 7, 1_700_000_000_000, b"ferry.txt", BYTES, sent)
    second = Input("wire.raw.v1", 1, 3, 1_700_000_000_000, None, b"", ())
    kept = (("content-type", STORY_CONTENT_TYPE.encode()),)
    third = Input("wire.stories.v1", 1, 9, 1_700_000_000_000, b"s1", b"{}", kept)
    made = [
        dead_letter("intake", topic, first, Failure("not_text", "no charset fits")),
        dead_letter("intake", topic, second, Failure("empty", "no bytes")),
        dead_letter("enrich", topic, third, Failure("bad_story", "no story of ours")),
    ]
    publish(cluster, made)
    return [text_headers(it.headers)["ce_id"] for it in made]


def listed(ran: Ran) -> dict[str, dict[str, object]]:
    assert ran.status == 0, ran.said
    return {it["id"]: it for it in map(json.loads, ran.out.splitlines())}


def test_letters_are_listed_with_their_reason_and_never_their_bytes(
    wire: Run, letters: list[str]
) -> None:
    ran = wire("dead-letters", "list", "--json")
    found = listed(ran)
    assert set(found) == set(letters)
    assert found[letters[0]]["code"] == "not_text"
    assert found[letters[0]]["key"] == "ferry.txt"
    assert found[letters[1]]["replays"] == 0
    assert "charset at all" not in ran.out
    assert set(listed(wire("dead-letters", "list", "--json", "--code", "empty"))) == {letters[1]}
    assert listed(wire("dead-letters", "list", "--json", "--since", "2999-01-01T00:00:00Z")) == {}
    assert set(listed(wire("dead-letters", "list", "--json", "--since", "1h"))) == set(letters)


def test_show_gives_the_original_bytes(wire: Run, letters: list[str]) -> None:
    assert wire("dead-letters", "show", letters[0][:16], "--value").raw == BYTES
    shown = json.loads(wire("dead-letters", "show", letters[0][:16], "--json").out)
    assert shown["id"] == letters[0]
    assert "no charset fits" in wire("dead-letters", "show", letters[0]).out


def test_an_id_that_fits_none_or_several_is_refused(wire: Run, letters: list[str]) -> None:
    assert "no dead letter begins with 'zz'" in wire("dead-letters", "show", "zz").said
    assert "3 dead letters begin" in wire("dead-letters", "show", "").said


def test_replay_restores_bytes_key_and_headers_under_a_new_id(
    wire: Run, cluster: Settings, letters: list[str]
) -> None:
    assert wire("dead-letters", "replay", letters[0]).status == 0
    (record,) = raw_records(cluster)
    headers = text_headers(record.headers)
    event = CloudEvent.from_headers(record.headers)
    assert (record.key, record.value) == (b"ferry.txt", BYTES)
    assert event is not None
    assert (event.id, event.type) == (replay_id(letters[0], 1), RAW_TYPE)
    assert headers["content-type"] == "text/plain"
    assert headers["x-desk"] == "markets"
    assert headers["wire_replay_of"] == letters[0]
    assert not [name for name in headers if name.startswith("wire_") and name != "wire_replay_of"]


def test_a_letter_is_replayed_once_unless_asked_again(
    wire: Run, cluster: Settings, letters: list[str]
) -> None:
    first = json.loads(wire("dead-letters", "replay", "--all", "--json").out)
    assert set(first["replayed"]) == set(letters)
    second = json.loads(wire("dead-letters", "replay", "--all", "--json").out)
    assert second == {"replayed": [], "would_replay": [], "replayed_before": 3}
    again = wire("dead-letters", "replay", letters[0], "--again", "--json")
    assert json.loads(again.out)["replayed"] == [letters[0]]
    found = listed(wire("dead-letters", "list", "--json"))
    assert {it: found[it]["replays"] for it in letters} == dict(
        zip(letters, (2, 1, 1), strict=True)
    )
    ids = [text_headers(it.headers)["ce_id"] for it in raw_records(cluster)]
    assert set(ids) == {*(replay_id(it, 1) for it in letters), replay_id(letters[0], 2)}
    assert len(ids) == 4


def test_the_time_is_kept_unless_the_input_would_be_removed_unread() -> None:
    now = datetime.now(UTC).timestamp() * 1000
    young, old = round(now) - 60_000, round(now) - 6 * 24 * 60 * 60 * 1000
    made = [replace(SOME, timestamp_ms=it) for it in (young, old)]
    assert [replayed(Settings(), it, b"").timestamp_ms for it in made] == [young, None]


def test_a_letter_that_fails_again_is_told_of_its_last_replay_only() -> None:
    again = replace(SOME, headers=(("wire_replay_of", b"before"), ("x-desk", b"markets")))
    headers = replayed(Settings(), again, b"").headers
    assert [value for name, value in headers if name == "wire_replay_of"] == [b"letter"]
    assert ("x-desk", b"markets") in headers


def test_of_several_stories_only_the_one_that_failed_is_replayed() -> None:
    third = replace(SOME, about=SOME.about.model_copy(update={"ordinal": 2}))
    assert ("wire_only_ordinal", b"2") in replayed(Settings(), third, b"").headers
    assert "wire_only_ordinal" not in dict(replayed(Settings(), SOME, b"").headers)


def test_a_replayed_story_of_ours_keeps_its_content_type(
    wire: Run, cluster: Settings, letters: list[str]
) -> None:
    assert wire("dead-letters", "replay", "--code", "bad_story").status == 0
    (record,) = raw_records(cluster)
    assert text_headers(record.headers)["content-type"] == STORY_CONTENT_TYPE


def test_a_dry_run_sends_nothing(wire: Run, cluster: Settings, letters: list[str]) -> None:
    ran = wire("dead-letters", "replay", "--all", "--dry-run", "--json")
    said = json.loads(ran.out)
    assert set(said["would_replay"]) == set(letters)
    assert said["replayed"] == []
    assert raw_records(cluster) == []


@pytest.mark.parametrize("arguments", [[], ["--all", "--code", "empty"], ["abc", "--all"]])
def test_replay_wants_to_know_which(wire: Run, arguments: list[str]) -> None:
    ran = wire("dead-letters", "replay", *arguments)
    assert ran.status == 2
    assert "say which" in ran.said


def test_letters_of_the_hops_for_alerts_stay(cluster: Settings, wire: Run) -> None:
    taken = Input("wire.enriched.v1", 0, 7, 1_700_000_000_000, b"story", b"{}", ())
    letter = dead_letter(
        "match",
        TopicNames(cluster.topic_prefix)(DEAD_LETTERS),
        taken,
        Failure("bad_story", "the record is no enriched story of ours"),
    )
    publish(cluster, [letter])
    ran = wire("dead-letters", "replay", "--all", "--json")
    assert json.loads(ran.out)["replayed"] == []
    assert "1 of match, decide, deliver stay" in ran.err
    assert raw_records(cluster) == []
