"""Supervises one process a hop: starts it, passes a stop on, starts it anew when it dies.

A hop that ends because its settings or its topics are wrong isn't started again: no restart mends
that. One that dies again and again is started at growing pauses.
"""

import asyncio
import contextlib
import logging
import signal
import time
from asyncio.subprocess import Process
from collections.abc import Sequence
from dataclasses import dataclass

from stream import logs
from stream.errors import SettingsError

log = logging.getLogger(__name__)

PAUSES = (0.2, 1.0, 2.0, 5.0, 10.0)
STEADY_SECONDS = 60.0
"""A process that lived so long starts with the shortest pause again."""
SPARE_SECONDS = 5.0
"""What a stopping hop may take beyond its limits before it is killed."""


@dataclass(frozen=True)
class Command:
    """A hop's process."""

    name: str
    arguments: Sequence[str]


async def supervise(commands: Sequence[Command], stop_seconds: float) -> int:
    """Run until SIGTERM or SIGINT, or until a hop can't be run at all; gives the exit status."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    running: set[Process] = set()
    for number in logs.CHANGES:
        loop.add_signal_handler(number, _change_level, number, running)
    keepers = [asyncio.create_task(_keep(it, stop, stop_seconds, running)) for it in commands]
    statuses = await asyncio.gather(*keepers)
    return max(statuses)


def _change_level(number: int, running: "set[Process]") -> None:
    """Here, and in each hop."""
    logs.change(number)
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)


async def _keep(
    command: Command, stop: asyncio.Event, stop_seconds: float, running: "set[Process]"
) -> int:
    """Keep one hop running until the stop; gives its status if it can't be run."""
    deaths = 0
    while not stop.is_set():
        began = time.monotonic()
        status = await _run(command, stop, stop_seconds, running)
        if stop.is_set():
            return 0
        if status == SettingsError.exit_code:
            stop.set()
            return status
        deaths = 0 if time.monotonic() - began > STEADY_SECONDS else deaths + 1
        pause = PAUSES[min(max(deaths - 1, 0), len(PAUSES) - 1)]
        log.warning("%s ended (status %s) and starts again in %.1f s", command.name, status, pause)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
    return 0


async def _run(
    command: Command, stop: asyncio.Event, stop_seconds: float, running: "set[Process]"
) -> int:
    """One life of a process. At the stop it gets SIGTERM, time to finish, then SIGKILL."""
    # A session of its own, so that a terminal's Ctrl-C reaches it once: as our SIGTERM.
    with logs.changes_wait():
        process = await asyncio.create_subprocess_exec(*command.arguments, start_new_session=True)
    running.add(process)
    log.info("%s: process %d", command.name, process.pid)
    ended = asyncio.create_task(process.wait())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([ended, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not ended.done():
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        # Twice the limit: a hop drains its work, then stops Faust, each within it.
        await asyncio.wait([ended], timeout=2 * stop_seconds + SPARE_SECONDS)
    if not ended.done():
        log.warning("%s didn't stop in time and is killed", command.name)
        process.kill()
    status = await ended
    running.discard(process)
    return status
