"""Deliveries in an alert's trace: how long each was on its way, and each attempt within it."""

import time

from schemas.cloudevents import derived_id, text_headers
from schemas.trace import HEADER, traceparent
from stream.delivery.outcome import Given
from stream.delivery.parcel import Parcel
from stream.engine.hop import Input
from stream.engine.tracing import About, NoTracing, Step, Tracing

DELIVERY, ATTEMPT = "delivery", "attempt"


def item_of(taken: Input) -> str:
    """The `traceparent` of what the deliver hop makes of an alert, in every process the same."""
    upstream = text_headers(taken.headers).get(HEADER)
    return traceparent(upstream, derived_id("deliver", taken.ce_id, 0))


class DeliverySpans:
    """Notes deliveries and their attempts, if traces are wanted."""

    def __init__(self, tracing: Tracing | None = None) -> None:
        """Where to."""
        self._tracing = tracing or NoTracing()

    def attempt(self, parcel: Parcel, began: float, code: str | None) -> None:
        """One attempt has ended; it began at this time of day."""
        if not self._tracing.on:
            return
        event = derived_id(ATTEMPT, f"{parcel.key} {parcel.attempts} {began}")
        own = traceparent(parcel.traceparent, event)
        about: About = {"wire.attempt": parcel.attempts, "wire.channel": parcel.channel}
        step = Step(ATTEMPT, own, parcel.traceparent, began, time.time(), code, about)
        self._tracing.step(step)

    def ended(self, parcel: Parcel, given: Given) -> None:
        """It was delivered, or given up: with the id that its receiver was told."""
        if not self._tracing.on:
            return
        own = parcel.traceparent
        about: About = {
            "wire.attempts": given.attempts,
            "wire.channel": parcel.channel,
            "wire.alert": parcel.alert.id,
            "wire.rule": parcel.alert.rule.id,
        }
        within = parcel.trace or own
        step = Step(DELIVERY, own, within, parcel.since, time.time(), given.code, about)
        self._tracing.step(step)
