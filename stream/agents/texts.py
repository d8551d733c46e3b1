"""Texts that a decision needs beside the product's own: what stands, what waits, the two joined."""

import asyncio
import json
from collections.abc import Iterable

from pydantic import ValidationError

from schemas.events import EnrichedStory, ParsedStory
from stream.agents.enriching import PARTS, product_of
from stream.agents.lives import Remembered
from stream.agents.recent import Recent
from stream.broker.shelf import Shelf
from stream.engine.hop import Again, Input, Output
from stream.engine.jobs import Failure, Job, Product
from stream.errors import BrokerError
from stream.lifecycle.appending import contains, joined
from stream.lifecycle.decision import Text
from stream.lifecycle.parts import Parts
from stream.settings import Settings
from stream.topics import HELD, LATEST, TopicNames

PARTS_BYTES = 4 * 1024 * 1024
_STEP_SECONDS = 0.005


class Texts:
    """Texts that stand or wait: the last ones from memory, any other from where it was written."""

    def __init__(self, settings: Settings, shelf: Shelf) -> None:
        """`shelf` has what isn't in memory."""
        self._settings = settings
        self._shelf = shelf
        self._names = TopicNames(settings.topic_prefix)
        self._recent = {Text.STANDING: Recent(), Text.PENDING: Recent()}
        self._parts = Recent(PARTS_BYTES)

    def clear(self) -> None:
        """Other partitions are ours: what is remembered may be old."""
        for recent in (*self._recent.values(), self._parts):
            recent.clear()

    def remember(
        self, partition: int, key: bytes, outputs: Iterable[Output], product: Product
    ) -> None:
        """What the records that go out, made of the product, leave standing or waiting."""
        kinds = {self._names(LATEST): Text.STANDING, self._names(HELD): Text.PENDING}
        for output in outputs:
            kind = kinds.get(output.topic)
            if kind is None:
                continue
            self._recent[kind].drop(partition, key)
            if output.value is not None:
                self._recent[kind].put(partition, key, output.value)
            if kind is Text.STANDING:
                self._parts.drop(partition, key)
                if output.value is not None and PARTS in product.facts:
                    self._parts.put(partition, key, str(product.facts[PARTS]).encode())

    async def stored(
        self, partition: int, key: bytes, remembered: Remembered, text: Text
    ) -> Product:
        """The text that stands or waits. Raises BrokerError where it can't be read."""
        value = await self.event(partition, key, remembered, text)
        try:
            return product_of(EnrichedStory.model_validate_json(value))
        except ValidationError:
            raise BrokerError("the text that should stand is no story of ours") from None

    async def event(self, partition: int, key: bytes, remembered: Remembered, text: Text) -> bytes:
        """The same as it was written. Raises BrokerError where it can't be read."""
        recent = self._recent[text].get(partition, key)
        if recent is not None:
            return recent
        topic = self._names(HELD if text is Text.PENDING else LATEST)
        offset = await self._place(remembered, text)
        record = await self._shelf.record(topic, partition, offset)
        if record is None or record.value is None:
            place = f"{topic} partition {partition} offset {offset}"
            raise BrokerError(f"{place}: the text that should stand there can't be read")
        return bytes(record.value)

    async def parts(self, partition: int, key: bytes, remembered: Remembered) -> Parts:
        """What the text that stands says. Raises BrokerError where it can't be read."""
        known = self._parts.get(partition, key)
        if known is not None:
            return Parts.from_text(known)
        event = await self.event(partition, key, remembered, Text.STANDING)
        return await asyncio.to_thread(_parts_in, event)

    async def joined(
        self, stored: Product, taken: Input, product: Product, again: Again
    ) -> Product | Failure:
        """The stored text with the addition behind it, enriched as a whole."""
        earlier = EnrichedStory.model_validate_json(stored.value)
        addition = ParsedStory.model_validate_json(taken.value)
        if contains(earlier, addition):
            return Product(product.value, {**product.facts, "contained": True})
        (whole, *_) = await again(Job(joined(earlier, addition).to_json()))
        return whole

    async def _place(self, remembered: Remembered, text: Text) -> int:
        """Where the text stands, once the broker has it."""
        async with asyncio.timeout(self._settings.publish_seconds):
            while True:
                waits = text is Text.PENDING
                offset = remembered.waits_at if waits else remembered.stands_at
                if offset >= 0:
                    return offset
                await asyncio.sleep(_STEP_SECONDS)


async def parts_of(product: Product) -> Parts:
    """What a product's text says: as its child found it, else as its event has it."""
    found = product.facts.get(PARTS)
    if found is not None:
        return Parts.from_text(str(found))
    return await asyncio.to_thread(_parts_in, product.value)


def _parts_in(event: bytes) -> Parts:
    return Parts.of_json(json.loads(event))
