"""The enrich hop: parsed stories to enriched ones, each story's versions in rising order."""

import asyncio
import contextlib
import time
from collections.abc import Iterable
from functools import partial
from typing import Any

from pydantic import JsonValue

from schemas.cloudevents import text_headers
from schemas.outcome import Outcome
from stream.agents.counts import count_decision, count_from_zero
from stream.agents.gate import Gate
from stream.agents.lives import Lives, Remembered
from stream.agents.outputs import due_record, records, standing_headers, tombstone
from stream.agents.records import DUE, SWAP, UPSTREAM
from stream.agents.swaps import kept_headers, swapped
from stream.agents.texts import Texts, parts_of
from stream.agents.versions import moment_of, version_of, with_version
from stream.broker.shelf import Shelf
from stream.engine.counting import begin_codes
from stream.engine.faust_app import raw_topic
from stream.engine.hop import Again, Input, Output, Settlement, WorkPlan
from stream.engine.jobs import Failure, Job, Product
from stream.engine.mover import Mover
from stream.engine.runner import take
from stream.enrich import watch
from stream.enrich.topics.trained import load
from stream.lifecycle.changes import CHANGES, changes, said_of
from stream.lifecycle.decision import Decision, Shows, Text
from stream.lifecycle.fold import due, fold
from stream.lifecycle.standing import Standing
from stream.settings import Settings
from stream.topics import ENRICHED, HELD, LATEST, RECORD_BYTES, STORIES, URGENT, TopicNames

NAME = "enrich"
_OF_VERSION = ("digest", "until", "usable", "by_status", "signal")
"""Facts of what came that count although another text is published."""
_MANY = 10_000
"""Sentences of both texts above which the comparison takes so long that the loop must not wait."""


