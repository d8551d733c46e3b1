"""A pool's nursery: it loads what the children work with, and each child is a fork of it.

`python -m stream.engine.nursery module:factory '{"argument": …}' WORKER SOCKET [apart]`

What is loaded once lies in memory once, and a child that takes a dead one's place is there at once.
The nursery does nothing else and has one thread: a process with more can't be forked safely.
`apart` says that the work has some of its own; then each child makes it for itself. So it goes too
where a library turns out to have started one.

It is asked on the socket and answers, one line of JSON at a time: `{"fork": LOG}`, with a child's
end of its own socket beside it and how to log, gives `{"pid": …}`; `{"bury": PID}` ends a child for
sure and gives `{"status": …}` as of `os.waitstatus_to_exitcode`. `{"again": true}` asks for the
same question once more; `{"fatal": …}` says why there are no children.
"""

import json
import os
import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, NoReturn

from stream import logs
from stream.collector import settle
from stream.engine.child import (
    die_with_parent,
    give_way,
    leave_signals_to_the_worker,
    make,
    serve,
    write,
)
from stream.engine.frames import pack
from stream.engine.jobs import Work
from stream.errors import WireError

MODULE = "stream.engine.nursery"
APART = "apart"
LINE_BYTES = 64 * 1024


class Nursery:
    """Forks and buries children."""

    def __init__(self, told: list[str]) -> None:
        """`told` is the command line."""
        factory, arguments, worker, number, *self._apart = told
        self._told, self._worker = told, int(worker)
        self._factory, self._arguments = factory, json.loads(arguments)
        self._control = socket.socket(fileno=int(number))
        self._control.set_inheritable(False)
        self._work: Work | None = None

    def run(self) -> int:
        """Answer until the worker is gone."""
        leave_signals_to_the_worker()
        die_with_parent(self._worker)
        give_way(self._worker)
        # Standard output is nobody's: what a library prints goes to standard error.
        os.dup2(2, 1)
        while True:
            line, ends, _, _ = socket.recv_fds(self._control, LINE_BYTES, 1)
            if not line:
                return 0
            asked = json.loads(line)
            if "bury" in asked:
                self._say({"status": _buried(asked["bury"])})
                continue
            _log_as(asked["fork"])
            try:
                self._load()
            except Exception as error:  # noqa: BLE001 - the worker says it and stops
                self._say({"fatal": _words(error)})
                return 1
            self._say({"pid": self._fork(ends[0])})

    def _load(self) -> None:
        if self._work or self._apart:
            return
        self._work = make(self._factory, self._arguments)
        settle()
        if _threads() > 1:
            self._say({"again": True})
            self._control.set_inheritable(True)
            os.execv(sys.executable, [sys.executable, "-m", MODULE, *self._told, APART])  # noqa: S606 - ourselves

    def _fork(self, end: int) -> int:
        """A child; gives its process."""
        nursery = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            self._live(end, nursery)
        os.close(end)
        return pid

    def _live(self, end: int, nursery: int) -> NoReturn:
        """A child's whole life: nothing of what its nursery was at goes on in it."""
        status = 1
        try:
            self._control.close()
            die_with_parent(nursery)
            with socket.socket(fileno=end) as own:
                source, sink = own.makefile("rb"), own.makefile("wb")
                try:
                    work = self._work or make(self._factory, self._arguments)
                except Exception as error:  # noqa: BLE001 - as above
                    write(sink, pack({"fatal": _words(error)}))
                else:
                    settle()
                    write(sink, pack({"ready": True}))
                    serve(work, source, sink)
                    status = 0
        except (BrokenPipeError, ConnectionResetError):
            # The worker reads no more.
            status = 0
        except BaseException:  # noqa: BLE001 - a process's last words
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _say(self, answer: dict[str, Any]) -> None:
        self._control.sendall(json.dumps(answer).encode() + b"\n")


def _buried(pid: int) -> int:
    """How it ended: by itself, or by SIGKILL now. Until here nobody else has its number."""
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _log_as(log: list[str] | None) -> None:
    if log is not None and logs.current() != tuple(log):
        logs.configure(*log)


def _threads() -> int:
    """This process's, those of libraries too where the system tells."""
    told = Path("/proc/self/task")
    return len(list(told.iterdir())) if told.is_dir() else threading.active_count()


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, WireError) else f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    sys.exit(Nursery(sys.argv[1:]).run())
