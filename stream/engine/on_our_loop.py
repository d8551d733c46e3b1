"""Faust's consumer on the hop's own event loop, without the thread that Faust gives it.

On its thread it has a loop of its own: each record, each commit and each question what has come
passes from one loop to the other and back, both wake for it, and both want the interpreter. Where
stories come one by one that was a quarter of the hop's time, and a third of what they waited.

The thread is there for heartbeats while the main loop is busy. Here it never is for long: children
do the work, and a loop that hangs ends the process (`stream.engine.watchdog`).
"""

import asyncio
from contextlib import suppress
from typing import Any

from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread
from mode.threads import ServiceThread
from mode.utils.futures import maybe_async


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
        """Nobody to wait for: who stops the service has waited for its end."""

    async def _run(self) -> None:
        try:
            # What goes wrong it has told the application.
            with suppress(Exception):
                await self._service._serve()  # noqa: SLF001 - what the thread would do
        finally:
            # Also where its end was cut short: somebody waits for this.
            self._service.set_shutdown()


class ConsumerOnOurLoop(AIOKafkaConsumerThread):
    """Faust's consumer, to be made with the hop's loop as that of its thread."""

    def __init__(self, consumer: Any, *, loop: asyncio.AbstractEventLoop, beacon: Any) -> None:
        """Not started. All is Faust's but for the thread."""
        super().__init__(consumer, loop=loop, thread_loop=loop, beacon=beacon, Worker=AsTask)

    async def call_thread(self, fun: Any, *arguments: Any, **options: Any) -> Any:
        """Call it: there is no thread to send it to."""
        return await maybe_async(fun(*arguments, **options))

    async def _gather_remaining_tasks(self) -> None:
        """Faust would cancel all tasks of the thread's loop; those of ours are others'."""
