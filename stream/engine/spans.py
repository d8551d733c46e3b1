"""Spans by OpenTelemetry: one for each item at each hop, and its stages within it.

The ids are those of the records' `traceparent`, which are made from events' ids: hops need not talk
to each other, a redelivery has the same ids, and whoever continues a record's trace finds our span.
"""

import os
import platform
import threading
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import islice
from typing import Any

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import ALWAYS_ON
from opentelemetry.trace import (
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)

from schemas.cloudevents import text_headers
from schemas.trace import HEADER
from stream import metrics
from stream.engine.lane import Delivery, Told
from stream.engine.tracing import Step

_SAMPLED = TraceFlags.SAMPLED
_RANDOM = 1 << 64
"""Of these last bits of a trace's id sampling goes by (OpenTelemetry's TraceIdRatioBased)."""
_NS = 1_000_000_000
SEND_SECONDS, CLOSE_SECONDS = 10.0, 2.0
RECORD = "record"
MOST_RECORDS = 100
"""Of one item: a story may fulfil thousands of rules."""


class PresetIds(RandomIdGenerator):
    """Gives the ids that were set for the next span, and random ones for those within it."""

    def __init__(self) -> None:
        """Nothing is set."""
        self._trace = self._span = 0

    def preset(self, trace: int, span: int) -> None:
        """The next span has these ids."""
        self._trace, self._span = trace, span

    def generate_span_id(self) -> int:
        """The one that was set, once; else a random one."""
        found, self._span = self._span, 0
        return found or super().generate_span_id()

    def generate_trace_id(self) -> int:
        """The one that was set: every trace of ours comes from a record."""
        return self._trace or super().generate_trace_id()


def provider_for(hop: str) -> TracerProvider:
    """Makes spans, of which nothing comes before a processor is added."""
    said = {
        "service.name": f"wirestream-{hop}",
        "service.version": version("wirestream"),
        "service.instance.id": f"{platform.node()}-{os.getpid()}",
    }
    # What is taken is decided here before a span is made.
    return TracerProvider(
        sampler=ALWAYS_ON,
        resource=Resource.create(said),
        id_generator=PresetIds(),
        shutdown_on_exit=False,
    )


def otlp_provider(hop: str, endpoint: str) -> TracerProvider:
    """Sends spans by OTLP over HTTP, in batches, from a thread of its own.

    A receiver that is slow or gone costs spans, never a story's time. What else it needs, such as a
    token, the exporter takes from its own variables, as OTEL_EXPORTER_OTLP_HEADERS.
    """
    exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=SEND_SECONDS)
    made = provider_for(hop)
    made.add_span_processor(BatchSpanProcessor(exporter))
    return made


