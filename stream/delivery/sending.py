"""Parcels on their way: each channel's receiver for itself, attempts with growing pauses.

A parcel ends as taken, as given up with a reason, or, where its story was killed before anybody
could have seen it, as withdrawn. What its end is, is told to who put it here.
"""

import asyncio
import contextlib
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type
from tenacity.wait import wait_base

from schemas.alert import AlertKind
from stream.delivery.breaker import Breaker
from stream.delivery.channels import Channels, Mail, Webhook
from stream.delivery.mail import send_mail
from stream.delivery.outcome import Again, Given, Never, unforeseen
from stream.delivery.parcel import Parcel
from stream.delivery.webhook import Webhooks

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
"""Seconds between two attempts: at most so long after the first, doubled after each."""
MOST_PARCELS = 20_000
"""For one channel at once; what is above is given up at once, and can be sent again."""

INTERRUPTED = "interrupted"
"""What an attempt's code is that was cut off: the hop gives its partitions up."""

Ended = Callable[[Parcel, Given], object]
Attempted = Callable[[Parcel, float, str | None], object]
"""With the moment when the attempt began, in seconds since 1970, and the code if it failed."""


class Receiver:
    """One channel's: how many attempts at once, and whether it is left alone."""

    def __init__(self, parallel: int) -> None:
        """`parallel` attempts at once."""
        self.breaker = Breaker()
        self.turns = asyncio.Semaphore(parallel)
        self.parcels = 0


