"""The intake hop: inputs in any format to parsed stories, keyed by story id."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from schemas.cloudevents import text_headers
from schemas.events import PARSED_TYPE, STORY_CONTENT_TYPE
from schemas.raw import RawEnvelope
from stream import metrics
from stream.agents.feed_numbers import FeedNumbers
from stream.agents.lanes import Lanes
from stream.agents.records import BACKFILL, ORDER, OWN_VERSION, SIGNAL, headers
from stream.engine.faust_app import raw_topic
from stream.engine.hop import Again, Input, Output, Settlement, WorkPlan
from stream.engine.jobs import Facts, Failure, Job, Product
from stream.engine.mover import Mover
from stream.engine.runner import take
from stream.topics import RAW, RECORD_BYTES, STORIES, URGENT, TopicNames

NAME = "intake"


class IntakeHop:
    """Parses, identifies, routes by urgency."""

    name = NAME
    inputs = (RAW,)
    outputs = (STORIES, URGENT)
    work = WorkPlan("stream.agents.parsing:make")

    def __init__(self, names: TopicNames, most_bytes: int) -> None:
        """`names` are the topics' names on this cluster, `most_bytes` the limit for an input."""
        self._names = names
        self._feeds = FeedNumbers()
        self._most_bytes = most_bytes
        self._lanes = Lanes()

    def most_bytes(self, taken: Input) -> int:
        """A story of ours, replayed, was an input within the limit once and is longer as JSON."""
        ours = RawEnvelope.from_headers(taken.headers).content_type == STORY_CONTENT_TYPE
        return RECORD_BYTES if ours else self._most_bytes

    def job(self, taken: Input) -> Job:
        """The bytes, when they arrived, and what the sender says they are."""
        envelope = RawEnvelope.from_headers(taken.headers)
        facts: Facts = {
            "arrived_ms": max(0, taken.timestamp_ms),
            "content_type": envelope.content_type,
            "only_ordinal": envelope.only_ordinal,
        }
        return Job(taken.value, facts)

    async def begin(self, partitions: Iterable[int]) -> None:
        """Nothing: intake keeps no state."""

    async def prepare(self, _: Input, product: Product, __: Again) -> Product | Failure:
        """Nothing: the story says where it goes."""
        return product

    def due(self, _: float) -> Iterable[Output]:
        """Nothing ever is."""
        return ()

    def settle(self, taken: Input, product: Product) -> Settlement:
        """To the topic of its urgency, under its story's id."""
        facts = product.facts
        backfill = BACKFILL in text_headers(taken.headers)
        urgent = self._lanes.urgent(facts, taken.timestamp_ms / 1000, backfill=backfill)
        said = {
            OWN_VERSION: facts["own_version"],
            SIGNAL: facts["signal"],
            BACKFILL: "1" if backfill else None,
            # The urgent topic overtakes: a story's versions must still be told apart by the wire.
            ORDER: f"{taken.partition}:{taken.offset}",
        }
        ordinal = int(str(facts["ordinal"]))
        output = Output(
            self._names(URGENT if urgent else STORIES),
            str(facts["story_id"]).encode(),
            product.value,
            headers(NAME, taken, PARSED_TYPE, ordinal, said),
        )
        missing = self._feeds.missing(taken.partition, str(facts["sequence"] or ""))
        return Settlement([output], count=partial(_count, str(facts["agency"]), missing))


def _count(agency: str, missing: int) -> None:
    metrics.SOURCE_STORIES.labels(agency).inc()
    metrics.FEED_GAPS.labels(agency).inc(missing)


def attach(app: Any, mover: Mover, names: TopicNames) -> None:
    """Declare the agent. Nothing is acknowledged here: the mover does it when a record is done."""
    topic = raw_topic(app, names(RAW))

    @app.agent(topic, name=NAME)  # type: ignore[untyped-decorator]
    async def intake(inputs: Any) -> None:
        async for event in inputs.noack().events():
            await take(app, mover, event)