class SpanTracing:
    """Spans of a share of all traces: of the same ones at every hop."""

    on = True

    def __init__(self, hop: str, provider: TracerProvider, share: float) -> None:
        """`provider` is one of `provider_for`; `share` is from 0 to 1."""
        if not isinstance(provider.id_generator, PresetIds):
            raise TypeError("a provider whose spans have ids of their own")
        self._hop = hop
        self._ids = provider.id_generator
        self._below = round(share * _RANDOM)
        self._provider = provider
        self._tracer = provider.get_tracer("wirestream")

    def item(
        self,
        delivery: Delivery,
        told: Told,
        story: str | None,
        trace: tuple[str, str | None],
        now: float,
    ) -> None:
        """A span from the record's arrival to the acknowledgement of all that came of it."""
        own, upstream = trace
        if not self._takes(own):
            return
        stages = list(_stages(delivery, now))
        span = self._start(
            self._hop,
            own,
            upstream,
            kind=SpanKind.CONSUMER,
            start_time=stages[0][1],
            attributes=_attributes(delivery, told, story),
        )
        within = set_span_in_context(span, Context())
        for name, began, ended in stages:
            self._tracer.start_span(name, context=within, start_time=began).end(ended)
        _, began, ended = stages[-1]
        for record in _others(told, own):
            # Whoever continues another record of the item than its first finds its span too.
            self._start(RECORD, record, own, kind=SpanKind.PRODUCER, start_time=began).end(ended)
        _end(span, told.code, ended)

    def step(self, step: Step) -> None:
        """A span within another one, which may have been sent long ago."""
        if not self._takes(step.own):
            return
        span = self._start(
            step.name,
            step.own,
            step.within,
            kind=SpanKind.CLIENT,
            start_time=round(step.began * _NS),
            attributes=step.about,
        )
        # The clock may have been set back meanwhile.
        _end(span, step.code, round(max(step.began, step.ended) * _NS))

    def _takes(self, own: str) -> bool:
        _, trace_id, _, flags = own.split("-")
        return bool(int(flags, 16) & _SAMPLED) and int(trace_id, 16) % _RANDOM < self._below

    def _start(self, name: str, own: str, within: str | None, **more: Any) -> Span:
        """A span with the ids of `own`, a `traceparent`."""
        _, trace_id, span_id, _ = own.split("-")
        self._ids.preset(int(trace_id, 16), int(span_id, 16))
        return self._tracer.start_span(name, context=_context(trace_id, within), **more)

    def close(self) -> None:
        """Send what is still here, as far as the receiver takes it soon.

        OpenTelemetry waits half a minute for one that is gone, and a stopping hop would be killed.
        """
        last = threading.Thread(target=self._provider.shutdown, name="last spans", daemon=True)
        last.start()
        last.join(CLOSE_SECONDS)


def _end(span: Span, code: str | None, moment: int) -> None:
    if code:
        span.set_status(Status(StatusCode.ERROR, code))
    span.end(moment)


def _others(told: Told, own: str) -> Iterator[str]:
    """The `traceparent` of each further record of an item's trace, where it has its own."""
    trace = own.rpartition("-")[0].rpartition("-")[0]
    for headers in islice(told.others, MOST_RECORDS):
        found = text_headers(headers).get(HEADER, "")
        if found.startswith(f"{trace}-") and found != own:
            yield found


def _attributes(delivery: Delivery, told: Told, story: str | None) -> Mapping[str, str | int]:
    """By OpenTelemetry's names for messaging where there is one. Ids and places, no text."""
    taken = delivery.taken
    found: dict[str, str | int | None] = {
        "messaging.system": "kafka",
        "messaging.destination.name": taken.topic,
        "messaging.destination.partition.id": str(taken.partition),
        "messaging.kafka.offset": taken.offset,
        "wire.end": told.end,
        "wire.code": told.code,
        "wire.story": story,
    }
    return {name: value for name, value in found.items() if value is not None}


def _stages(delivery: Delivery, now: float) -> Iterator[tuple[str, int, int]]:
    """Each stage with its begin and end, in nanoseconds since 1970, one after another."""
    # Spans want the time of day; what was measured is monotonic.
    shift = time.time() - time.monotonic()
    began = delivery.began + shift
    # Nobody vouches for a producer's clock.
    arrived = delivery.taken.timestamp_ms / 1000
    answered = min(delivery.answered, delivery.settled) + shift
    moments = [
        arrived if 0 < arrived < began else began,
        began,
        answered,
        delivery.settled + shift,
        now + shift,
    ]
    for name, start, end in zip(metrics.STAGES, moments, moments[1:], strict=False):
        yield name, round(start * _NS), round(end * _NS)


def _context(trace_id: str, upstream: str | None) -> Context:
    """The span that this one continues, which somebody else has made; none for a trace's first."""
    parts = (upstream or "").split("-")
    if parts[1:2] != [trace_id]:
        return Context()
    found = SpanContext(
        int(trace_id, 16), int(parts[2], 16), is_remote=True, trace_flags=TraceFlags(_SAMPLED)
    )
    return set_span_in_context(NonRecordingSpan(found), Context())
