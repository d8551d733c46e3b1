"""Traces: where the items that a hop is done with are noted, if anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from stream.engine.lane import Delivery, Told
from stream.settings import Settings

About = Mapping[str, str | int]
"""Ids, names and figures, never text."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a hop does for an item after it is done with it, such as a delivery."""

    name: str
    own: str
    within: str
    """Its own `traceparent`, and that of what it is a part of."""
    began: float
    ended: float
    """Seconds since 1970."""
    code: str | None = None
    """Why it failed, if it did."""
    about: About = field(default_factory=dict)


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

    def step(self, step: Step) -> None:
        """Note what was done later."""

    def close(self) -> None:
        """Send what is still here."""


@runtime_checkable
class Traced(Protocol):
    """A hop that does something for its items after it is done with them."""

    def trace_with(self, tracing: Tracing) -> None:
        """Note that there."""


class NoTracing:
    """Where no endpoint is set."""

    on = False

    def item(self, *_: object) -> None:
        """Nothing."""

    def step(self, _: Step) -> None:
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
