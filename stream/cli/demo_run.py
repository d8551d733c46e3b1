"""A demo under way: pushes, follows what comes out, shows it, and counts."""

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing
from datetime import UTC, datetime

from aiokafka import ConsumerRecord

from schemas.cloudevents import CloudEvent
from schemas.dead_letter import DeadLetter
from schemas.events import DEAD_LETTER_TYPE
from schemas.outcome import Outcome
from stream.agents import parsing
from stream.broker.admin import create_topics
from stream.broker.embedded import EmbeddedBroker
from stream.cli.console import Failed, emit, people, progress, say
from stream.cli.demo_worker import DemoWorker
from stream.cli.following import follower
from stream.cli.inputs import Source, files_and_folders
from stream.cli.pushing import Pushed, push_all
from stream.cli.show import failure, killed, story
from stream.cli.since import BEGINNING
from stream.cli.standing import Seen
from stream.cli.tally import Item, Tally, items
from stream.engine.jobs import Failure, Job, attempt
from stream.settings import Settings
from stream.topics import DEAD_LETTERS, ENRICHED, LATEST, TopicNames

LIMIT_SECONDS = 120.0
_UNPUBLISHED: dict[Outcome | None, str] = {
    Outcome.SUPERSEDED: "a newer version came first",
    Outcome.REPEAT: "the same version came before",
    Outcome.WITHDRAWN: "its story was killed first",
}
_POLL_MS = 200
_PACE_SECONDS = 0.4


class DemoRun:
    """Feeds sample stories to a running worker and follows them."""

    def __init__(
        self, settings: Settings, worker: DemoWorker, broker: EmbeddedBroker, *, json: bool
    ) -> None:
        """With `json` only the summary goes to standard output."""
        self._settings = settings
        self._names = TopicNames(settings.topic_prefix)
        self._worker = worker
        self._broker = broker
        self._json = json
        self._seen = Seen([], stories=True)
        self._tally = Tally([])

    def until_accounted(self, paths: Sequence[str]) -> None:
        """Push, and follow until every item has ended. Raises Failed where one doesn't."""
        began = time.monotonic()
        with progress().status("starting the worker: the model takes a few seconds…"):
            asyncio.run(self._push_and_follow(paths))
        self._summary(time.monotonic() - began)

    def until_interrupted(self) -> None:
        """Show what comes, until Ctrl-C."""
        asyncio.run(self._follow_on())

    async def _push_and_follow(self, paths: Sequence[str]) -> None:
        await create_topics(self._settings)
        first, *rest = files_and_folders(paths)
        await self._feed([first])
        feeding: asyncio.Task[None] | None = None
        limit = time.monotonic() + LIMIT_SECONDS
        async with aclosing(self._batches(BEGINNING)) as batches:
            async for batch in batches:
                self._show(batch)
                ended = not self._tally.missing()
                if ended and feeding is None:
                    # The worker is at work: now the wire goes on at the pace of a wire.
                    feeding = asyncio.create_task(self._feed(rest))
                elif (ended and feeding and feeding.done()) or time.monotonic() > limit:
                    return

    async def _feed(self, sources: Sequence[Source]) -> None:
        """Push one after the other; from then on each is accounted for."""
        for source in sources:
            self._tally.expect(_expected(await push_all(self._settings, [source])))
            await asyncio.sleep(_PACE_SECONDS)

    async def _follow_on(self) -> None:
        async for batch in self._batches(None):
            self._show(batch)

    async def _batches(self, since: datetime | None) -> "AsyncGenerator[list[ConsumerRecord]]":
        """New records of the enriched stories and the dead letters, while the worker lives."""
        async with AsyncExitStack() as stack:
            names = [self._names(it) for it in (LATEST, ENRICHED, DEAD_LETTERS)]
            standing, *out = [await follower(stack, self._settings, it, since) for it in names]
            while self._worker.running and self._broker.running:
                batch = [it for one in out for it in await one.next(_POLL_MS)]
                for record in await standing.next(0):
                    self._seen.stands(record)
                yield batch
        if self._worker.running:
            raise Failed("the embedded broker ended by itself")
        raise Failed(f"the worker ended; its last words:\n{self._worker.last_words()}")

    def _show(self, batch: "list[ConsumerRecord]") -> None:
        for record in batch:
            self._tally.note(record)
        if self._json:
            return
        for shown in self._seen.read(batch):
            if shown.killed:
                people().print(killed(shown.killed, shown.at))
            elif shown.event is not None:
                people().print(story(shown.event, shown.at))
            else:
                self._show_letter(shown.record)

    def _show_letter(self, record: ConsumerRecord) -> None:
        event = CloudEvent.from_headers(record.headers)
        if event is None or event.type != DEAD_LETTER_TYPE:
            return
        letter = DeadLetter.from_headers(record.headers)
        people().print(failure(self._tally.name(event.id), letter.code, letter.message))

    def _summary(self, seconds: float) -> None:
        counts = {**self._tally.summary(), "seconds": round(seconds, 1)}
        if self._json:
            emit(counts)
        else:
            said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in counts.items())
            say(f"every item accounted for: {said}" if not self._tally.missing() else said)
            self._explain()
        missing = sorted({it.name for it in self._tally.missing()})
        if missing:
            words = self._worker.last_words()
            raise Failed(f"no outcome for {', '.join(missing)}; the worker's last words:\n{words}")

    def _explain(self) -> None:
        """Name what didn't come out although nothing was wrong with it."""
        for it in self._tally.items:
            if self._tally.outcome(it) in _UNPUBLISHED:
                say(f"{it.name} wasn't published: {_UNPUBLISHED[self._tally.outcome(it)]}")


def _expected(pushed: Pushed) -> list[Item]:
    """What must come out, from what parsing the same files gives."""
    work, now = parsing.make(), datetime.now(UTC).timestamp() * 1000
    found: list[Item] = []
    for raw_id, source in pushed.ids.items():
        data = source.read()
        if isinstance(data, Failure):
            raise Failed(f"{source.name} changed while the demo ran: {data.message}")
        answer = attempt(work, Job(data, {"arrived_ms": round(now)}))
        found += items(source.path.name if source.path else source.name, raw_id, answer)
    return found
