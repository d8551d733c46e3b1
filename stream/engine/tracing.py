"""Traces: where the items that a hop is done with are noted, if anywhere."""

from typing import Protocol

from stream.engine.lane import Delivery, Told
from stream.settings import Settings


class Tracing(Protocol):
    """Takes items that are done with."""

    @property
    def on(self) -> bool:
        """Whether anything comes of it."""

    def item(
        self,
        delivery: Delivery,
        told: Told,
        story: str | None,
        trace: tuple[str, str | None],
        now: float,
    ) -> None:
        """Note an item: `trace` is its own `traceparent` and the record's; `now` is monotonic."""

    def close(self) -> None:
        """Send what is still here."""


class NoTracing:
    """Where no endpoint is set."""

    on = False

    def item(self, *_: object) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


def tracing(hop: str, settings: Settings) -> Tracing:
    """Spans by OTLP where an endpoint is set."""
    if not settings.otlp_endpoint:
        return NoTracing()
    # It loads OpenTelemetry, which few need.
    from stream.engine.spans import SpanTracing, otlp_provider  # noqa: PLC0415 - see above

    return SpanTracing(hop, otlp_provider(hop, settings.otlp_endpoint), settings.trace_share)
