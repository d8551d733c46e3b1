"""The enrich hop: versions rise, repeats say nothing, and a kill leaves no text standing."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.cloudevents import CloudEvent, derived_id
from schemas.events import (
    ENRICHED_TYPE,
    PARSED_TYPE,
    STORY_CONTENT_TYPE,
    EnrichedStory,
    ParsedStory,
)
from schemas.wire import Signal
from stream.agents import enriching
from stream.agents.enrich import EnrichHop
from stream.agents.versions import with_version
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.engine.hop import Input, Output
from stream.engine.jobs import Failure, Job, Product, attempt
from stream.engine.publisher import Publisher
from stream.errors import SettingsError
from stream.lifecycle.standing import Standing
from stream.metrics import REGISTRY
from stream.settings import Settings
from stream.topics import ENRICHED, HELD, LATEST, STORIES, URGENT, TopicNames
from tests.brokers import Broker
from tests.schemas.samples import NOON, enriched, enriched_least, parsed

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
KEY = b"story-1"


def hop(settings: Settings | None = None) -> EnrichHop:
    return EnrichHop(settings or Settings(), 1)


def taken(
    event: str,
    own: object = None,
    *,
    key: bytes = KEY,
    partition: int = 0,
    topic: str = STORIES.name,
) -> Input:
    headers = CloudEvent(id=event, source="/wirestream/intake", type=PARSED_TYPE).headers()
    headers.append(("traceparent", TRACE.encode()))
    if own is not None:
        headers.append(("wire_own_version", str(own).encode()))
    return Input(topic, partition, 0, 0, key, b"{}", tuple(headers))


def product(
    signal: Signal = Signal.NEW,
    version: int = 1,
    story: EnrichedStory | None = None,
    more: str = "",
) -> Product:
    story = story or enriched()
    bodies = [it.model_copy(update={"value": it.value + more}) for it in story.story.bodies or ()]
    free = story.story.model_copy(update={"embargoed_until": None, "bodies": bodies})
    story = story.model_copy(update={"story": free})
    wire = story.wire.model_copy(update={"signal": signal, "version": version})
    return enriching.product_of(story.model_copy(update={"wire": wire}))


def stands(room: EnrichHop) -> dict[tuple[int, bytes], Standing | None]:
    return {(partition, key): it.life.standing for partition, key, it in room.lives}


def said(output: Output) -> dict[str, str]:
    return {name: value.decode() for name, value in output.headers}


def version_in(value: bytes | None) -> int:
    assert value is not None
    return EnrichedStory.model_validate_json(value).wire.version


def test_a_new_version_goes_to_both_topics_with_all_headers() -> None:
    settlement = hop().settle(taken("e1", 3), product(version=3))
    assert settlement.end == "published"
    assert settlement.arrived == NOON.timestamp()
    stream, latest = settlement.outputs
    assert (stream.topic, latest.topic) == (ENRICHED.name, LATEST.name)
    assert stream.key == latest.key == KEY
    assert stream.value == latest.value
    headers = said(stream)
    event = CloudEvent.from_headers(stream.headers)
    assert event is not None
    assert (event.id, event.type) == (derived_id("enrich", "e1", 0), ENRICHED_TYPE)
    assert event.dataschema == "urn:wirestream:schema:story.enriched.v1"
    assert event.time is not None
    assert headers["content-type"] == STORY_CONTENT_TYPE
    assert headers["traceparent"].split("-")[1] == TRACE.split("-")[1]
    assert (headers["wire_version"], headers["wire_signal"]) == ("3", "new")
    memory = {name: it for name, it in said(latest).items() if name not in headers}
    assert said(latest).items() >= headers.items()
    assert memory.pop("wire_standing") == "3:e1"
    assert json.loads(memory.pop("wire_life")).keys() == {"own", "digest"}
    assert not memory


@pytest.mark.parametrize("signal", [it for it in Signal if it.ends_story])
def test_a_kill_is_told_to_everyone_and_leaves_a_tombstone(signal: Signal) -> None:
    room = hop()
    room.settle(taken("e1", 1), product())
    stream, latest = room.settle(taken("e2", 2), product(signal, 2)).outputs
    assert stream.topic == ENRICHED.name
    assert version_in(stream.value) == 2
    assert said(stream)["wire_signal"] == signal.value
    assert (latest.topic, latest.key, latest.value) == (LATEST.name, KEY, None)
    assert said(latest)["wire_standing"] == "1:e1 2:e2"


QUIET = {Signal.ADVISORY, Signal.HOLD, Signal.RELEASE}


@pytest.mark.parametrize("signal", [it for it in Signal if not it.ends_story and it not in QUIET])
def test_no_other_signal_leaves_a_tombstone(signal: Signal) -> None:
    _, latest = hop().settle(taken("e1", 1), product(signal)).outputs
    assert latest.value is not None


def test_an_update_without_a_number_gets_the_next_and_says_so() -> None:
    room = hop()
    room.settle(taken("e1", 4), product(version=4))
    stream, _ = room.settle(taken("e2"), product(Signal.UPDATE, more=" More.")).outputs
    assert said(stream)["wire_version"] == "5"
    assert version_in(stream.value) == 5


def test_a_repeat_and_an_older_version_publish_nothing() -> None:
    room = hop()
    room.settle(taken("e1", 4), product(version=4))
    repeat = room.settle(taken("e2", 4), product(version=4))
    late = room.settle(taken("e3", 2), product(version=2))
    assert (repeat.end, list(repeat.outputs)) == ("repeat", [])
    assert (late.end, list(late.outputs)) == ("superseded", [])


def test_a_redelivery_is_published_again_as_the_same_event() -> None:
    room = hop()
    first, again = (room.settle(taken("e1"), product()).outputs[0] for _ in range(2))
    assert said(first)["ce_id"] == said(again)["ce_id"]
    assert said(first)["wire_version"] == said(again)["wire_version"] == "1"


def test_both_topics_of_a_partition_share_what_stands() -> None:
    room = hop()
    room.settle(taken("e1", 2, topic=URGENT.name), product(version=2))
    assert room.settle(taken("e2", 1), product()).end == "superseded"


def test_stories_do_not_share_what_stands() -> None:
    room = hop()
    room.settle(taken("e1", 9), product(version=9))
    assert room.settle(taken("e2", 1, key=b"story-2"), product()).end == "published"


@pytest.mark.parametrize("own", ["²", "-3", "1.5", "9" * 5000, "v2", "", "0"])
def test_a_version_header_that_is_no_number_of_ours_counts_for_nothing(own: str) -> None:
    room = hop()
    room.settle(taken("e1", 4), product(version=4))
    stream, _ = room.settle(taken("e2", own), product(more=" More.")).outputs
    assert said(stream)["wire_version"] == "5"


@given(st.integers(1, 10**12), st.text(max_size=40), st.booleans())
def test_the_version_is_changed_and_nothing_else(version: int, text: str, full: bool) -> None:  # noqa: FBT001 - drawn
    story = enriched() if full else enriched_least()
    decoy = text.encode(errors="replace").decode() + ',"wire":{"version":7}'
    story = story.model_copy(
        update={
            "story": story.story.model_copy(update={"title": decoy}),
            "wire": story.wire.model_copy(update={"extra": {"wire": {"version": 9}}}),
        }
    )
    made = with_version(product(version=1, story=story), version)
    wanted = json.loads(product(version=1, story=story).value)
    wanted["wire"]["version"] = version
    assert json.loads(made) == wanted
    assert EnrichedStory.model_validate_json(made).wire.version == version


def test_an_event_that_says_the_version_already_stays_byte_for_byte() -> None:
    made = product(version=3)
    assert with_version(made, 3) is made.value


@pytest.mark.parametrize("value", [b"", b"null", b"{}", b'{"story": {"uri": 5}}', b"\xff\xfe"])
def test_a_record_that_is_no_story_of_ours_is_a_dead_letter_without_its_text(value: bytes) -> None:
    (failure,) = attempt(
        lambda job: [Product(enriching.read(ParsedStory, job.value).to_json())], Job(value)
    )
    assert isinstance(failure, Failure)
    assert failure.code == "bad_story"


def test_the_complaint_about_a_story_names_the_place_and_not_the_text() -> None:
    broken = parsed().to_json().replace(b'"charset":"utf-8"', b'"charset":["MARLOW is quoted"]')
    (failure,) = attempt(
        lambda job: [Product(enriching.read(ParsedStory, job.value).to_json())], Job(broken)
    )
    assert isinstance(failure, Failure)
    assert "wire.charset" in failure.message
    assert "MARLOW" not in failure.message


@pytest.fixture
async def settings(broker: Broker, prefix: str) -> Settings:
    found = Settings(bootstrap=broker.bootstrap, topic_prefix=prefix, partitions=2)
    await create_topics(found, [ENRICHED, LATEST, HELD])
    return found


async def test_a_new_worker_knows_what_stands_and_what_was_killed(settings: Settings) -> None:
    old = hop(settings)
    async with producer(settings) as client:
        publisher = Publisher(client, 30)
        for key, event, own, signal in (
            (b"stands", "e1", 1, Signal.NEW),
            (b"stands", "e2", 3, Signal.UPDATE),
            (b"killed", "e3", 2, Signal.KILL),
        ):
            outputs = old.settle(taken(event, own, key=key), product(signal, own)).outputs
            await publisher.acknowledged(await publisher.enqueue(*outputs))
    new = hop(settings)
    await new.begin([0, 1])
    known = {key: it.life.standing for _, key, it in new.lives}
    digest = str(product().facts["digest"])
    assert known == {
        b"stands": Standing(3, (("e1", 1), ("e2", 3)), own=3, digest=digest),
        b"killed": Standing(2, (("e3", 2),), killed=True),
    }
    place = {key: partition for partition, key, _ in new.lives}

    def ends(key: bytes, event: str, own: int) -> str:
        record = taken(event, own, key=key, partition=place[key])
        return new.settle(record, product(version=own)).end

    assert ends(b"stands", "late", 2) == "superseded"
    assert ends(b"stands", "again", 3) == "repeat"
    assert ends(b"stands", "e2", 3) == "published"
    assert ends(b"killed", "late", 1) == "withdrawn"
    assert ends(b"killed", "newer", 3) == "withdrawn"
    assert ends(b"stands", "next", 4) == "published"


async def test_a_record_that_is_none_of_ours_does_not_stop_a_worker(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    topic = TopicNames(settings.topic_prefix)(LATEST)
    async with producer(settings) as client:
        for header in (b"nonsense", b"\xff", b"2:e2"):
            headers = [("wire_standing", header)]
            await client.send_and_wait(topic, b"text", header, headers=headers, partition=0)
        await client.send_and_wait(topic, b"text", b"no header", partition=0)
    room = hop(settings)
    await room.begin([0])
    assert stands(room) == {(0, b"2:e2"): Standing(2, (("e2", 2),))}
    assert f"{topic} partition 0 offset 0" in caplog.text
    assert "nonsense" not in caplog.text


async def test_only_the_assigned_partitions_are_learned(settings: Settings) -> None:
    topic = TopicNames(settings.topic_prefix)(LATEST)
    async with producer(settings) as client:
        for partition in (0, 1):
            headers = [("wire_standing", b"1:e%d" % partition)]
            await client.send_and_wait(topic, b"x", b"key", headers=headers, partition=partition)
    room = hop(settings)
    await room.begin([1])
    assert stands(room) == {(1, b"key"): Standing(1, (("e1", 1),))}
    await room.begin([0])
    assert stands(room) == {(0, b"key"): Standing(1, (("e0", 1),))}


def test_a_watch_list_that_is_not_right_ends_the_hop_before_its_children_start(
    tmp_path: Path,
) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("- {id: K-1, name: Kestrel Lines, type: ship}\n")
    with pytest.raises(SettingsError, match=r"names\.yaml, line 1: an entry needs a type"):
        hop(Settings(watchlist=names))
    names.write_text("- {id: K-1, name: Kestrel Lines, type: organisation}\n")
    assert hop(Settings(watchlist=names)).work.arguments["watchlist"] == str(names)


def test_a_topic_model_that_is_none_ends_the_hop_before_its_children_start(tmp_path: Path) -> None:
    (tmp_path / "model.npz").write_bytes(b"none")
    with pytest.raises(SettingsError, match=r"model\.npz: not what `wire topics train` writes"):
        hop(Settings(topic_model=tmp_path / "model.npz"))


def test_a_version_counts_by_what_it_does_and_what_became_of_it() -> None:
    def counted(name: str, **labels: str) -> float:
        return REGISTRY.get_sample_value(name, labels) or 0.0

    ours = hop()
    names = "wire_story_entities_count", "wire_story_topics_count"
    before = [counted(it) for it in names]
    for event, version, end in (("e1", 2, "published"), ("e0", 1, "superseded")):
        labels = {"signal": "correction", "end": end}
        versions = counted("wire_versions_total", **labels)
        settlement = ours.settle(taken(event, version), product(Signal.CORRECTION, version))
        assert settlement.end == end
        assert settlement.count is not None
        settlement.count()
        assert counted("wire_versions_total", **labels) == versions + 1
    # What isn't published says nothing about the model.
    assert [counted(it) for it in names] == [it + 1 for it in before]
