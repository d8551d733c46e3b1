"""The worker's end of one child: send jobs, wait for the next answer, kill it."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from stream import logs
from stream.engine.frames import pack_jobs, pack_log, unpack_answer
from stream.engine.jobs import Answer, Job
from stream.engine.pipe_end import PipeEnd, PipeEnded

START_SECONDS = 600.0
"""A million alert rules take minutes to read."""

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
"""One thread a child: the pool is the parallelism, and more would fight over the processors."""

Log = tuple[str, str] | None
"""How a process logs: level and style."""


class ChildDied(Exception):  # noqa: N818 - a fact
    """A child ended, or was ended because it hung. `code` is the dead letter's."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code beside the message."""
        super().__init__(message)
        self.code = code


class ChildUnfit(Exception):  # noqa: N818 - a fact
    """A child can't be started; its own words say why."""


def how_it_ended(status: int | None) -> str:
    """In words; None where nobody can say any more."""
    if status is None:
        return "ended with its nursery"
    if status >= 0:
        return f"ended with status {status}"
    try:
        return f"was killed by {signal.Signals(-status).name}"
    except ValueError:  # the real-time signals have no names
        return f"was killed by signal {-status}"


@dataclass(frozen=True)
class Birth:
    """A child as its nursery gives it."""

    pid: int
    log: Log
    """How it was told to log."""
    bury: Callable[[int], Awaitable[int | None]]
    """Ends a process for sure; gives its status where anybody knows it."""


class ChildProcess:
    """One running child. Answers come in the order of the jobs."""

    def __init__(self, birth: Birth, source: PipeEnd, sink: asyncio.Transport) -> None:
        """See `ready`."""
        self.pid = birth.pid
        self.ended = source.ended
        """Done when nothing more comes of it."""
        self._log = birth.log
        self._bury = birth.bury
        self._burial: asyncio.Task[int | None] | None = None
        self._source, self._sink = source, sink

    @classmethod
    async def ready(cls, birth: Birth, ours: socket.socket) -> "ChildProcess":
        """A newborn, once it can work; `ours` is our end. Raises ChildUnfit."""
        sink, source = await asyncio.get_running_loop().create_unix_connection(PipeEnd, sock=ours)
        child = cls(birth, source, sink)
        try:
            head, _ = await source.frame(START_SECONDS)
        except (PipeEnded, OSError) as error:
            await child.kill()
            # TimeoutError is an OSError.
            late = isinstance(error, TimeoutError)
            raise ChildUnfit(_LATE if late else child.obituary()) from None
        except asyncio.CancelledError:
            await child.kill()
            raise
        if "fatal" in head:
            await child.kill()
            raise ChildUnfit(head["fatal"])
        return child

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return not self.ended.done() and self._burial is None

    def send(self, jobs: Sequence[Job], *, hurried: bool = True) -> None:
        """Write a batch; see `pack_jobs`. A child's death shows when an answer is awaited."""
        self._write(pack_jobs(jobs, hurried=hurried))

    def log_as_here(self) -> None:
        """Have it log as this process does now, from its next job on."""
        log = logs.current()
        if log is not None and log != self._log:
            self._log = log
            self._write(pack_log(*log))

    def _write(self, frames: bytes) -> None:
        # Not waited for: a child that hangs would hold us here, and a batch has a limit of bytes.
        if not self._sink.is_closing():
            self._sink.write(frames)

    async def answer(self, limit: float) -> Answer:
        """The next answer, within `limit` seconds. Raises ChildDied."""
        try:
            return unpack_answer(await self._source.frame(limit))
        except PipeEnded:
            raise await self.died() from None
        except TimeoutError:
            raise ChildDied("timed_out", f"the story was not done within {limit:.0f} s") from None

    async def died(self) -> ChildDied:
        """What to say of its death."""
        await self.kill()
        return ChildDied("child_died", self.obituary())

    def obituary(self) -> str:
        """How it ended, in words, once it is killed."""
        burial = self._burial
        status = burial.result() if burial is not None and burial.done() else None
        return f"the story's process {how_it_ended(status)}"

    async def kill(self) -> None:
        """End it for sure, if it hasn't ended by itself."""
        if self._burial is None:
            self._burial = asyncio.create_task(self._end())
        # Who cancels this wait must not cancel what others wait for too.
        await asyncio.shield(self._burial)

    async def _end(self) -> int | None:
        try:
            return await self._bury(self.pid)
        finally:
            self._sink.abort()
            # Only the loop's next turn closes it.
            await asyncio.sleep(0)


_LATE = f"it wasn't ready within {START_SECONDS:.0f} s"