class EnrichHop:
    """Finds entities and topics; publishes what is newer than what stands."""

    name = NAME
    inputs = (STORIES, URGENT)
    outputs = (ENRICHED, LATEST, HELD)

    def __init__(self, settings: Settings, children: int) -> None:
        """`children` processes enrich.

        Raises:
            SettingsError: the watch list isn't right: better now than in every child.
        """
        self._settings = settings
        self._names = TopicNames(settings.topic_prefix)
        self._shelf = Shelf(settings)
        self.lives = Lives(settings, self._shelf)
        self._texts = Texts(settings, self._shelf)
        self.gate = Gate(settings)
        self.work = WorkPlan(
            "stream.agents.enriching:make",
            _arguments(settings),
            children,
            urgent=(URGENT,),
            shared=True,
        )
        count_from_zero(NAME)
        begin_codes(NAME, ["bad_story", "model_failed"])

    def most_bytes(self, _: Input) -> int:
        """Intake limits the input; as JSON the same story can be several times as long."""
        return RECORD_BYTES

    def job(self, taken: Input) -> Job:
        """The parsed story as it is, or one that was enriched elsewhere and is to stand."""
        said = text_headers(taken.headers)
        return Job(taken.value, {name: said.get(name) for name in (SWAP, DUE)})

    async def begin(self, partitions: Iterable[int]) -> None:
        """Read what stands and what waits in these partitions, tombstones and all."""
        self._texts.clear()
        await self.lives.learn(partitions)

    async def leave(self, limit_seconds: float) -> Iterable[Output]:
        """What stood in the partitions is read no more."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit_seconds):
                await self._shelf.close()
        return ()

    async def prepare(self, taken: Input, product: Product, again: Again) -> Product | Failure:
        """The text that the decision needs, where it isn't the product's own."""
        key = taken.key or b""
        await self.lives.warm(taken.partition, key)
        said = text_headers(taken.headers)
        if SWAP in said or (DUE in said and taken.topic == self._names(STORIES)):
            return product
        now = time.time()
        decision = self._decide(taken, product, now)
        story = self.lives.find(taken.partition, key)
        if decision is None or story is None:
            return Product(product.value, {**product.facts, "now": now})
        found = product
        if decision.text is not Text.OWN:
            stored = await self._texts.stored(taken.partition, key, story, decision.text)
            if decision.joins:
                whole = await self._texts.joined(stored, taken, product, again)
                if isinstance(whole, Failure):
                    return whole
                found = whole
            else:
                found = _released(stored, product)
        changed = {CHANGES: await self._changes(taken, story, decision, found)}
        return Product(found.value, {**found.facts, **changed, "now": now})

    def settle(self, taken: Input, product: Product) -> Settlement:
        """Publish a version that is newer than what stands; say what becomes of any other."""
        key = taken.key or b""
        said = text_headers(taken.headers)
        if SWAP in said:
            return self._swap(taken, product, self.lives.get(taken.partition, key).standing)
        if DUE in said and taken.topic == self._names(STORIES):
            # Behind all that came before it, on both topics: a kill or a correction has won.
            return Settlement([Output(self._names(URGENT), key, taken.value, taken.headers)])
        decision = self._decide(taken, product, float(str(product.facts.get("now", time.time()))))
        if decision is None:
            return Settlement()
        story = self.lives.put(taken.partition, key, decision.life)
        outputs = records(self._names, taken, product, decision, story)
        if any(it.topic == self._names(LATEST) for it in outputs):
            self.lives.written(taken.partition, key)
        self._texts.remember(taken.partition, key, outputs, product)
        count = partial(count_decision, NAME, product.facts, decision)
        if DUE in said:
            # It was fresh at its time: an embargo is no delay.
            return Settlement(outputs, "passed", moment_of(said[DUE]), count)
        fresh = decision.shows is Shows.TEXT and decision.text is Text.OWN
        arrived = float(str(product.facts["arrived"])) if fresh else None
        return Settlement(outputs, decision.outcome.value, arrived, count)

    def due(self, now: float) -> Iterable[Output]:
        """A record for each story whose time has come; tombstones that a crash left out."""
        self.lives.cool(now)
        asked = [(partition, key) for partition, key, _ in self.lives.due(now)]
        for partition, key in self.gate.through(asked):
            pending = self.lives.get(partition, key).pending
            if pending is not None and pending.has_text and not pending.waits(now):
                yield due_record(self._names, key, pending)
        for _, key in self.lives.stale():
            yield tombstone(self._names, key)

    async def _changes(
        self, taken: Input, story: Remembered, decision: Decision, product: Product
    ) -> JsonValue:
        """What it changes of the version that stands; None where none does, or it is the same."""
        standing = story.life.standing
        if decision.shows is not Shows.TEXT or standing is None or standing.held:
            return None
        key = taken.key or b""
        if standing.version == decision.version:
            # It comes again after a crash, and says what it said.
            event = await self._texts.event(taken.partition, key, story, Text.STANDING)
            return await asyncio.to_thread(said_of, event)
        earlier = await self._texts.parts(taken.partition, key, story)
        later = await parts_of(product)
        if len(earlier.sentences) + len(later.sentences) > _MANY:
            return await asyncio.to_thread(changes, earlier, later, standing.version)
        return changes(earlier, later, standing.version)

    def _decide(self, taken: Input, product: Product, now: float) -> Decision | None:
        life = self.lives.get(taken.partition, taken.key or b"")
        if DUE in text_headers(taken.headers):
            return due(life, now)
        return fold(life, version_of(taken, product), now)

    def _swap(self, taken: Input, product: Product, standing: Standing | None) -> Settlement:
        """The same version enriched anew: only where that version still stands, and only there."""
        outcome = swapped(standing, text_headers(taken.headers).get(UPSTREAM, ""))
        story = self.lives.find(taken.partition, taken.key or b"")
        if outcome is not Outcome.PUBLISHED or standing is None or story is None:
            return Settlement(end=outcome.value)
        value = with_version(product, standing.version)
        said = [*kept_headers(taken, standing.version), *standing_headers(standing)]
        note = story.noting("stands_at")
        output = Output(self._names(LATEST), taken.key, value, said, noted=note)
        self._texts.remember(taken.partition, taken.key or b"", [output], product)
        return Settlement([output], outcome.value)


def _released(stored: Product, product: Product) -> Product:
    """The text that stood or waited, with what the version says that brings it out."""
    # What is due says nothing of its own.
    own = {name: product.facts[name] for name in _OF_VERSION if name in product.facts}
    kept = {"text_signal": stored.facts["signal"], "word": product.facts.get("signal")}
    return Product(stored.value, {**stored.facts, **own, **kept})


def _arguments(settings: Settings) -> dict[str, object]:
    """What each child is told; the watch list and the topic model are looked at first."""
    if settings.watchlist:
        watch.read(settings.watchlist)
    if settings.topic_model:
        load(settings.topic_model)
    return settings.enrich_plan | {"seen_texts": settings.seen_texts}


def attach(app: Any, mover: Mover, names: TopicNames) -> None:
    """Declare the agents, one a lane: what is urgent waits behind nothing else."""

    @app.agent(raw_topic(app, names(STORIES)), name=NAME)  # type: ignore[untyped-decorator]
    async def enrich(stories: Any) -> None:
        async for event in stories.noack().events():
            await take(app, mover, event)

    @app.agent(raw_topic(app, names(URGENT)), name=f"{NAME}-urgent")  # type: ignore[untyped-decorator]
    async def enrich_urgent(stories: Any) -> None:
        async for event in stories.noack().events():
            await take(app, mover, event)
