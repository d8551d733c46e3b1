"""The intake hop: inputs in any format to parsed stories, keyed by story id."""

import time
from collections.abc import Iterable
from functools import partial
from typing import Any

from schemas.cloudevents import text_headers
from schemas.events import PARSED_TYPE, STORY_CONTENT_TYPE
from schemas.raw import RawEnvelope
from stream import metrics
from stream.agents.feed_numbers import FeedNumbers
from stream.agents.identities import Identities
from stream.agents.lanes import Lanes
from stream.agents.records import BACKFILL, ORDER, OWN_VERSION, SIGNAL, headers
from stream.agents.ties import rerouted
from stream.engine.counting import begin_codes
from stream.engine.faust_app import raw_topic
from stream.engine.hop import Again, Input, Output, Settlement, WorkPlan
from stream.engine.jobs import Facts, Failure, Job, Product
from stream.engine.mover import Mover
from stream.engine.runner import take
from stream.lifecycle.identity.record import from_json
from stream.lifecycle.identity.ties import KEYS
from stream.settings import Settings
from stream.topics import IDENTITY, RAW, RECORD_BYTES, STORIES, URGENT, TopicNames
from stream.wire.agencies import NAMES
from stream.wire.codes import Code

NAME = "intake"


class IntakeHop:
    """Parses, ties versions to their stories, routes by urgency."""

    name = NAME
    inputs = (RAW,)
    outputs = (STORIES, URGENT, IDENTITY)
    work = WorkPlan("stream.agents.parsing:make", shared=True)

    def __init__(self, settings: Settings) -> None:
        """`settings` name the topics, the limit for an input and the window of the ties."""
        self._names = TopicNames(settings.topic_prefix)
        self._feeds = FeedNumbers()
        self._most_bytes = settings.max_story_bytes
        self._lanes = Lanes()
        self._identities = Identities(settings, self._lanes.note)
        begin_codes(NAME, Code)
        # From zero, so that the first is seen as a rise.
        for by in KEYS:
            metrics.TIES.labels(by)
        for agency in NAMES:
            metrics.SOURCE_STORIES.labels(agency)
            metrics.FEED_GAPS.labels(agency)

    def most_bytes(self, taken: Input) -> int:
        """A story of ours, replayed, was an input within the limit once and is longer as JSON."""
        ours = RawEnvelope.from_headers(taken.headers).content_type == STORY_CONTENT_TYPE
        return RECORD_BYTES if ours else self._most_bytes

    def job(self, taken: Input) -> Job:
        """The bytes, when they arrived, and what the sender says they are."""
        envelope = RawEnvelope.from_headers(taken.headers)
        facts: Facts = {
            "arrived_ms": max(0, int(_arrived(taken) * 1000)),
            "content_type": envelope.content_type,
            "only_ordinal": envelope.only_ordinal,
        }
        return Job(taken.value, facts)

    async def begin(self, _: Iterable[int]) -> None:
        """Learn which ids belong to which story, and follow what other workers find."""
        await self._identities.begin()

    async def prepare(self, _: Input, product: Product, __: Again) -> Product | Failure:
        """Nothing is needed beside the story. Raises BrokerError: ties can't be followed."""
        self._identities.check()
        return product

    def due(self, _: float) -> Iterable[Output]:
        """Nothing ever is."""
        return ()

    def settle(self, taken: Input, product: Product) -> Settlement:
        """To the topic of its urgency, under the id of the story that it belongs to."""
        facts = product.facts
        backfill = BACKFILL in text_headers(taken.headers)
        traits = from_json(facts["traits"])
        tie = self._identities.find(traits)
        story_id = tie.story_id if tie else traits.own
        arrived = _arrived(taken)
        until = Lanes.until(facts, arrived)
        told = self._identities.add(traits, story_id, tie, until)
        urgent = self._lanes.urgent(facts, story_id, arrived, backfill=backfill)
        said = {
            # Numbers under another id count something else.
            OWN_VERSION: None if tie else facts["own_version"],
            SIGNAL: facts["signal"],
            BACKFILL: "1" if backfill else None,
            # The urgent topic overtakes: a story's versions must still be told apart by the wire.
            ORDER: f"{taken.partition}:{taken.offset}",
        }
        ordinal = int(str(facts["ordinal"]))
        output = Output(
            self._names(URGENT if urgent else STORIES),
            story_id.encode(),
            rerouted(product.value, traits.own, tie) if tie else product.value,
            headers(NAME, taken, PARSED_TYPE, ordinal, said),
        )
        missing = self._feeds.missing(taken.partition, str(facts["sequence"] or ""))
        count = partial(_count, str(facts["agency"]), missing, tie.by if tie else "")
        return Settlement([*filter(None, (told, output))], count=count)


def _arrived(taken: Input) -> float:
    """Seconds since 1970: the record's timestamp, and never later than now.

    It is the sender's word: by a clock that is fast an embargo would be over before its time.
    """
    return min(taken.timestamp_ms / 1000, time.time())


def _count(agency: str, missing: int, tied_by: str) -> None:
    metrics.SOURCE_STORIES.labels(agency).inc()
    metrics.FEED_GAPS.labels(agency).inc(missing)
    if tied_by:
        metrics.TIES.labels(tied_by).inc()


def attach(app: Any, mover: Mover, names: TopicNames) -> None:
    """Declare the agent. Nothing is acknowledged here: the mover does it when a record is done."""
    topic = raw_topic(app, names(RAW))

    @app.agent(topic, name=NAME)  # type: ignore[untyped-decorator]
    async def intake(inputs: Any) -> None:
        async for event in inputs.noack().events():
            await take(app, mover, event)
