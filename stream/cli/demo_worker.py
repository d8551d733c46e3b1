"""The demo's worker: `wire worker` as a process of its own, with its log in a file."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from stream.settings import PREFIX, Settings

_STOP_SECONDS = 15.0
_LAST_LINES = 15


class DemoWorker:
    """A running `wire worker`."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        """`log` takes all that it says."""
        self._process = process
        self._log = log

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    def last_words(self) -> str:
        """The last lines of its log."""
        lines = self._log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-_LAST_LINES:])

    def stop(self) -> None:
        """End it, gently first."""
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def demo_worker(settings: Settings, folder: Path) -> Iterator[DemoWorker]:
    """Start it with these settings; nothing of it is left running afterwards."""
    log = folder / "worker.log"
    with log.open("wb") as sink:
        # A session of its own: at Ctrl-C we stop it, before the broker that it still needs.
        process = subprocess.Popen(
            [sys.executable, "-m", "stream.cli.main", "worker"],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
            env=_environment(settings),
            cwd=folder,
        )
    worker = DemoWorker(process, log)
    try:
        yield worker
    finally:
        worker.stop()


def _environment(settings: Settings) -> Mapping[str, str]:
    """These settings and no others: what is set for a real cluster is not for the demo."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    # People read its last words.
    given = {"log_format": "text"} | settings.model_dump(exclude_unset=True)
    return others | {f"{PREFIX}{name.upper()}": str(value) for name, value in given.items()}
