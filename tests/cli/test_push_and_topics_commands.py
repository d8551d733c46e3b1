"""`wire push`, `wire topics` and `wire doctor` against brokers."""

import asyncio
import json
from pathlib import Path

import pytest
from aiokafka import ConsumerRecord

from schemas.cloudevents import CloudEvent, text_headers
from schemas.events import RAW_TYPE
from stream.broker.reading import read_to_end
from stream.settings import Settings
from stream.topics import ALL, RAW
from tests.cli.conftest import Run


def raw(chosen: Settings) -> "list[ConsumerRecord[bytes, bytes]]":
    async def read() -> "list[ConsumerRecord[bytes, bytes]]":
        return [it async for it in read_to_end(chosen, f"{chosen.topic_prefix}{RAW.name}")]

    return asyncio.run(read())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "stories"
    (inside / "more").mkdir(parents=True)
    (inside / ".hidden").mkdir()
    for name in ("b.txt", "a.json", "README.md", ".secret.txt", "more/c.xml", ".hidden/d.txt"):
        (inside / name).write_bytes(b"ferry \x96 " + name.encode())
    return inside


def test_push_sends_a_folder_s_files_as_they_are(
    wire: Run, cluster: Settings, folder: Path
) -> None:
    ran = wire("push", folder, "--json")
    assert ran.status == 0, ran.said
    records = {text_headers(it.headers)["wire_file"]: it for it in raw(cluster)}
    said = json.loads(ran.out)
    assert (said["pushed"], said["refused"]) == (3, [])
    assert said["bytes"] == sum(len(it.value) for it in records.values())
    assert set(records) == {"a.json", "b.txt", "c.xml"}
    assert records["b.txt"].value == b"ferry \x96 b.txt"
    types = {key: text_headers(it.headers).get("content-type") for key, it in records.items()}
    assert types == {"a.json": "application/json", "b.txt": "text/plain", "c.xml": None}


def test_the_files_of_one_feed_stay_in_order(wire: Run, cluster: Settings, folder: Path) -> None:
    assert wire("push", folder, "--repeat", "4", "--feed", "agency").status == 0
    records = raw(cluster)
    assert {(it.key, it.partition) for it in records} == {(b"agency", records[0].partition)}
    names = [
        text_headers(it.headers)["wire_file"] for it in sorted(records, key=lambda r: r.offset)
    ]
    assert names == ["a.json", "b.txt", "c.xml"] * 4


def test_each_pushed_record_is_a_cloud_event_of_its_own(
    wire: Run, cluster: Settings, folder: Path
) -> None:
    assert wire("push", folder / "b.txt", "--repeat", "3").status == 0
    events = [CloudEvent.from_headers(it.headers) for it in raw(cluster)]
    assert {it.type for it in events if it} == {RAW_TYPE}
    assert len({it.id for it in events if it}) == 3


def test_what_is_too_large_or_unreadable_is_refused_by_name_and_the_rest_goes(
    wire: Run, cluster: Settings, folder: Path
) -> None:
    large = folder / "large.bin"
    with large.open("wb") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    ran = wire("push", large, "missing.txt", folder / "b.txt", "--json")
    said = json.loads(ran.out)
    assert ran.status == 1
    assert said["pushed"] == 1
    assert [(it["file"], it["error"]["code"]) for it in said["refused"]] == [
        (str(large), "oversize"),
        ("missing.txt", "unreadable"),
    ]
    assert len(raw(cluster)) == 1


def test_topics_are_created_once_and_then_are_as_declared(wire: Run, cluster: Settings) -> None:
    ran = wire("topics", "create", "--json")
    assert json.loads(ran.out) == {"created": []}
    checked = wire("topics", "check", "--json")
    assert {it["what"] for it in json.loads(checked.out)["differences"]} <= {"configuration"}


def test_another_partition_count_is_told_and_the_status_is_1(
    wire: Run, cluster: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIRE_PARTITIONS", "3")
    ran = wire("topics", "check", "--json")
    found = json.loads(ran.out)["differences"]
    assert ran.status == 1
    assert len([it for it in found if it["what"] == "partition count"]) == len(ALL)


def test_topics_are_listed_without_a_broker(wire: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIRE_TOPIC_PREFIX", "desk.")
    rows = json.loads(wire("topics", "list", "--json").out)
    assert [it["name"] for it in rows] == [f"desk.{it.name}" for it in ALL]
    assert "desk.wire.raw.v1" in wire("topics", "list").out


def test_doctor_finds_nothing_wrong_on_a_cluster_with_its_topics(
    wire: Run, cluster: Settings
) -> None:
    ran = wire("doctor", "--json")
    states = {it["name"]: it["state"] for it in json.loads(ran.out)["checks"]}
    assert states["broker"] == "ok"
    assert states["topics"] in {"ok", "note"}
    assert states["workers' clocks"] == "ok"
    assert states["model"] == "ok"


def test_doctor_says_what_to_do_where_no_broker_answers(
    wire: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIRE_BOOTSTRAP", "127.0.0.1:1")
    ran = wire("doctor", "--json")
    by_name = {it["name"]: it for it in json.loads(ran.out)["checks"]}
    assert ran.status == 1
    assert by_name["broker"]["state"] == "bad"
    assert "wire broker" in by_name["broker"]["found"]
    assert by_name["topics"]["state"] == "skipped"


def test_doctor_works_with_settings_that_are_wrong(
    wire: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIRE_NONSENSE", "1")
    ran = wire("doctor", "--json")
    (settings,) = [it for it in json.loads(ran.out)["checks"] if it["name"] == "settings"]
    assert ran.status == 1
    assert "WIRE_NONSENSE" in settings["found"]
