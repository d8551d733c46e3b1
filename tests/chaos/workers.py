"""Workers as an operator starts them: `wire worker`, each a tree of processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

STOP_LIMIT_S = 60
WORKER = ("stream.cli.main", "worker")


class Worker:
    """One `wire worker`: supervisor, hops, children."""

    def __init__(
        self, settings: Mapping[str, str], log: Path, command: Sequence[str] = WORKER
    ) -> None:
        """Start it; `settings` are `WIRE_*` variables and `log` takes what it says."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("WIRE_")}
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                env=clean | dict(settings),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def kill(self) -> None:
        """SIGKILL the supervisor; the kernel takes the rest of the tree."""
        self.process.kill()
        self.process.wait()

    def terminate(self) -> int:
        """SIGTERM, then wait for a clean end; gives the status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_LIMIT_S)

    def hops(self) -> list[psutil.Process]:
        """The hops' processes."""
        return self._named("_hop", recursive=False) + self._named("stream.app", recursive=False)

    def nurseries(self) -> list[psutil.Process]:
        """The pools' nurseries."""
        return [it for it in self._pools() if not _is_child(it)]

    def children(self) -> list[psutil.Process]:
        """The pools' children, each a fork of its nursery."""
        return [it for it in self._pools() if _is_child(it)]

    def _pools(self) -> list[psutil.Process]:
        return self._named("stream.engine.nursery", recursive=True)

    def _named(self, module: str, *, recursive: bool) -> list[psutil.Process]:
        try:
            below = psutil.Process(self.process.pid).children(recursive=recursive)
        except psutil.NoSuchProcess:
            return []
        return [it for it in below if any(part.endswith(module) for part in _command(it))]


def _is_child(process: psutil.Process) -> bool:
    try:
        parent = process.parent()
    except psutil.NoSuchProcess:
        return False
    return parent is not None and _command(parent) == _command(process)


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []
