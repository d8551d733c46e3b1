"""What a pool's child does: it reads jobs and writes their answers, in order.

It is a fork of its nursery (`stream.engine.nursery`). It ends when its input ends, and is killed by
the kernel when the nursery dies, which dies with the worker.
"""

import ctypes
import importlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import BinaryIO, cast

from stream import logs
from stream.collector import settle
from stream.engine.frames import pack_answer, read, unpack_jobs, unpack_log
from stream.engine.jobs import Job, Work, answers
from stream.engine.pace import KEPT_SECONDS

_PR_SET_PDEATHSIG = 1
# The worker itself must stay quick: it answers the broker.
_NICER_BY = 5


def serve(work: Work, source: BinaryIO, sink: BinaryIO) -> None:
    """Work until the input ends."""
    settled = False
    while (frame := read(source)) is not None:
        if changed := unpack_log(frame):
            logs.configure(*changed)
            continue
        for frames in _written(work, *unpack_jobs(frame)):
            write(sink, frames)
        if not settled:
            # By now all lists are read that wait for their first use.
            settle()
            settled = True


def _written(work: Work, jobs: list[Job], hurried: bool) -> Iterator[bytes]:  # noqa: FBT001
    """Answers as they are written: each as soon as it is there, or some for one waking."""
    kept: list[bytes] = []
    since = time.monotonic()
    for number, answer in enumerate(answers(work, jobs), 1):
        kept.append(pack_answer(answer))
        now = time.monotonic()
        if hurried or number == len(jobs) or now - since >= KEPT_SECONDS:
            yield b"".join(kept)
            kept, since = [], now


def make(factory: str, arguments: dict[str, object]) -> Work:
    """Call the factory that `module:name` names."""
    module, _, name = factory.partition(":")
    return cast(Work, getattr(importlib.import_module(module), name)(**arguments))


def leave_signals_to_the_worker() -> None:
    """Ctrl-C reaches every process of a terminal: the worker decides what it means."""
    for number in (signal.SIGINT, *logs.CHANGES):
        signal.signal(number, signal.SIG_IGN)


def give_way(worker: int) -> None:
    """Let the worker go first wherever both want the processor."""
    nice = os.getpriority(os.PRIO_PROCESS, worker)
    os.setpriority(os.PRIO_PROCESS, 0, nice + _NICER_BY)


def die_with_parent(parent: int) -> None:
    """Ask the kernel (Linux) to kill this process when `parent` dies, however it dies.

    The parent may have died before we asked: then somebody else is our parent by now.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def write(sink: BinaryIO, frame: bytes) -> None:
    """Put a frame on its way."""
    sink.write(frame)
    sink.flush()
