"""What the hops' processes serve on /metrics, read and summed without Prometheus."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from urllib.error import URLError
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

from stream.settings import LAST_PORT

PORTS = 8
"""Ports that are looked at from a worker's first on: a hop each."""
STARTED = "process_start_time_seconds"
_MOST_BYTES = 4 * 1024 * 1024
_SECONDS, _MOST_SECONDS = 2.0, 5.0
"""For each step, and for all of an answer."""

Labels = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Scrape:
    """One process's samples."""

    address: str
    samples: Sequence[tuple[str, Labels, float]]

    @property
    def process(self) -> tuple[str, float]:
        """Who serves it: another process at the same address started at another time."""
        started = (value for name, _, value in self.samples if name == STARTED)
        return self.address, next(started, 0.0)

    @property
    def ours(self) -> bool:
        """Whether it is one of our hops."""
        return any(name.startswith("wire_") for name, _, _ in self.samples)


@dataclass(frozen=True)
class Look:
    """All processes' samples at one moment, by the monotonic clock."""

    scrapes: Sequence[Scrape]
    moment: float = field(default_factory=time.monotonic)

    def values(self, name: str, **labels: str) -> Iterator[tuple[Mapping[str, str], float]]:
        """Every sample of a metric whose labels hold these."""
        wanted = labels.items()
        for scrape in self.scrapes:
            for found, has, value in scrape.samples:
                if found == name and wanted <= has:
                    yield dict(has), value

    def total(self, name: str, **labels: str) -> float:
        """The sum over all processes."""
        return sum(value for _, value in self.values(name, **labels))

    def most(self, name: str, **labels: str) -> float:
        """The largest of all processes: each tells the whole group's lag."""
        return max((value for _, value in self.values(name, **labels)), default=0.0)

    def by(self, label: str, name: str, **labels: str) -> dict[str, float]:
        """Sums by one label."""
        found: dict[str, float] = {}
        for has, value in self.values(name, **labels):
            found[has.get(label, "")] = found.get(has.get(label, ""), 0.0) + value
        return found


def look(workers: Sequence[tuple[str, int]]) -> Look:
    """Ask every hop of these workers, by host and first port; who doesn't answer is absent."""
    places = [(host, port + it) for host, port in workers for it in range(PORTS)]
    # Two workers' ports may overlap: nobody counts twice.
    addresses = [f"{host}:{port}" for host, port in dict.fromkeys(places) if port <= LAST_PORT]
    with ThreadPoolExecutor(len(addresses)) as threads:
        found = list(threads.map(_scrape, addresses))
    return Look([it for it in found if it is not None and it.ours])


def _scrape(address: str) -> Scrape | None:
    try:
        with urlopen(f"http://{address}/metrics", timeout=_SECONDS) as answer:
            text = _read(answer).decode()
        return Scrape(address, list(_samples(text)))
    except (URLError, HTTPException, OSError, ValueError):
        # Nobody is there, or somebody who serves something else.
        return None


def _read(answer: HTTPResponse) -> bytes:
    """All of it, unless it goes on and on, or drips. Raises TimeoutError."""
    until, parts, size = time.monotonic() + _MOST_SECONDS, list[bytes](), 0
    while size < _MOST_BYTES and (part := answer.read1(_MOST_BYTES - size)):
        if time.monotonic() > until:
            raise TimeoutError
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _samples(text: str) -> Iterator[tuple[str, Labels, float]]:
    for family in text_string_to_metric_families(text):
        if family.name.startswith("wire_") or family.name == STARTED:
            for it in family.samples:
                yield it.name, frozenset(it.labels.items()), it.value
