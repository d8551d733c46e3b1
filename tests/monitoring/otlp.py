"""A receiver of traces by OTLP over HTTP: keeps the spans that it is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.serving import serving


def attributes(span: Span) -> dict[str, str | int]:
    """A span's attributes, all of which are text or whole numbers."""
    return {it.key: it.value.string_value or it.value.int_value for it in span.attributes}


@dataclass
class Collector:
    """What came: (service, span), and the headers of the last request."""

    spans: list[tuple[str, Span]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def take(self, body: bytes) -> None:
        """Keep the spans of a request."""
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            said = {it.key: it.value.string_value for it in resource.resource.attributes}
            for scope in resource.scope_spans:
                self.spans.extend((said["service.name"], it) for it in scope.spans)

    @contextmanager
    def listening(self) -> Iterator[str]:
        """Gives the endpoint."""
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                assert self.path == "/v1/traces"
                collector.headers = dict(self.headers.items())
                collector.take(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()

        with serving(Handler) as port:
            yield f"http://127.0.0.1:{port}"
