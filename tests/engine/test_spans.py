"""Spans have the ids of their records, and the same share of traces is taken at every hop."""

import asyncio
import threading
import time
from dataclasses import replace

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode, format_span_id, format_trace_id

from schemas.trace import HEADER, traceparent
from stream.engine import spans as engine_spans
from stream.engine.hop import Output
from stream.engine.lane import Delivery, Told
from stream.engine.spans import MOST_RECORDS, RECORD, SpanTracing, provider_for
from stream.engine.telling import Telling, told
from stream.engine.tracing import Step
from stream.topics import STORIES
from tests.engine.outside import FakeHop, taken

UPSTREAM = traceparent(None, "upstream")


def published(event: str, upstream: str | None = None) -> Told:
    headers = [(HEADER, traceparent(upstream, event).encode())]
    return told("passed", None, 0, [Output(STORIES.name, b"story-1", b"{}", headers)])


async def delivery(*items: Told, headers: tuple[tuple[str, bytes], ...] = ()) -> Delivery:
    answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
    now = time.monotonic()
    one = Delivery(replace(taken(0), headers=headers), answer, lambda: None, began=now - 3)
    one.answered, one.settled = now - 2, now - 1
    one.told.extend(items)
    return one


def spans(one: Delivery, share: float = 1.0) -> list[ReadableSpan]:
    """What is sent of a record that is done with now."""
    kept = InMemorySpanExporter()
    provider = provider_for("intake")
    provider.add_span_processor(SimpleSpanProcessor(kept))
    Telling(FakeHop(), SpanTracing("intake", provider, share)).done(one, time.monotonic())
    return list(kept.get_finished_spans())


async def test_a_span_has_the_ids_of_its_records_header() -> None:
    item = published("event-1", UPSTREAM)
    one = await delivery(item, headers=((HEADER, UPSTREAM.encode()),))
    *stages, span = spans(one)
    _, trace, own, _ = dict(item.headers)[HEADER].decode().split("-")
    assert span.context is not None
    assert format_trace_id(span.context.trace_id) == trace == UPSTREAM.split("-")[1]
    assert format_span_id(span.context.span_id) == own
    assert span.parent is not None
    assert format_span_id(span.parent.span_id) == UPSTREAM.split("-")[2]
    assert {it.parent.span_id for it in stages if it.parent} == {span.context.span_id}


async def test_a_trace_that_begins_here_has_no_parent() -> None:
    *_, span = spans(await delivery(published("event-1")))
    assert span.parent is None


@pytest.mark.parametrize("header", [b"garbage", b"\xff", b"00-" + b"0" * 32 + b"-" + b"0" * 16])
async def test_a_header_that_is_no_trace_is_no_parent(header: bytes) -> None:
    *_, span = spans(await delivery(published("event-1"), headers=((HEADER, header),)))
    assert span.parent is None


async def test_each_item_of_a_record_has_a_span_of_its_own() -> None:
    one = await delivery(published("event-1"), published("event-2"))
    ids = {it.context.span_id for it in spans(one) if it.name == "intake" and it.context}
    assert len(ids) == 2


async def test_what_nothing_came_of_belongs_to_the_records_trace() -> None:
    repeat = told("repeat", None, 0, [])
    *_, span = spans(await delivery(repeat, headers=((HEADER, UPSTREAM.encode()),)))
    assert span.context is not None
    assert format_trace_id(span.context.trace_id) == UPSTREAM.split("-")[1]


async def test_the_stages_share_the_spans_time_out() -> None:
    *stages, span = spans(await delivery(published("event-1")))
    length = {it.name: it.end_time - it.start_time for it in stages}
    assert span.end_time - span.start_time == sum(length.values())
    assert length["pool"] == pytest.approx(1e9, rel=0.01)


@pytest.mark.parametrize(("share", "least", "most"), [(0.0, 0, 0), (0.3, 40, 80), (1.0, 200, 200)])
async def test_a_share_of_traces_is_taken_and_every_hop_takes_the_same(
    share: float, least: int, most: int
) -> None:
    headers = [traceparent(None, f"event-{it}") for it in range(200)]
    first = [bool(spans(await delivery(published(f"event-{it}")), share)) for it in range(200)]
    second = [
        bool(spans(await delivery(published("next", it), headers=((HEADER, it.encode()),)), share))
        for it in headers
    ]
    assert least <= sum(first) <= most
    assert first == second


