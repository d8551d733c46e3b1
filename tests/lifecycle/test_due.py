"""The record that says that a story's time has come: made by us, read as if by anybody."""

import time

import pytest

from schemas.cloudevents import CloudEvent
from schemas.events import DUE_TYPE
from stream.agents.outputs import due_record
from stream.agents.versions import moment_of
from stream.lifecycle.pending import Pending
from stream.topics import ENRICHED, URGENT, TopicNames
from tests.lifecycle.desk import Desk


@pytest.mark.parametrize("header", ["", "soon", "nan", "inf", "-1", "0", "1e999"])
def test_a_moment_that_is_none_is_no_error(header: str) -> None:
    assert moment_of(header) is None


def test_a_moment_is_seconds() -> None:
    assert moment_of("1700000000.5") == 1_700_000_000.5


async def test_a_record_with_a_bad_moment_releases_what_is_due_and_nothing_else(desk: Desk) -> None:
    await desk.come(body="A came.", until=time.time() + 3600)
    headers = CloudEvent(id="d1", source="/somebody", type=DUE_TYPE).headers()
    await desk._take(desk.names(URGENT), b"{}", [*headers, ("wire_due", b"soon")])
    assert await desk.texts(ENRICHED) == []


@pytest.mark.parametrize("backfill", [False, True])
def test_a_story_of_an_archive_is_released_as_one(*, backfill: bool) -> None:
    pending = Pending("e1", until=5.0, backfill=backfill)
    assert Pending.from_header(pending.to_header().decode()) == pending
    record = due_record(TopicNames(""), b"s1", pending)
    assert ("wire_backfill" in dict(record.headers)) is backfill


async def test_what_an_embargo_held_back_of_an_archive_comes_out_marked(desk: Desk) -> None:
    until = time.time() + 0.2
    await desk.come(body="A came.", until=until, backfill=True)
    await desk.tick_at(until)
    (record,) = await desk.records(ENRICHED)
    assert dict(record.headers)["wire_backfill"] == b"1"
