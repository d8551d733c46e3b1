"""The deliver hop: each alert to its rule's channels, whose receivers never wait for each other.

An alert is done with when a record of what is to be delivered stands on `wire.deliveries.v1`; from
then on it is on its way, and its end is written there too. What was on its way when a worker ended
is read from there by the next one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, cast

from schemas.alert import ALERT_CONTENT_TYPE, Alert, AlertKind
from schemas.cloudevents import CloudEvent, derived_id, text_headers
from schemas.delivery import DELIVERY_TYPE, Delivery, DeliveryState
from schemas.trace import HEADER as TRACE
from stream.agents.deliveries import Deliveries, Killed, killed_by, leave_out
from stream.agents.delivery_counts import DeliveryCounts
from stream.agents.delivery_spans import DeliverySpans, item_of
from stream.agents.records import REDELIVER
from stream.delivery.channels import Channels
from stream.delivery.outcome import Given
from stream.delivery.parcel import Parcel, delivery_key
from stream.delivery.sending import Sender
from stream.engine.counting import begin_codes
from stream.engine.faust_app import raw_topic
from stream.engine.hop import Again, Input, Output, Settlement, WorkPlan
from stream.engine.inline import Read
from stream.engine.jobs import Answer, Failure, Job, Product, Work
from stream.engine.mover import Mover
from stream.engine.runner import take
from stream.engine.tracing import Tracing
from stream.settings import Settings
from stream.topics import ALERTS, DELIVERIES, RECORD_BYTES, TopicNames

NAME = "deliver"
WITHDRAWN = Given(0, "withdrawn", "the story was killed")
MOST_KILLED = 10_000
"""Kills that are remembered, for alerts of the same moment that stand behind them."""


def make() -> Work:
    """The work: to see that a record is an alert."""

    def read(job: Job) -> Answer:
        try:
            alert = Alert.model_validate_json(job.value)
        except ValueError:
            return [Failure("bad_alert", "the record is no alert of ours")]
        return [Read(job.value, event=alert)]

    return read


class DeliverHop:
    """Sends what its partitions' alerts ask for, and writes down what became of it."""

    name = NAME
    inputs = (ALERTS,)
    outputs = (DELIVERIES,)
    work = WorkPlan("stream.agents.deliver:make", children=0)

    def __init__(self, settings: Settings) -> None:
        """Sends nothing until `begin`. Raises SettingsError: the channels' file isn't right."""
        self._topic = TopicNames(settings.topic_prefix)(DELIVERIES)
        self._channels = Channels(settings.channels)
        self._known = Deliveries(settings)
        begin_codes(NAME, ["bad_alert"])
        self._counts = DeliveryCounts(self._channels)
        self._spans = DeliverySpans()
        self._sender: Sender | None = None
        self._ended: list[Output] = []
        self._killed: dict[Killed, None] = {}

    def trace_with(self, tracing: Tracing) -> None:
        """Deliveries go on after their alert is done with."""
        self._spans = DeliverySpans(tracing)

    def most_bytes(self, _: Input) -> int:
        """Whatever was told."""
        return RECORD_BYTES

    def job(self, taken: Input) -> Job:
        """The alert as it is."""
        return Job(taken.value)

    async def begin(self, partitions: Iterable[int]) -> None:
        """Go on with what was on its way in these partitions."""
        await self.leave(0.0)
        pending = await self._known.learn(partitions)
        self._sender = Sender(self._channels, self._end, self._spans.attempt)
        for parcel in pending:
            if parcel.alert.stories:
                self._sender.put(parcel)
            else:
                self._end(parcel, replace(WITHDRAWN, attempts=parcel.attempts))

    async def leave(self, limit_seconds: float) -> Iterable[Output]:
        """Let attempts end that were begun; gives what became of them."""
        sender, self._sender = self._sender, None
        if sender is not None:
            await sender.close(limit_seconds / 2)
        ended, self._ended = self._ended, []
        return ended

    async def prepare(self, _: Input, product: Product, __: Again) -> Product | Failure:
        """Nothing more is needed."""
        return product

    def settle(self, taken: Input, product: Product) -> Settlement:
        """A delivery for each channel that hasn't one yet, or the one that is asked for again."""
        alert: Alert = cast(Read, product).event
        said = text_headers(taken.headers)
        again = said.get(REDELIVER)
        channels = [again] if again else list(dict.fromkeys(alert.channels))
        outputs = []
        if alert.kind is AlertKind.KILLED:
            self._note_kill(alert)
        for channel in channels:
            if not again and delivery_key(alert.id, channel) in self._known:
                continue
            parcel = Parcel(alert, channel, (taken.partition, taken.offset), trace=item_of(taken))
            self._known.note(parcel.key, parcel.since)
            leave_out(parcel, self._killed)
            if not parcel.alert.stories:
                outputs.append(self._over(parcel, WITHDRAWN))
                continue
            outputs.append(self._record(parcel, None, noted=partial(self._put, parcel)))
        return Settlement(outputs)

    def due(self, _: float) -> Iterator[Output]:
        """What became of parcels since the last time."""
        ended, self._ended = self._ended, []
        self._counts.pending(self._sender.pending if self._sender else {})
        yield from ended

    def _note_kill(self, alert: Alert) -> None:
        self._killed.update(dict.fromkeys(killed_by(alert)))
        while len(self._killed) > MOST_KILLED:
            del self._killed[next(iter(self._killed))]

    def _put(self, parcel: Parcel, _: int) -> None:
        """The broker knows of it: send it."""
        if self._sender is not None:
            self._sender.put(parcel)

    def _end(self, parcel: Parcel, given: Given) -> None:
        self._ended.append(self._over(parcel, given))

    def _over(self, parcel: Parcel, given: Given) -> Output:
        self._counts.ended(parcel, given)
        self._spans.ended(parcel, given)
        return self._record(parcel, given)

    def _record(self, parcel: Parcel, given: Given | None, **more: Any) -> Output:
        partition, offset = parcel.place
        state = _state(given)
        delivery = Delivery(
            key=parcel.key,
            alert=parcel.alert.id,
            kind=parcel.alert.kind,
            rule=parcel.alert.rule.id,
            channel=parcel.channel,
            state=state,
            at=datetime.now(UTC),
            alerted=parcel.alert.at,
            offset=offset,
            attempts=given.attempts if given else 0,
            code=given.code if given else None,
            reason=given.reason if given and given.code else None,
        )
        event = CloudEvent(
            id=derived_id(NAME, f"{parcel.key} {state} {offset}"),
            source=f"/wirestream/{NAME}",
            type=DELIVERY_TYPE,
            time=delivery.at,
        )
        headers = [
            *event.headers(),
            ("content-type", ALERT_CONTENT_TYPE.encode()),
            (TRACE, (parcel.trace or parcel.traceparent).encode()),
        ]
        key = parcel.key.encode()
        return Output(self._topic, key, delivery.to_json(), headers, partition=partition, **more)


def _state(given: Given | None) -> DeliveryState:
    if given is None:
        return DeliveryState.PENDING
    if given.code is None:
        return DeliveryState.DELIVERED
    return DeliveryState.WITHDRAWN if given.code == "withdrawn" else DeliveryState.FAILED


def attach(app: Any, mover: Mover, names: TopicNames) -> None:
    """Declare the agent; the mover acknowledges."""
    topic = raw_topic(app, names(ALERTS))

    @app.agent(topic, name=NAME)  # type: ignore[untyped-decorator]
    async def deliver(alerts: Any) -> None:
        async for event in alerts.noack().events():
            await take(app, mover, event)