async def test_who_asked_not_to_be_traced_is_not() -> None:
    upstream = f"{UPSTREAM[:-2]}00"
    one = await delivery(published("event", upstream), headers=((HEADER, upstream.encode()),))
    assert spans(one) == []


async def test_each_further_record_of_an_item_has_a_span_that_goes_on_from_it() -> None:
    events = ["rule-1", "rule-2", "rule-3"]
    headers = [[(HEADER, traceparent(UPSTREAM, it).encode())] for it in events]
    # What doesn't belong to the trace, or says nothing of one, is left out.
    headers += [[(HEADER, traceparent(None, "else").encode())], [], headers[0]]
    outputs = [Output(STORIES.name, b"key", b"{}", it) for it in headers]
    one = await delivery(told("passed", None, 0, outputs), headers=((HEADER, UPSTREAM.encode()),))
    found = spans(one)
    (item,) = [it for it in found if it.name == "intake"]
    records = [it for it in found if it.name == RECORD]
    assert item.context is not None
    assert {format_span_id(it.context.span_id) for it in records if it.context} == {
        traceparent(UPSTREAM, it).split("-")[2] for it in events[1:]
    }
    assert {it.parent.span_id for it in records if it.parent} == {item.context.span_id}
    assert len(records) == len(events) - 1


async def test_an_item_of_very_many_records_does_not_flood_the_receiver() -> None:
    headers = [[(HEADER, traceparent(UPSTREAM, f"{it}").encode())] for it in range(1000)]
    outputs = [Output(STORIES.name, b"key", b"{}", it) for it in headers]
    found = spans(await delivery(told("passed", None, 0, outputs)))
    assert sum(it.name == RECORD for it in found) == MOST_RECORDS


def steps(*taken: Step, share: float = 1.0) -> list[ReadableSpan]:
    kept = InMemorySpanExporter()
    provider = provider_for("deliver")
    provider.add_span_processor(SimpleSpanProcessor(kept))
    tracing = SpanTracing("deliver", provider, share)
    for it in taken:
        tracing.step(it)
    return list(kept.get_finished_spans())


def test_a_step_is_a_part_of_what_it_names_and_says_why_it_failed() -> None:
    own = traceparent(UPSTREAM, "attempt")
    step = Step("attempt", own, UPSTREAM, 1000.5, 1002.0, "http_error", {"wire.attempt": 2})
    (span,) = steps(step)
    assert span.context is not None
    assert span.parent is not None
    assert format_span_id(span.context.span_id) == own.split("-")[2]
    assert format_span_id(span.parent.span_id) == UPSTREAM.split("-")[2]
    assert (span.start_time, span.end_time) == (1_000_500_000_000, 1_002_000_000_000)
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, "http_error")
    assert span.attributes is not None
    assert dict(span.attributes) == {"wire.attempt": 2}


def test_a_clock_that_was_set_back_makes_no_span_end_before_it_began() -> None:
    (span,) = steps(Step("attempt", traceparent(UPSTREAM, "it"), UPSTREAM, 1000.0, 400.0))
    assert span.start_time == span.end_time


def test_steps_of_traces_that_are_not_taken_are_not_sent() -> None:
    unwanted = f"{UPSTREAM[:-2]}00"
    assert not steps(Step("attempt", traceparent(unwanted, "it"), unwanted, 1.0, 2.0))
    assert not steps(Step("attempt", traceparent(UPSTREAM, "it"), UPSTREAM, 1.0, 2.0), share=0.0)


def test_a_receiver_that_is_gone_does_not_keep_a_hop_from_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine_spans, "CLOSE_SECONDS", 0.1)
    let_go, reached = threading.Event(), threading.Event()

    class Gone(InMemorySpanExporter):
        def shutdown(self) -> None:
            reached.set()
            let_go.wait(60)

    provider = provider_for("intake")
    provider.add_span_processor(SimpleSpanProcessor(Gone()))
    SpanTracing("intake", provider, 1.0).close()
    assert reached.wait(10)
    assert not let_go.is_set()
    let_go.set()


def test_what_is_left_at_the_end_is_sent() -> None:
    kept = InMemorySpanExporter()
    provider = provider_for("deliver")
    provider.add_span_processor(BatchSpanProcessor(kept, schedule_delay_millis=60_000))
    tracing = SpanTracing("deliver", provider, 1.0)
    tracing.step(Step("attempt", traceparent(UPSTREAM, "it"), UPSTREAM, 1.0, 2.0))
    tracing.close()
    assert [it.name for it in kept.get_finished_spans()] == ["attempt"]
