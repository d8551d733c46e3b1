"""The match hop: enriched stories to matches, one for each rule that a story fulfils."""

from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from pydantic import JsonValue

from schemas.alert import ALERT_CONTENT_TYPE, MATCH_TYPE
from schemas.cloudevents import text_headers
from schemas.wire import Signal
from stream import metrics
from stream.agents.fulfilled import Fulfilled
from stream.agents.matching import ASKED, TOLD
from stream.agents.records import BACKFILL, SIGNAL, headers
from stream.engine.counting import begin_codes
from stream.engine.faust_app import raw_topic
from stream.engine.hop import Again, Input, Output, Settlement, WorkPlan
from stream.engine.jobs import Failure, Job, Product
from stream.engine.mover import Mover
from stream.engine.runner import take
from stream.settings import Settings
from stream.topics import ENRICHED, MATCHES, RECORD_BYTES, TopicNames

NAME = "match"
_ENDS = {it.value for it in Signal if it.ends_story}


class MatchHop:
    """Asks all rules about each story, and tells rules of what becomes of stories they matched."""

    name = NAME
    inputs = (ENRICHED,)
    outputs = (MATCHES,)
    work = WorkPlan("stream.agents.matching:make")
    """One child asks the rules: each would have them all in memory."""

    def __init__(self, settings: Settings) -> None:
        """Which rules stories fulfilled is learned by `begin`."""
        begin_codes(NAME, ["bad_story"])
        self._names = TopicNames(settings.topic_prefix)
        self._fulfilled = Fulfilled(settings)

    def most_bytes(self, _: Input) -> int:
        """Whatever was published."""
        return RECORD_BYTES

    def job(self, taken: Input) -> Job:
        """The story; one of an archive is asked of no rule."""
        return Job(taken.value, {ASKED: BACKFILL not in text_headers(taken.headers)})

    async def begin(self, partitions: Iterable[int]) -> None:
        """Learn which rules the stories of these partitions fulfilled."""
        await self._fulfilled.learn(partitions)

    async def prepare(self, taken: Input, product: Product, again: Again) -> Product | Failure:
        """What is told to rules that an earlier version fulfilled and this one doesn't.

        Only here is known what all that came before it fulfilled.
        """
        said = text_headers(taken.headers)
        if BACKFILL in said and said.get(SIGNAL) not in _ENDS:
            return product
        told = self._fulfilled.of(taken.partition, taken.key or b"")
        missed: list[JsonValue] = [*sorted(told.difference(_rules(product)))]
        if not missed:
            return product
        (more, *_) = await again(Job(taken.value, {ASKED: False, TOLD: missed}))
        if isinstance(more, Failure):
            return more
        lines = [it for it in (product.value, more.value) if it]
        rules: list[JsonValue] = [*_rules(product), *_rules(more)]
        return Product(b"\n".join(lines), {**product.facts, "rules": rules})

    def settle(self, taken: Input, product: Product) -> Settlement:
        """A record for each match, under its rule's id."""
        rules = _rules(product)
        self._fulfilled.note(taken.partition, taken.key or b"", rules)
        signal = text_headers(taken.headers).get(SIGNAL)
        outputs = [
            Output(
                self._names(MATCHES),
                rule.encode(),
                value,
                headers(
                    NAME,
                    taken,
                    MATCH_TYPE,
                    0,
                    {SIGNAL: signal},
                    upstream=f"{taken.ce_id} {rule}",
                    content_type=ALERT_CONTENT_TYPE,
                ),
            )
            for rule, value in zip(rules, product.value.splitlines(), strict=True)
        ]
        return Settlement(outputs, count=partial(_count, product))

    def due(self, _: float) -> Iterable[Output]:
        """Nothing ever is."""
        return ()


def _rules(product: Product) -> list[str]:
    return cast(list[str], product.facts["rules"])


def _count(product: Product) -> None:
    metrics.RULES.labels("standing").set(int(str(product.facts["standing"])))
    metrics.RULES.labels("refused").set(int(str(product.facts["refused"])))


def attach(app: Any, mover: Mover, names: TopicNames) -> None:
    """Declare the agent; the mover acknowledges."""
    topic = raw_topic(app, names(ENRICHED))

    @app.agent(topic, name=NAME)  # type: ignore[untyped-decorator]
    async def match(stories: Any) -> None:
        async for event in stories.noack().events():
            await take(app, mover, event)
