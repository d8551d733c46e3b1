"""Who races: each a group of processes that reads one topic and writes another."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import psutil

from stream.engine.child_process import ONE_THREAD
from stream.settings import PARTS, Settings
from stream.topics import ALL, ENRICHED, STORIES, Topic, TopicNames

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".peers"
"""A folder for each peer with its packages, made by `make bench`: two of them want different
versions of the same client."""
STOP_SECONDS = 20.0


@dataclass(frozen=True)
class Contestant:
    """One that races. `module` is run once for each of `processes`."""

    name: str
    module: str
    packages: str | None = None
    """The folder in `PEERS`."""
    a_process_a_core: bool = False
    parts: tuple[str, ...] = PARTS
    """What it looks for in a story."""
    sleeps: bool = True
    """While others have their rounds. arroyo ends when a child of its is stopped."""
    share: float = 1.0
    """Of a round's stories so many: who is slow needs fewer for the same seconds."""

    @property
    def installed(self) -> bool:
        """Whether its packages are here."""
        return self.packages is None or (PEERS / self.packages).is_dir()

    @property
    def ours(self) -> bool:
        """Whether it is the worker."""
        return self.module == OURS_MODULE

    @property
    def names(self) -> TopicNames:
        """Its own topics."""
        return TopicNames(f"{self.name.replace('_', '-')}.")

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Those that it needs."""
        return ALL if self.ours else (STORIES, ENRICHED)


OURS_MODULE = "stream.app"
OURS = Contestant("ours", OURS_MODULE)
OURS_ENTITIES = Contestant("ours_entities", OURS_MODULE, parts=("entities",))
FIRST_VERSION = Contestant("first_version", "bench.race.peers.first_version", share=0.3)
ARROYO = Contestant("arroyo", "bench.race.peers.arroyo_pool", "arroyo", sleeps=False)
QUIX = Contestant("quix", "bench.race.peers.quix", "quix", a_process_a_core=True)
FASTSTREAM = Contestant(
    "faststream", "bench.race.peers.faststream_app", "faststream", a_process_a_core=True
)
EVERYBODY = (OURS, OURS_ENTITIES, FIRST_VERSION, ARROYO, QUIX, FASTSTREAM)


@dataclass(frozen=True)
class Entrant:
    """A contestant that runs."""

    contestant: Contestant
    processes: "tuple[subprocess.Popen[bytes], ...]"

    def all(self) -> Iterator[psutil.Process]:
        """Its processes and theirs."""
        for it in self.processes:
            if it.poll() is not None:
                raise RuntimeError(f"{self.contestant.name} ended with status {it.returncode}")
            process = psutil.Process(it.pid)
            yield process
            yield from process.children(recursive=True)

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """Stopped as with Ctrl-Z: even who waits asks the broker for more, and takes time."""
        everyone = list(self.all())
        try:
            for it in everyone:
                it.suspend()
            yield
        finally:
            for it in everyone:
                with suppress(psutil.NoSuchProcess):
                    it.resume()

    def processor_seconds(self) -> float:
        """Spent so far, by all."""
        return _spent(self.all())

    def pool_seconds(self) -> float:
        """Spent so far by the children of its one process."""
        return _spent(islice(self.all(), 1, None))

    def memory(self) -> int:
        """Bytes: what is shared counts once (proportional set size)."""
        return sum(it.memory_full_info().pss for it in self.all())


def _spent(processes: Iterable[psutil.Process]) -> float:
    return sum(sum(it.cpu_times()[:2]) for it in processes)


@contextmanager
def entered(who: Contestant, settings: Settings) -> Iterator[Entrant]:
    """Start it, and end it. `settings` name broker, children and the metrics' port."""
    count = settings.children if who.a_process_a_core else 1
    command = _command(who, settings)
    log = (ROOT / ".cache" / f"bench-{who.name}.log").open("wb")
    started = tuple(
        subprocess.Popen(command, env=_environment(who, settings), stderr=log, cwd=ROOT)
        for _ in range(count)
    )
    try:
        yield Entrant(who, started)
    finally:
        for it in started:
            it.terminate()
        for it in started:
            _wait(it)
        log.close()


def _command(who: Contestant, settings: Settings) -> list[str]:
    start = [sys.executable, "-m", who.module]
    if who.ours:
        return [*start, "enrich"]
    names, children = who.names, str(settings.children)
    places = settings.bootstrap, names(STORIES), names(ENRICHED), names.group("enrich")
    return [*start, *places, children, ",".join(who.parts)]


def _environment(who: Contestant, settings: Settings) -> dict[str, str]:
    clean = {name: it for name, it in os.environ.items() if not name.startswith("WIRE_")}
    if who.ours:
        return clean | {
            "WIRE_BOOTSTRAP": settings.bootstrap,
            "WIRE_TOPIC_PREFIX": who.names.prefix,
            "WIRE_CHILDREN": str(settings.children),
            "WIRE_PARTS": ",".join(who.parts),
            "WIRE_METRICS_PORT": "0",
            "WIRE_SEEN_TEXTS": "0",
            "WIRE_SESSION_SECONDS": str(settings.session_seconds),
            "WIRE_LOG_LEVEL": "WARNING",
        }
    if who is FIRST_VERSION:
        return {name: it for name, it in clean.items() if name not in ONE_THREAD}
    folders = [str(PEERS / who.packages)] if who.packages else []
    return clean | ONE_THREAD | {"PYTHONPATH": os.pathsep.join([*folders, str(ROOT)])}


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
