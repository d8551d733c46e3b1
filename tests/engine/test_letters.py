"""A dead letter is the original record and its reason, and gives the original back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.cloudevents import CloudEvent, derived_id
from schemas.dead_letter import OWN_HEADERS, DeadLetter
from schemas.events import DEAD_LETTER_TYPE
from stream.engine.hop import Headers, Input
from stream.engine.jobs import Failure
from stream.engine.letters import dead_letter, original_headers
from stream.topics import BATCH_BYTES, INPUT_BATCH_BYTES

NAMES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["ce_id", "ce_source", "ce_type", "ce_specversion", "content-type"]),
    st.sampled_from(["traceparent", "wire_original_ce_id", "wire_original_", "wire_version"]),
    st.sampled_from(sorted(OWN_HEADERS)),
)
HEADERS = st.lists(st.tuples(NAMES, st.binary(max_size=12)), max_size=8).map(tuple)
FAILURE = Failure("bad_story", "the record has no headline", 2)


def taken(headers: Headers = (), **changed: object) -> Input:
    fields = {"timestamp_ms": 1_936_000_000_123, "key": b"key", "value": b"\x00\xffbytes"}
    return Input("wire.raw.v1", 3, 41, headers=headers, **(fields | changed))  # type: ignore[arg-type]


@given(
    st.binary(max_size=200),
    st.none() | st.binary(max_size=20),
    st.integers(0, 2**53),
    HEADERS,
)
def test_bytes_key_and_timestamp_are_kept(
    value: bytes, key: bytes | None, timestamp: int, headers: Headers
) -> None:
    record = taken(headers, value=value, key=key, timestamp_ms=timestamp)
    letter = dead_letter("intake", "wire.dead-letters.v1", record, FAILURE)
    assert letter.topic == "wire.dead-letters.v1"
    assert (letter.value, letter.key, letter.timestamp_ms) == (value, key, timestamp)


@given(HEADERS)
@example((("wire_original_ce_id", b"theirs"), ("ce_id", b"ours")))
def test_the_original_headers_come_back_as_they_were(headers: Headers) -> None:
    letter = dead_letter("intake", "letters", taken(headers), FAILURE)
    assert tuple(original_headers(list(letter.headers))) == headers


@given(HEADERS)
def test_the_reason_is_ours_whatever_the_headers_pretend(headers: Headers) -> None:
    record = taken(headers)
    letter = dead_letter("enrich", "letters", record, FAILURE)
    read = DeadLetter.from_headers(letter.headers)
    assert (read.code, read.message, read.ordinal) == ("bad_story", FAILURE.message, 2)
    assert (read.hop, read.topic, read.partition, read.offset) == ("enrich", "wire.raw.v1", 3, 41)
    assert read.origin_id == record.ce_id
    event = CloudEvent.from_headers(letter.headers)
    assert event is not None
    assert (event.id, event.type) == (derived_id("enrich", record.ce_id, 2), DEAD_LETTER_TYPE)
    assert event.time == read.time


@given(HEADERS)
def test_a_letter_of_a_letter_still_gives_its_own_record_back(headers: Headers) -> None:
    first = dead_letter("intake", "letters", taken(headers), FAILURE)
    again = dead_letter("enrich", "letters", taken(tuple(first.headers)), FAILURE)
    assert original_headers(list(again.headers)) == list(first.headers)


def test_an_input_without_items_has_no_ordinal() -> None:
    letter = dead_letter("intake", "letters", taken(), Failure("empty", "there is nothing"))
    assert DeadLetter.from_headers(letter.headers).ordinal is None


def test_a_record_without_a_timestamp_gets_one_from_kafka() -> None:
    assert dead_letter("intake", "letters", taken(timestamp_ms=-1), FAILURE).timestamp_ms is None


@pytest.mark.parametrize("hop", ["intake", "enrich"])
def test_a_redelivery_makes_the_same_letter(hop: str) -> None:
    ids = {dict(dead_letter(hop, "letters", taken(), FAILURE).headers)["ce_id"] for _ in range(2)}
    assert len(ids) == 1


def test_a_letter_fits_its_topic_however_many_headers_the_input_had() -> None:
    headers = tuple((f"ce_{it}", b"") for it in range(200_000))
    letter = dead_letter("intake", "letters", taken(headers), FAILURE)
    size = sum(len(name) + len(value) + 10 for name, value in letter.headers)
    assert size < BATCH_BYTES - INPUT_BATCH_BYTES
    dropped = int(dict(letter.headers)["wire_headers_dropped"])
    kept = sum(name.startswith("wire_original_ce_") for name, _ in letter.headers)
    assert kept + dropped == len(headers)
