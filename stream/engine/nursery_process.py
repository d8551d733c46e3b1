"""The worker's end of a pool's nursery: it has children forked and buried there."""

import asyncio
import json
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from dataclasses import dataclass, field
from typing import Any

from stream import logs
from stream.engine.child_process import (
    ONE_THREAD,
    START_SECONDS,
    Birth,
    ChildProcess,
    ChildUnfit,
    how_it_ended,
)
from stream.engine.nursery import APART, LINE_BYTES, MODULE

BURY_SECONDS = 10.0
"""A nursery that takes longer hangs."""


@dataclass(frozen=True)
class Upbringing:
    """What children are made of."""

    factory: str
    arguments: dict[str, object]
    shared: bool
    """Made once, and forked; see `WorkPlan.shared`."""
    env: dict[str, str] = field(default_factory=dict)


class NurseryProcess:
    """One nursery that runs."""

    def __init__(self, process: Process, control: socket.socket) -> None:
        """`control` is our end."""
        self.alive = True
        """Whether it can be asked."""
        self.pid = process.pid
        self._process = process
        self._control = control
        self._turn = asyncio.Lock()

    @classmethod
    async def start(cls, of: Upbringing) -> "NurseryProcess":
        """Start one; it loads when it is first asked for a child. Raises ChildUnfit."""
        ours, its = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003 - the standard library's own
        told = of.factory, json.dumps(of.arguments), str(os.getpid()), str(its.fileno())
        try:
            with its:
                process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", MODULE, *told, *(() if of.shared else (APART,))),
                    stdin=DEVNULL,
                    env=os.environ | ONE_THREAD | of.env,
                    pass_fds=[its.fileno()],
                )
        except OSError as error:  # no memory, processes or files left
            ours.close()
            raise ChildUnfit(f"{type(error).__name__}: {error.strerror}") from None
        return cls(process, ours)

    async def child(self) -> ChildProcess:
        """A child that is ready to work. Raises ChildUnfit."""
        log = logs.current()
        ours, its = socket.socketpair()
        try:
            said = await self._ask({"fork": log}, START_SECONDS, its)
        except BaseException:
            ours.close()
            raise
        return await ChildProcess.ready(Birth(said["pid"], log, self._bury), ours)

    async def close(self) -> None:
        """End it, and with it all its children."""
        self._kill()
        await self._process.wait()
        async with self._turn:
            self._control.close()

    async def _bury(self, pid: int) -> int | None:
        try:
            return int((await self._ask({"bury": pid}, BURY_SECONDS))["status"])
        except ChildUnfit:
            return None

    async def _ask(
        self, question: dict[str, Any], limit: float, end: socket.socket | None = None
    ) -> dict[str, Any]:
        # Shielded: an answer that nobody reads would be taken for that of the next question.
        return await asyncio.shield(asyncio.create_task(self._exchange(question, limit, end)))

    async def _exchange(
        self, question: dict[str, Any], limit: float, end: socket.socket | None
    ) -> dict[str, Any]:
        """The answer. Raises ChildUnfit, and then there is no nursery any more."""
        line = json.dumps(question).encode() + b"\n"
        try:
            async with self._turn, asyncio.timeout(limit):
                said = {"again": True}
                while "again" in said:
                    socket.send_fds(self._control, [line], [end.fileno()] if end else [])
                    said = json.loads(await self._line())
        except (OSError, EOFError):
            # TimeoutError is an OSError.
            self._kill()
            status = await self._process.wait()
            raise ChildUnfit(f"the children's nursery {how_it_ended(status)}") from None
        finally:
            if end:
                end.close()
        if "fatal" in said:
            self._kill()
            raise ChildUnfit(said["fatal"])
        return said

    async def _line(self) -> bytes:
        said = b""
        while not said.endswith(b"\n"):
            some = await asyncio.get_running_loop().sock_recv(self._control, LINE_BYTES)
            if not some:
                raise EOFError
            said += some
        return said

    def _kill(self) -> None:
        self.alive = False
        if self._process.returncode is None:
            self._process.kill()


class Nurseries:
    """A pool's nursery; one that died is followed by another."""

    def __init__(self, of: Upbringing) -> None:
        """None runs yet."""
        self._of = of
        self._now: NurseryProcess | None = None
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int | None:
        """The nursery's process, where one runs."""
        return self._now.pid if self._now is not None and self._now.alive else None

    async def child(self) -> ChildProcess:
        """A child that is ready to work. Raises ChildUnfit."""
        async with self._turn:
            if self._now is None or not self._now.alive:
                if self._now is not None:
                    await self._now.close()
                self._now = await NurseryProcess.start(self._of)
            nursery = self._now
        return await nursery.child()

    async def close(self) -> None:
        """End it."""
        if self._now is not None:
            await self._now.close()
