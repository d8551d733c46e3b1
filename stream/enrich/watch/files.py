"""A watch list's file: read whole, or refused by file and line; read anew when it changes.

A broken file at the start is an error. A broken one later is said in the log, and the names that
stood go on standing, until the file changes again.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from stream.enrich.versions import content_hash
from stream.enrich.watch import in_csv, in_yaml
from stream.enrich.watch.entries import ListFault, Watched, entries
from stream.enrich.watch.matcher import Matcher
from stream.errors import SettingsError

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024 * 1024
LOOK_SECONDS = 1.0
"""Pause between two looks at the file."""

_READERS = {
    ".yaml": in_yaml.rows,
    ".yml": in_yaml.rows,
    ".csv": in_csv.rows,
    ".tsv": in_csv.rows,
}


@dataclass(frozen=True)
class WatchList:
    """A list as its file has it. `version` is the hash of the file."""

    entries: tuple[Watched, ...]
    version: str

    @cached_property
    def matcher(self) -> Matcher:
        """Its names, ready to be found. Two seconds for 100,000 names."""
        return Matcher(self.entries)

    @property
    def names(self) -> int:
        """How many names it has."""
        return sum(len(it.names) for it in self.entries)


def read(path: Path) -> WatchList:
    """The list in a file.

    Raises:
        SettingsError: it can't be read, or isn't right: with the line where that is known.
    """
    rows = _READERS.get(path.suffix.lower())
    if rows is None:
        raise SettingsError(f"{path}: a watch list is a file in {', '.join(_READERS)}")
    data = _bytes(path)
    try:
        found = entries(rows(_decoded(data)))
    except ListFault as fault:
        where = f"{path}, line {fault.line}" if fault.line else str(path)
        raise SettingsError(f"{where}: {fault}") from None
    return WatchList(found, content_hash([(path.suffix.lower(), data)]))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"{path} can't be read: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise SettingsError(f"{path}: more than {MOST_BYTES // (1024 * 1024)} MiB")
    return data


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ListFault(line, "no UTF-8: save the file in this encoding") from None


class WatchFile:
    """A list that follows its file. One thread asks; another reads, so that no story waits."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """Read it for the first time.

        Raises:
            SettingsError: as `read`.
        """
        self._path = path
        self._clock = clock
        self._seen = _signature(path)
        self._list = read(path)
        self._list.matcher  # noqa: B018 - ready before the first story
        self._looked = clock()
        self._reading: threading.Thread | None = None

    def current(self) -> WatchList:
        """The list that stands. Looks at the file once a second at most."""
        now = self._clock()
        if now - self._looked >= LOOK_SECONDS:
            self._looked = now
            self._look()
        return self._list

    def settle(self) -> None:
        """Wait until what was seen to change is read."""
        if self._reading:
            self._reading.join()

    def _look(self) -> None:
        seen = _signature(self._path)
        if seen == self._seen or (self._reading and self._reading.is_alive()):
            return
        self._seen = seen
        self._reading = threading.Thread(target=self._read_anew, name="watch list", daemon=True)
        self._reading.start()

    def _read_anew(self) -> None:
        try:
            found = read(self._path)
        except SettingsError as error:
            log.error("watch list not read anew, the old one stands: %s", error)  # noqa: TRY400
            return
        # Only a list that is ready to be asked takes the old one's place.
        found.matcher  # noqa: B018 - see above
        self._list = found
        log.info("watch list %s read anew: %d names", self._path, found.names)


def _signature(path: Path) -> tuple[int, ...] | None:
    """What changes with the file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
