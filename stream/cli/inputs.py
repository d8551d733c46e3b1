"""What the paths on a command line name: files, folders of files, standard input."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stream.engine.jobs import Failure
from stream.topics import RECORD_BYTES

STDIN = "-"
_LEFT_OUT = "README.md"
_CONTENT_TYPES = {".json": "application/json", ".txt": "text/plain"}
"""By extension. No charset: intake finds it from the bytes."""


@dataclass(frozen=True)
class Source:
    """One input. `path` is None for standard input."""

    name: str
    path: Path | None

    @property
    def content_type(self) -> str | None:
        """What the extension says, or None where it says nothing."""
        return _CONTENT_TYPES.get(self.path.suffix.lower()) if self.path else None

    def read(self, most: int = RECORD_BYTES) -> bytes | Failure:
        """The bytes, or why not: `unreadable`, or `oversize` above `most` bytes."""
        try:
            found = self._read(most + 1)
        except OSError as error:
            return Failure("unreadable", f"can't be read: {error.strerror or error}")
        if len(found) > most:
            return Failure("oversize", f"more than {most // (1024 * 1024)} MiB: no topic takes it")
        return found

    def _read(self, limit: int) -> bytes:
        if self.path is None:
            return sys.stdin.buffer.read(limit)
        with self.path.open("rb") as file:
            return file.read(limit)


def files(names: Iterable[str]) -> Iterator[Source]:
    """One source a name: a path, or `-`."""
    for name in names:
        yield Source(name, None if name == STDIN else Path(name))


def files_and_folders(names: Iterable[str]) -> Iterator[Source]:
    """As `files`, and for a folder its files, sorted, recursively; none hidden, no README.md."""
    for source in files(names):
        if source.path is None or not source.path.is_dir():
            yield source
            continue
        for path in sorted(source.path.rglob("*")):
            if path.is_file() and not _skipped(path.relative_to(source.path)):
                yield Source(str(path), path)


def _skipped(path: Path) -> bool:
    return path.name == _LEFT_OUT or any(part.startswith(".") for part in path.parts)