class Sender:
    """Sends parcels until it is closed; then all that hadn't ended is left to the next."""

    def __init__(
        self, channels: Channels, ended: Ended, attempted: Attempted = lambda *_: None
    ) -> None:
        """`ended` is called once a parcel, `attempted` after each attempt, in the event loop."""
        self._channels = channels
        self._ended = ended
        self._attempted = attempted
        self._receivers: dict[str, Receiver] = {}
        self._tasks: dict[str, tuple[Parcel, asyncio.Task[None]]] = {}
        self._threads: defaultdict[tuple[str, str], list[Parcel]] = defaultdict(list)
        self._attempting: set[str] = set()
        self._pending: Counter[str] = Counter()
        self._webhooks = Webhooks()

    @property
    def pending(self) -> Mapping[str, int]:
        """Parcels on their way, by channel."""
        return self._pending

    def put(self, parcel: Parcel) -> None:
        """Send it, if it isn't on its way already."""
        if parcel.key in self._tasks:
            return
        if parcel.alert.kind is AlertKind.KILLED and self._withdraw(parcel):
            return
        before = self._threads[parcel.thread]
        last = self._tasks[before[-1].key][1] if before else None
        before.append(parcel)
        task = asyncio.create_task(self._send(parcel, last))
        self._tasks[parcel.key] = parcel, task
        self._pending[parcel.channel] += 1

    async def close(self, limit_seconds: float) -> None:
        """Let attempts end that were begun, within the limit; leave all else."""
        waiting = [task for key, (_, task) in self._tasks.items() if key not in self._attempting]
        for task in waiting:
            task.cancel()
        begun = [task for key, (_, task) in self._tasks.items() if key in self._attempting]
        if begun:
            await asyncio.wait(begun, timeout=limit_seconds)
        everything = [task for _, task in self._tasks.values()]
        for task in everything:
            task.cancel()
        await asyncio.gather(*everything, return_exceptions=True)
        await self._webhooks.close()

    def _withdraw(self, kill: Parcel) -> bool:
        """Whether nobody can have seen what is killed, so that there is nothing to tell."""
        story = kill.alert.stories[0].story_id
        unseen = False
        for parcel in list(self._threads.get(kill.thread, ())):
            seen = parcel.attempts > 0
            kept = [it for it in parcel.alert.stories if it.story_id != story]
            if kept:
                # The others of a digest stand: it goes without this one.
                parcel.alert = parcel.alert.model_copy(update={"stories": kept})
            else:
                self._tasks[parcel.key][1].cancel()
                self._end(parcel, Given(parcel.attempts, "withdrawn", "the story was killed"))
            first = parcel.alert.follows is None
            unseen = unseen or (first and not seen)
        if unseen:
            self._ended(kill, Given(0, "withdrawn", "nobody was told of the story here"))
        return unseen

    async def _send(self, parcel: Parcel, before: "asyncio.Task[None] | None") -> None:
        """To the end of one parcel."""
        if before is not None:
            await asyncio.wait([before])
        channel = self._channels[parcel.channel]
        if channel is None:
            reason = "no channel of this name stands in the file that WIRE_CHANNELS names"
            self._end(parcel, Given(0, "no_such_channel", reason))
            return
        receiver = self._receivers.setdefault(parcel.channel, Receiver(channel.parallel))
        if receiver.parcels >= MOST_PARCELS:
            self._end(parcel, Given(0, "too_many", f"{MOST_PARCELS} wait for this channel"))
            return
        receiver.parcels += 1
        try:
            self._end(parcel, await self._tried(parcel, channel, receiver))
        finally:
            receiver.parcels -= 1

    async def _tried(self, parcel: Parcel, channel: Webhook | Mail, receiver: Receiver) -> Given:
        """Attempt after attempt, until it is taken or its time is over."""
        until = parcel.alert.at.timestamp() + channel.keep_trying
        try:
            # Most are taken at once.
            await self._attempt(parcel, receiver, until)
        except Never as never:
            return Given(parcel.attempts, never.code, str(never))
        except Again as first:
            return await self._again(parcel, receiver, until, first)
        return Given(parcel.attempts)

    async def _again(self, parcel: Parcel, receiver: Receiver, until: float, first: Again) -> Given:
        """After growing pauses, of which the first comes before the second attempt."""
        failures = [first]
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Again),
            wait=_Pause(),
            stop=lambda state: time.time() + (state.upcoming_sleep or 0.0) > until,
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    if failures:
                        raise failures.pop()
                    await self._attempt(parcel, receiver, until)
        except Again as last:
            return Given(
                parcel.attempts, last.code, f"{last}; it was tried until the time was over"
            )
        except Never as never:
            return Given(parcel.attempts, never.code, str(never))
        return Given(parcel.attempts)

    async def _attempt(self, parcel: Parcel, receiver: Receiver, until: float) -> None:
        while pause := receiver.breaker.enter(time.monotonic()):
            if time.time() + pause > until:
                raise Again("left_alone", "the receiver failed again and again")
            await asyncio.sleep(pause * random.uniform(1.0, 1.25))  # noqa: S311 - no secret
        try:
            async with receiver.turns:
                self._attempting.add(parcel.key)
                # Read anew: the settings may have been mended meanwhile.
                channel = self._channels[parcel.channel]
                parcel.attempts += 1
                await self._hand_over(channel, parcel)
        except Again:
            receiver.breaker.failed(time.monotonic())
            raise
        except Never:
            receiver.breaker.succeeded()
            raise
        else:
            receiver.breaker.succeeded()
        finally:
            receiver.breaker.left()
            self._attempting.discard(parcel.key)

    async def _hand_over(self, channel: Webhook | Mail | None, parcel: Parcel) -> None:
        began = time.time()
        code: str | None = INTERRUPTED
        try:
            await self._hand(channel, parcel)
            code = None
        except (Again, Never) as error:
            code = error.code
            raise
        except Exception as error:  # noqa: BLE001 - else it would be on its way for ever
            never = unforeseen(error, parcel.key, parcel.channel)
            code = never.code
            raise never from None
        finally:
            self._attempted(parcel, began, code)

    async def _hand(self, channel: Webhook | Mail | None, parcel: Parcel) -> None:
        if isinstance(channel, Webhook):
            await self._webhooks.send(channel, parcel)
        elif channel is not None:
            await send_mail(channel, parcel)
        else:
            raise Never("no_such_channel", "the channel was taken from the settings")

    def _end(self, parcel: Parcel, given: Given) -> None:
        if self._tasks.pop(parcel.key, None):
            self._pending[parcel.channel] -= 1
            if not self._pending[parcel.channel]:
                # Rules may ask for any name.
                del self._pending[parcel.channel]
        thread = self._threads[parcel.thread]
        with contextlib.suppress(ValueError):
            thread.remove(parcel)
        if not thread:
            del self._threads[parcel.thread]
        self._ended(parcel, given)


class _Pause(wait_base):
    """Doubled after each attempt, and any time below that, so that receivers aren't hit in step."""

    def __call__(self, retry_state: RetryCallState) -> float:
        """Seconds until the next attempt."""
        most = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(retry_state.attempt_number, 16))
        pause = random.uniform(most / 2, most)  # noqa: S311 - no secret
        error = retry_state.outcome.exception() if retry_state.outcome else None
        asked = error.after if isinstance(error, Again) else None
        return max(pause, asked or 0.0)
