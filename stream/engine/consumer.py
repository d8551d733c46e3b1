"""Faust's consumer as a hop uses it: it asks for what there is room for, and gets on with it.

Faust fetches a topic until its buffer is full, and then waits, with all other topics; and when it
has paused every partition it sleeps a whole second. Here a topic of which enough records wait is
left out of the next fetch instead: the others go on, and it is asked again within moments. Nothing
is lost by that, and the group's session goes on.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import Any

from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer

from stream import metrics
from stream.engine.lost_leader import LostLeader
from stream.engine.on_our_loop import ConsumerOnOurLoop

POLLS = 4
"""So many fetches fill a buffer. With one in it, no more is fetched: it lasts until the next, since
a story takes milliseconds, and even a fetch that was under way leaves room."""
FETCH_MS = 50
"""How long the broker may hold an empty fetch; Faust lets it hold one for 1.5 s.

What asks next on the same connection waits for it, and so does a partition whose last record was
just taken; the embedded broker doesn't answer before that time though a record comes.
"""
CROWDED_FETCH_MS = 200
"""The same while enough waits here: fetches of empty partitions would else cost broker and hop an
eighth of a core. A record that comes ends it early on Kafka."""
ENOUGH_SECONDS = 0.5
"""Work for so long is enough: the children have something to do until such a fetch has ended, and
the one that was under way before."""
AGAIN_SECONDS = ENOUGH_SECONDS - CROWDED_FETCH_MS / 1000
"""So soon it is looked again at whether it is enough."""
POLL_SECONDS = 0.05
"""While a topic is left out, a fetch that waits for others' records waits no longer."""
PAUSE_SECONDS = 0.01


class HopFetches(ConsumerOnOurLoop):
    """The part that talks to the broker, with short fetches, and no waiting for who has left."""

    async def on_start(self) -> None:
        """The group is joined only later, when the topics are known."""
        await super().on_start()
        started: Any = self._consumer
        LostLeader.watch(started._coordinator)  # noqa: SLF001 - no public way

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        consumer._fetch_max_wait_ms = FETCH_MS  # noqa: SLF001 - Faust has no setting for it
        return consumer

    def hold_fetches(self, most_ms: int) -> None:
        """How long the broker may hold an empty fetch, from the next on."""
        fetcher = getattr(self._consumer, "_fetcher", None)
        if fetcher is not None:
            fetcher._fetch_max_wait_ms = most_ms  # noqa: SLF001 - as above


class HopConsumer(Consumer):
    """A hop's consumer. The parts of Faust that are changed have no public way."""

    _thread: HopFetches

    def __init__(
        self, *arguments: Any, hop: str, work_left: Callable[[], float], **options: Any
    ) -> None:
        """`hop` is its name in the metrics, `work_left` says for how many seconds there is work.

        All else is Faust's.
        """
        super().__init__(*arguments, **options)
        self._work_left = work_left
        self._refused = metrics.COMMIT_FAILURES.labels(hop)

    def _new_consumer_thread(self) -> AIOKafkaConsumerThread:
        return HopFetches(self, loop=self.loop, beacon=self.beacon)

    async def _getmany(self, active_partitions: Any, timeout: float) -> Any:  # noqa: ASYNC109 - Faust's
        # Faust empties its set at a rebalance, and an empty one means all of them.
        active = None if active_partitions is None else set(active_partitions)
        full = crowded(self.app)
        enough = bool(full) or self._work_left() > ENOUGH_SECONDS
        self._thread.hold_fetches(CROWDED_FETCH_MS if enough else FETCH_MS)
        if not full:
            limit = min(timeout, AGAIN_SECONDS) if enough else timeout
            return await super()._getmany(active, limit)
        chosen = {it for it in active or () if it.topic not in full}
        if chosen:
            return await super()._getmany(chosen, POLL_SECONDS)
        await asyncio.sleep(PAUSE_SECONDS)
        return {}

    async def _commit(self, offsets: Mapping[Any, int]) -> bool:
        """Count what the broker refuses; Faust only logs it.

        That is a commit that comes when the group has already given the partitions away: its
        records will be delivered again. Anything worse ends the hop.
        """
        committed = bool(await super()._commit(offsets))
        if not committed:
            self._refused.inc()
        return committed


def crowded(app: Any) -> Collection[str]:
    """The topics of which enough waits in a buffer. Of Faust's conductor: topic to channels."""
    enough = app.conf.stream_buffer_maxsize // POLLS
    return [
        topic
        for topic, channels in app.topics._topic_name_index.items()  # noqa: SLF001 - no public way
        if any(it.queue.qsize() >= enough for it in channels)
    ]
