"""Intake routes by urgency, keys by story, and says in headers what the next hop must know."""

import time

import pytest

from schemas.cloudevents import CloudEvent, derived_id, raw_id
from schemas.events import PARSED_TYPE, STORY_CONTENT_TYPE, ParsedStory
from schemas.trace import traceparent
from stream.agents import parsing
from stream.agents.intake import IntakeHop
from stream.agents.traits import traits_of
from stream.engine.hop import Headers, Input, Output
from stream.engine.jobs import Failure, Job, Product
from stream.errors import ParseError
from stream.lifecycle.identity.record import to_json
from stream.lifecycle.identity.traits import Traits
from stream.metrics import REGISTRY
from stream.settings import Settings
from stream.topics import STORIES, URGENT
from stream.wire.agencies import NAMES
from tests.schemas.samples import least, parsed

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
HOP = IntakeHop(Settings(topic_prefix="desk.", max_story_bytes=1024))


def taken(headers: Headers = (), timestamp_ms: int = 1_736_000_000_000) -> Input:
    return Input("desk.wire.raw.v1", 2, 17, timestamp_ms, b"any key", b"a story", headers)


def product(
    urgency: object = 3, ordinal: int = 0, own: int | None = 4, signal: str = "update"
) -> Product:
    traits = to_json(Traits("s1", at=1_000.0))
    facts = {"ordinal": ordinal, "traits": traits, "urgency": urgency, "signal": signal}
    return Product(b"{}", {**facts, "own_version": own, "agency": "afp", "sequence": None})  # type: ignore[dict-item]


def settled(record: Input, item: Product) -> Output:
    *_, output = HOP.settle(record, item).outputs
    return output


@pytest.mark.parametrize(
    ("urgency", "topic"),
    [
        (1, "desk.wire.stories.urgent.v1"),
        (2, "desk.wire.stories.urgent.v1"),
        (3, "desk.wire.stories.v1"),
        (9, "desk.wire.stories.v1"),
        (None, "desk.wire.stories.v1"),
    ],
)
def test_flash_and_bulletin_overtake(urgency: int | None, topic: str) -> None:
    output = settled(taken(), product(urgency))
    assert (output.topic, output.key, output.value) == (topic, b"s1", b"{}")


def test_the_headers_are_complete() -> None:
    record = taken((("traceparent", TRACE.encode()),))
    headers = dict(settled(record, product(ordinal=2)).headers)
    event = CloudEvent.from_headers(headers.items())
    assert event is not None
    assert event.id == derived_id("intake", raw_id("desk.wire.raw.v1", 2, 17), 2)
    assert (event.source, event.type) == ("/wirestream/intake", PARSED_TYPE)
    assert event.dataschema == "urn:wirestream:schema:story.parsed.v1"
    assert event.time is not None
    assert headers["content-type"] == STORY_CONTENT_TYPE.encode()
    assert headers["traceparent"] == traceparent(TRACE, event.id).encode()
    assert (headers["wire_own_version"], headers["wire_signal"]) == (b"4", b"update")


def test_the_id_that_the_producer_gave_is_the_one_that_counts() -> None:
    theirs = CloudEvent(id="theirs", source="/agency", type="org.wirestream.story.raw.v1")
    headers = dict(settled(taken(tuple(theirs.headers())), product()).headers)
    assert headers["ce_id"].decode() == derived_id("intake", "theirs", 0)


def test_a_story_without_a_version_of_its_own_has_no_such_header() -> None:
    names = [name for name, _ in settled(taken(), product(own=None)).headers]
    assert "wire_own_version" not in names


def test_the_items_of_one_input_are_events_of_their_own() -> None:
    ids = [dict(settled(taken(), product(ordinal=it)).headers)["ce_id"] for it in range(3)]
    assert len(set(ids)) == 3


def test_a_job_says_when_the_input_arrived_and_what_it_is_said_to_be() -> None:
    job = HOP.job(taken((("content-type", b"text/plain"),)))
    facts = {"arrived_ms": 1_736_000_000_000, "content_type": "text/plain", "only_ordinal": None}
    assert job == Job(b"a story", facts)


def test_a_kill_overtakes_whatever_its_urgency() -> None:
    assert settled(taken(), product(signal="kill", urgency=5)).topic.endswith(URGENT.name)


def test_a_replay_asks_for_the_one_item_that_failed() -> None:
    job = HOP.job(taken((("wire_only_ordinal", b"2"),)))
    assert job.facts["only_ordinal"] == 2


def test_a_record_without_a_timestamp_arrived_at_the_beginning() -> None:
    assert HOP.job(taken(timestamp_ms=-1)).facts["arrived_ms"] == 0


def test_nothing_arrives_later_than_now_by_whatever_clock_its_sender_has() -> None:
    record = taken(timestamp_ms=int((time.time() + 7200) * 1000))
    arrived = HOP.job(record).facts["arrived_ms"]
    assert isinstance(arrived, int)
    assert arrived <= time.time() * 1000
    # So a correction doesn't overtake a story whose embargo that clock says to be over.
    until = time.time() + 3600
    hop = IntakeHop(Settings())
    hop.settle(record, Product(b"{}", {**product(signal="new").facts, "until": until}))
    *_, output = hop.settle(record, product(signal="correction")).outputs
    assert output.topic == STORIES.name


def test_every_item_of_an_input_is_a_product_or_a_failure_with_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items: list[ParsedStory | ParseError] = [
        parsed(),
        ParseError("no_text", "there is no text"),
        least(),
    ]
    monkeypatch.setattr(parsing, "read", lambda *_, **__: items)
    first, second, third = parsing.parse(Job(b"", {"arrived_ms": 0, "content_type": None}))
    assert isinstance(first, Product)
    assert first.value == parsed().to_json()
    until = parsed().story.embargoed_until
    assert until is not None
    assert first.facts == {
        "ordinal": 0,
        "story_id": "0f" * 32,
        "urgency": 3,
        "signal": "correction",
        "own_version": 3,
        "agency": "other",
        "sequence": None,
        "until": until.timestamp(),
        "traits": to_json(traits_of(parsed())),
    }
    assert second == Failure("no_text", "there is no text", 1)
    assert isinstance(third, Product)
    assert (third.facts["ordinal"], third.facts["own_version"]) == (2, None)


def test_a_replayed_story_of_ours_may_be_longer_than_an_input() -> None:
    assert HOP.most_bytes(taken()) == 1024
    ours = (("content-type", STORY_CONTENT_TYPE.encode()),)
    assert HOP.most_bytes(taken(ours)) > 1024


def test_the_headers_say_where_on_the_wire_the_story_came() -> None:
    assert dict(settled(taken(), product()).headers)["wire_order"] == b"2:17"


def test_a_story_counts_for_its_agency_when_it_is_done_with() -> None:
    def counted() -> float:
        return REGISTRY.get_sample_value("wire_source_stories_total", {"source": "afp"}) or 0.0

    before = counted()
    settlement = HOP.settle(taken(), product())
    assert counted() == before
    assert settlement.count is not None
    settlement.count()
    assert counted() == before + 1


@pytest.mark.parametrize(
    ("source", "agency"),
    [("Agence France-Presse", "afp"), ("Harbour Gazette", "other"), (None, "other")],
)
def test_whoever_sends_the_agencies_are_a_closed_set(source: str | None, agency: str) -> None:
    story = parsed()
    wire = story.wire.model_copy(update={"source": source})
    item = parsing._item(0, story.model_copy(update={"wire": wire}))
    assert isinstance(item, Product)
    assert item.facts["agency"] == agency
    assert agency in NAMES
