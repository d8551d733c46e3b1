"""CloudEvents headers go round, and ids are made by a law that joins no two events."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from schemas.cloudevents import (
    CloudEvent,
    derived_id,
    raw_id,
    replay_id,
    shadow_id,
    text_headers,
)
from schemas.publish import FOLDER

HOPS = st.sampled_from(["intake", "enrich", "alerts"])
TOPICS = st.from_regex(r"[a-z0-9._-]{0,8}wire\.[a-z.]{1,12}\.v1", fullmatch=True)
COUNTS = st.integers(0, 2**63 - 1)
CALLS = st.one_of(
    st.tuples(st.just(raw_id), TOPICS, COUNTS, COUNTS),
    st.tuples(st.just(derived_id), HOPS, st.text(min_size=1), COUNTS),
    st.tuples(st.just(replay_id), st.text(min_size=1), COUNTS),
    st.tuples(st.just(shadow_id), HOPS, st.text(min_size=1), COUNTS, st.text(min_size=1)),
)

ZONES = st.integers(-14 * 4, 14 * 4).map(
    lambda quarters: timezone(timedelta(minutes=15 * quarters))
)
# headers carry milliseconds
MOMENTS = st.builds(
    lambda ms, zone: (datetime(1970, 1, 2, tzinfo=UTC) + timedelta(milliseconds=ms)).astimezone(
        zone
    ),
    st.integers(0, 7_000_000_000_000),
    ZONES,
)
EVENTS = st.builds(
    CloudEvent,
    id=st.text(min_size=1, max_size=512),
    source=st.text(min_size=1, max_size=99),
    type=st.text(min_size=1, max_size=99),
    time=st.none() | MOMENTS,
    dataschema=st.none() | st.text(max_size=99),
)
WHOLE = CloudEvent(id="7", source="urn:halden", type="org.wirestream.story.raw.v1").headers()


@given(CALLS)
def test_the_same_parts_give_the_same_id(call: tuple) -> None:
    make, *parts = call
    assert make(*parts) == make(*parts)
    assert len(make(*parts)) == 64


@given(CALLS, CALLS)
def test_no_two_events_share_an_id(one: tuple, other: tuple) -> None:
    assume(one != other)
    (make, *parts), (make_other, *parts_other) = one, other
    assert make(*parts) != make_other(*parts_other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (derived_id("intake", "1", 11), derived_id("intake", "11", 1)),
        (derived_id("intake", "1\n1", 1), derived_id("intake", "1", 1)),
        (raw_id("wire.raw.v1", 1, 23), raw_id("wire.raw.v1", 12, 3)),
        (replay_id("1", 11), replay_id("11", 1)),
        (replay_id("1\n1", 1), replay_id("1", 1)),
    ],
)
def test_parts_that_read_alike_when_joined_stay_apart(one: str, other: str) -> None:
    assert one != other


def test_an_id_never_changes_from_one_version_of_the_software_to_the_next() -> None:
    # sha256 of "11:wire.raw.v1" "1:3" "2:42": each part led by its length
    assert raw_id("wire.raw.v1", 3, 42) == (
        "142f2d75ea896caf0a2d1a04e8b1a263b40306bbae72e36da6c6bc4cc2f59c77"
    )


@given(EVENTS)
def test_an_event_goes_round_its_headers(event: CloudEvent) -> None:
    assert CloudEvent.from_headers(event.headers()) == event


@given(EVENTS)
def test_the_headers_are_valid_by_the_published_schema(event: CloudEvent) -> None:
    schema = json.loads((FOLDER / "cloudevent-headers.v1.json").read_text())
    checker = Draft202012Validator.FORMAT_CHECKER
    found = {name: value.decode() for name, value in event.headers()}
    Draft202012Validator(schema, format_checker=checker).validate(found)


@pytest.mark.parametrize("name", ["ce_id", "ce_source", "ce_type", "ce_specversion"])
def test_without_a_required_attribute_it_is_no_event(name: str) -> None:
    assert CloudEvent.from_headers(WHOLE) is not None
    assert CloudEvent.from_headers([pair for pair in WHOLE if pair[0] != name]) is None


@pytest.mark.parametrize(
    "bad",
    [
        ("ce_id", b""),
        ("ce_id", b"\xff"),
        ("ce_id", None),
        ("ce_id", b"x" * 513),
        ("ce_specversion", b"0.3"),
        ("ce_time", b"2031-05-06T12:00:00"),
        ("ce_time", b"noon"),
    ],
)
def test_a_bad_attribute_makes_it_no_event(bad: tuple[str, bytes | None]) -> None:
    rest = [pair for pair in WHOLE if pair[0] != bad[0]]
    assert CloudEvent.from_headers([*rest, bad]) is None


def test_other_headers_do_no_harm() -> None:
    others = [("traceparent", b"00-ab"), ("x", None), ("y", b"\xff"), ("ce_extension", b"1")]
    assert CloudEvent.from_headers([*others, *WHOLE]) == CloudEvent.from_headers(WHOLE)


def test_where_a_header_comes_twice_the_first_stands() -> None:
    assert text_headers([("a", b"1"), ("a", b"2")]) == {"a": "1"}


def test_time_is_written_in_rfc_3339_with_utc_as_z() -> None:
    moment = datetime(2031, 5, 6, 12, tzinfo=UTC)
    event = CloudEvent(id="7", source="s", type="t", time=moment)
    assert ("ce_time", b"2031-05-06T12:00:00.000Z") in event.headers()
