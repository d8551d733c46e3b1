"""What becomes of a record's answer: what is published, item by item, and the dead letters."""

import asyncio
import time
from collections.abc import Callable, Sequence
from functools import partial

from stream.engine.hop import Hop, Input, Output
from stream.engine.jobs import Answer, Failure, Job, Product
from stream.engine.lane import Delivery
from stream.engine.letters import dead_letter
from stream.engine.telling import told
from stream.topics import RECORD_BYTES

MOST_OUTPUT_BYTES = RECORD_BYTES - 64 * 1024
"""Largest value that is published: key and headers need room beside it."""

Submit = Callable[[Input, Job], "asyncio.Future[Answer]"]
"""Hands a record's work to the pool."""


class Settling:
    """Ends each item of a hop's answers as exactly one outcome."""

    def __init__(self, hop: Hop, letters: str, submit: Submit) -> None:
        """`letters` is the name of the dead letters' topic."""
        self._hop = hop
        self._letters = letters
        self._submit = submit

    async def prepare(self, delivery: Delivery, answer: Answer) -> Answer:
        """What the hop needs beside each item before it is settled."""
        prepared: Answer = []
        again = partial(self._submit, delivery.taken)
        for item in answer:
            if isinstance(item, Product) and len(item.value) <= MOST_OUTPUT_BYTES:
                found = await self._hop.prepare(delivery.taken, item, again)
                prepared.append(found)
            else:
                prepared.append(item)
        return prepared

    def settle(self, delivery: Delivery, answer: Answer) -> Sequence[Output]:
        """What to publish for a record, in the order of its items; notes how each ends."""
        outputs: list[Output] = []
        # Every input ends as something: an empty answer would be silence.
        for ordinal, item in enumerate(answer or [_NO_ITEM]):
            outputs += self._settle_item(delivery, item, ordinal)
        delivery.settled = time.monotonic()
        delivery.topics.extend(it.topic for it in outputs)
        return outputs

    def _settle_item(
        self, delivery: Delivery, item: Product | Failure, ordinal: int
    ) -> Sequence[Output]:
        # Before it is settled: what can't be published must not stand.
        if isinstance(item, Product) and len(item.value) > MOST_OUTPUT_BYTES:
            item = _output_too_large(item)
        if isinstance(item, Product):
            settled = self._hop.settle(delivery.taken, item)
            delivery.told.append(told(settled.end, None, ordinal, settled.outputs))
            if settled.arrived is not None:
                delivery.arrivals.append(settled.arrived)
            if settled.count is not None:
                delivery.counts.append(settled.count)
            return settled.outputs
        delivery.told.append(told("dead_letter", item.code, ordinal, ()))
        return [dead_letter(self._hop.name, self._letters, delivery.taken, item)]


_NO_ITEM = Failure("no_item", "no item came out of the input")


def _output_too_large(product: Product) -> Failure:
    ordinal = product.facts.get("ordinal")
    return Failure(
        "output_too_large",
        "what came out is larger than a record may be: send the story in parts",
        ordinal if isinstance(ordinal, int) else None,
    )


def input_too_large(size: int, limit: int) -> Failure:
    """The failure of an input above `limit` bytes."""
    mib = 1024 * 1024
    return Failure(
        "too_large",
        f"the input has {size / mib:.1f} MiB, the limit is {limit / mib:.1f} MiB: raise "
        "WIRE_MAX_STORY_BYTES or send the story in parts",
    )
