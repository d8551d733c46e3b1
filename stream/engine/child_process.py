"""The worker's end of one child: start it, send jobs, wait for the next answer, kill it."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from stream import logs
from stream.engine.frames import pack_job, pack_log, receive, unpack_answer
from stream.engine.jobs import Answer, Job

START_SECONDS = 600.0
"""A million alert rules take minutes to read."""
PIPE_BUFFER = 4 * 1024 * 1024

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
"""One thread a child: the pool is the parallelism, and more would fight over the processors."""


class ChildDied(Exception):  # noqa: N818 - a fact
    """A child ended, or was ended because it hung. `code` is the dead letter's."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code beside the message."""
        super().__init__(message)
        self.code = code


class ChildUnfit(Exception):  # noqa: N818 - a fact
    """A child can't be started; its own words say why."""


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # the real-time signals have no names
        return f"signal {number}"


class ChildProcess:
    """One running child. Answers come in the order of the jobs."""

    def __init__(self, process: Process) -> None:
        """Watch the process from now on."""
        self._process = process
        self._log: tuple[str, str] | None = None
        self.ended = asyncio.create_task(process.wait())

    @classmethod
    async def start(
        cls, factory: str, arguments: dict[str, object], env: dict[str, str]
    ) -> "ChildProcess":
        """Start a child and wait until its work is loaded. Raises ChildUnfit.

        It logs as this process does.
        """
        log = logs.current()
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "stream.engine.child", factory, json.dumps(arguments), str(os.getpid())),
                *([" ".join(log)] if log else ()),
                stdin=PIPE,
                stdout=PIPE,
                env=os.environ | ONE_THREAD | env,
                limit=PIPE_BUFFER,
            )
        except OSError as error:  # no memory, processes or files left
            raise ChildUnfit(f"{type(error).__name__}: {error.strerror}") from None
        child = cls(process)
        child._log = log
        try:
            # Not wait_for: before Python 3.12 it loses a cancellation that comes with the answer.
            async with asyncio.timeout(START_SECONDS):
                head, _ = await receive(child._source)
        except (asyncio.IncompleteReadError, OSError):
            await child.kill()
            raise ChildUnfit(child.obituary()) from None
        except TimeoutError:
            await child.kill()
            raise ChildUnfit(f"it wasn't ready within {START_SECONDS:.0f} s") from None
        except asyncio.CancelledError:
            await child.kill()
            raise
        if "fatal" in head:
            await child.kill()
            raise ChildUnfit(head["fatal"])
        return child

    @property
    def pid(self) -> int:
        """The child's process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.returncode is None

    @property
    def _source(self) -> asyncio.StreamReader:
        source = self._process.stdout
        if source is None:
            raise RuntimeError("a child always has pipes")
        return source

    async def send(self, jobs: Sequence[Job]) -> None:
        """Write a batch. Raises ChildDied."""
        self._write(b"".join(map(pack_job, jobs)))

    def log_as_here(self) -> None:
        """Have it log as this process does now, from its next job on. Raises ChildDied."""
        log = logs.current()
        if log is not None and log != self._log:
            self._log = log
            self._write(pack_log(*log))

    def _write(self, frames: bytes) -> None:
        sink = self._process.stdin
        if sink is None:
            raise RuntimeError("a child always has pipes")
        try:
            sink.write(frames)
            # No drain: a child that hangs would hold us here, and the batch has a limit of bytes.
        except (BrokenPipeError, ConnectionResetError):
            raise ChildDied("child_died", self.obituary()) from None

    async def answer(self, limit: float) -> Answer:
        """The next answer, within `limit` seconds. Raises ChildDied."""
        try:
            async with asyncio.timeout(limit):
                return unpack_answer(await receive(self._source))
        except (asyncio.IncompleteReadError, ConnectionResetError):
            await asyncio.wait([self.ended], timeout=1.0)
            raise ChildDied("child_died", self.obituary()) from None
        except TimeoutError:
            raise ChildDied("timed_out", f"the story was not done within {limit:.0f} s") from None

    def obituary(self) -> str:
        """How it ended, in words."""
        status = self._process.returncode
        if status is None:
            return "the story's process closed its pipe"
        if status < 0:
            return f"the story's process was killed by {_signal(-status)}"
        return f"the story's process ended with status {status}"

    async def kill(self) -> None:
        """End it for sure."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        # A pipe that asyncio stopped reading, since much is in it, would never say that it ended.
        with contextlib.suppress(ConnectionResetError):
            await self._source.read()
        # Not awaited itself: who cancels this wait must not cancel what others wait for too.
        await asyncio.wait([self.ended])
        if self._process.stdin is not None:
            self._process.stdin.close()
