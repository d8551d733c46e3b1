"""Faust's consumer on the hop's own event loop, without the thread that Faust gives it.

On its thread it has a loop of its own: each fetch and each commit passes from one loop to the other
and back, both wake for it, and both want the interpreter. Where stories come one by one that was a
quarter of the hop's time.

The thread is there for heartbeats while the main loop is busy. Here it never is for long: children
do the work. A loop that hangs for longer than a session loses its partitions to another worker, and
in the end the process ends (`stream.engine.watchdog`).
"""

import asyncio
import logging
from typing import Any

from aiokafka.errors import ConsumerStoppedError
from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread
from mode.threads import ServiceThread
from mode.utils.futures import maybe_async

log = logging.getLogger(__name__)


class AsTask:
    """What Faust starts and stops as it would the thread."""

    def __init__(self, service: ServiceThread) -> None:
        """Nothing runs yet."""
        self._service = service
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Go on beside the caller; the service tells when it runs."""
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """A thread would be joined here; see `ended`."""

    async def ended(self) -> None:
        """Wait for its end."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        try:
            await self._service._serve()  # noqa: SLF001 - what the thread would do
        except Exception as error:  # noqa: BLE001 - a start that failed, Faust has told as well
            log.warning("the consumer ended with an error: %r", error)
        finally:
            # Also where its end was cut short: somebody waits for this.
            self._service.set_shutdown()


class ConsumerOnOurLoop(AIOKafkaConsumerThread):
    """Faust's consumer, to be made with the hop's loop as that of its thread."""

    def __init__(self, consumer: Any, *, loop: asyncio.AbstractEventLoop, beacon: Any) -> None:
        """Not started. All is Faust's but for the thread."""
        super().__init__(consumer, loop=loop, thread_loop=loop, beacon=beacon, Worker=AsTask)
        self._calls: set[asyncio.Future[Any]] = set()
        self._over = asyncio.Event()

    async def call_thread(self, fun: Any, *arguments: Any, **options: Any) -> Any:
        """Call it: there is no thread to send it to.

        Raises ConsumerStoppedError where the consumer ends before it is done: a commit would try
        for ever to reach a broker that it has left.
        """
        if self._over.is_set():
            raise ConsumerStoppedError
        call = asyncio.ensure_future(maybe_async(fun(*arguments, **options)))
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)
        try:
            return await call
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if self._over.is_set() and not (task and task.cancelling()):
                raise ConsumerStoppedError from None
            raise

    async def on_thread_stop(self) -> None:
        """Faust calls it at the end: nothing more is asked of the broker, then it is left."""
        self._over.set()
        for call in list(self._calls):
            call.cancel()
        await super().on_thread_stop()

    async def stop(self) -> None:
        """End it, with all that it has started."""
        await super().stop()
        task: Any = self._thread
        if task is not None:
            await task.ended()

    async def _gather_remaining_tasks(self) -> None:
        """Faust would cancel all tasks of the thread's loop; those of ours are others'."""
