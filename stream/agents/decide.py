"""The decide hop: a rule's matches to alerts, once a story, with restraint, and follow-ups."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, cast

from schemas.alert import ALERT_CONTENT_TYPE, ALERT_TYPE, Alert, AlertKind, Match
from schemas.cloudevents import CloudEvent, text_headers
from schemas.trace import HEADER as TRACE
from schemas.trace import traceparent
from stream import metrics
from stream.agents.rule_states import RuleStates
from stream.engine.counting import begin_codes
from stream.engine.faust_app import raw_topic
from stream.engine.hop import Again, Input, Output, Settlement, WorkPlan
from stream.engine.inline import Read
from stream.engine.jobs import Answer, Failure, Job, Product, Work
from stream.engine.mover import Mover
from stream.engine.runner import take
from stream.settings import Settings
from stream.topics import ALERTS, MATCHES, RECORD_BYTES, TopicNames

NAME = "decide"


def make() -> Work:
    """The work: to see that a record is a match. The decision is made in order, when it settles."""

    def read(job: Job) -> Answer:
        try:
            match = Match.model_validate_json(job.value)
        except ValueError:
            return [Failure("bad_match", "the record is no match of ours")]
        return [Read(job.value, event=match)]

    return read


class DecideHop:
    """Keeps what each rule's owners were told, in memory and, to be had again, in the topics."""

    name = NAME
    inputs = (MATCHES,)
    outputs = (ALERTS,)
    work = WorkPlan("stream.agents.decide:make", children=0)

    def __init__(self, settings: Settings) -> None:
        """Knows nothing until `begin`."""
        self._names = TopicNames(settings.topic_prefix)
        begin_codes(NAME, ["bad_match"])
        self.states = RuleStates(settings, self._names.group(NAME))
        # From 0 on: the first of a kind must be seen as a rise.
        for kind in AlertKind:
            metrics.ALERTS.labels(kind.value)

    def most_bytes(self, _: Input) -> int:
        """Whatever was matched."""
        return RECORD_BYTES

    def job(self, taken: Input) -> Job:
        """The match as it is."""
        return Job(taken.value)

    async def begin(self, partitions: Iterable[int]) -> None:
        """Learn what the rules of these partitions told, and what waits."""
        await self.states.learn(partitions)

    async def prepare(self, _: Input, product: Product, __: Again) -> Product | Failure:
        """Nothing more is needed."""
        return product

    def settle(self, taken: Input, product: Product) -> Settlement:
        """The alerts of this match, if it makes any, after what has waited until it came."""
        match: Match = cast(Read, product).event
        state = self.states.of(taken.partition, match.rule.id)
        alerts = [*state.end_wait(match.at), *state.decide(match)]
        self.states.look_at(taken.partition, match.rule.id)
        trace = text_headers(taken.headers).get(TRACE)
        outputs = [self._output(it, trace) for it in alerts]
        return Settlement(outputs, count=partial(_count, alerts))

    def due(self, now: float) -> Iterator[Output]:
        """What waited for the end of a span or of quiet hours."""
        for state in self.states.due(moment := datetime.fromtimestamp(now, UTC)):
            alerts = state.end_wait(moment)
            _count(alerts)
            yield from (self._output(it, None) for it in alerts)

    def _output(self, alert: Alert, trace: str | None) -> Output:
        event = CloudEvent(
            id=alert.id,
            source=f"/wirestream/{NAME}",
            type=ALERT_TYPE,
            time=datetime.now(UTC),
            dataschema=f"urn:wirestream:schema:{ALERT_TYPE.removeprefix('org.wirestream.')}",
        )
        headers = [
            *event.headers(),
            ("content-type", ALERT_CONTENT_TYPE.encode()),
            (TRACE, traceparent(trace, alert.id).encode()),
        ]
        return Output(self._names(ALERTS), alert.rule.id.encode(), alert.to_json(), headers)


def _count(alerts: Sequence[Alert]) -> None:
    for it in alerts:
        metrics.ALERTS.labels(it.kind.value).inc()
        if it.follows is None:
            arrived = max(story.arrived for story in it.stories)
            seconds = (datetime.now(UTC) - arrived) / timedelta(seconds=1)
            metrics.ALERT_SECONDS.observe(max(0.0, seconds))


def attach(app: Any, mover: Mover, names: TopicNames) -> None:
    """Declare the agent; the mover acknowledges."""
    topic = raw_topic(app, names(MATCHES))

    @app.agent(topic, name=NAME)  # type: ignore[untyped-decorator]
    async def decide(matches: Any) -> None:
        async for event in matches.noack().events():
            await take(app, mover, event)
