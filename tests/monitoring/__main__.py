"""`make pictures`: a worker under load for two minutes; its dashboards, drawn into docs/images."""

import asyncio
import contextlib
import itertools
import math
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import psutil

from bench.running import _free_ports
from deploy.grafana.__main__ import BOARDS
from schemas.rule import Count, Rule, Throttle
from stream.app import HOPS
from stream.broker.admin import create_topics
from stream.broker.clients import producer
from stream.broker.embedded import EmbeddedBroker
from stream.cli.rule_topic import write_rules
from stream.cli.scrapes import look
from stream.settings import Settings
from stream.topics import RAW
from tests.chaos.run import variables
from tests.chaos.workers import Worker
from tests.delivery.receivers import Receiver, answer
from tests.monitoring import ROOT
from tests.monitoring.load import load
from tests.monitoring.pictures import draw
from tests.monitoring.stack import stack

SECONDS = 120
LEAD_SECONDS = 20
"""Before the time that is shown."""
TICK_SECONDS = 0.8
TICKS = round((SECONDS + LEAD_SECONDS) / TICK_SECONDS)
READY_SECONDS = 120.0
GUESTS = ("intake", "decide")
GUEST = ("stream.cli.main", "worker", "--hops", ",".join(GUESTS))
RUSH = 250
"""Records at once, more than can be done within the time that is promised."""
RULES = [
    Rule(id="afp", query="source:AFP", channels=["desk"]),
    Rule(id="night", query="bridge", channels=["night"]),
    Rule(
        id="together",
        query="source:reuters",
        channels=["desk"],
        throttle=Throttle(most=1, within=15, digest=True),
    ),
    Rule(id="counted", query="source:ap", channels=["desk"], count=Count(least=5, within=30)),
    Rule(id="refused", query="(bridge"),
]
"""Not all of them are right, and not all receivers take what they are sent."""
IMAGES = ROOT / "docs/images"


async def run(folder: Path) -> None:
    """All of it."""
    with EmbeddedBroker() as broker, Receiver() as reader, Receiver(refuses) as gone:
        channels = folder / "channels.toml"
        channels.write_text(
            "".join(
                f'[{name}]\nkind = "webhook"\nurl = "{it.url}"\nallow_private = true\n'
                for name, it in (("desk", reader), ("night", gone))
            )
        )
        settings = Settings(bootstrap=broker.bootstrap, channels=channels)
        await create_topics(settings)
        await write_rules(settings, RULES)
        port, others = _free_ports(), _free_ports()
        more = {
            "WIRE_METRICS_PORT": str(port),
            "WIRE_CHILDREN": "1",
            "WIRE_CHANNELS": str(channels),
        }
        worker = Worker(variables(settings) | more, folder / "worker.log")
        # It comes and goes, so that partitions change hands.
        named = variables(settings) | {"WIRE_METRICS_PORT": str(others)}
        guest = partial(Worker, named, folder / "guest.log", GUEST)
        ports = [*range(port, port + len(HOPS)), *(others + HOPS.index(it) for it in GUESTS)]
        try:
            with stack(folder, ports) as watching:
                await _push_on(settings, worker, guest, port)
                for board in BOARDS:
                    await asyncio.to_thread(
                        draw, board, watching, SECONDS, IMAGES / f"{board.uid}.png"
                    )
        finally:
            worker.terminate()


def refuses(handler: BaseHTTPRequestHandler, _: object) -> bool:
    """A receiver that has moved for good."""
    answer(handler, 410)
    return False


def reading(port: int) -> bool:
    """Whether every hop has partitions."""
    found = look([("127.0.0.1", port)]).by("hop", "wire_assigned_partitions")
    return found.keys() == set(HOPS) and all(found.values())


async def _push_on(
    settings: Settings, worker: Worker, guest: Callable[[], Worker], port: int
) -> None:
    rng, records, ticks = random.Random(2), load(1), itertools.count()
    async with asyncio.timeout(READY_SECONDS):
        while not await asyncio.to_thread(reading, port):
            await asyncio.sleep(0.5)
    loop = asyncio.get_running_loop()
    began = loop.time()
    due = _events(worker, guest)
    at, event = next(due)
    async with producer(settings) as client:
        while (past := loop.time() - began) < SECONDS + LEAD_SECONDS:
            # A lull, then a rush, as the wire has them.
            for _ in range(RUSH if next(ticks) == TICKS // 2 else rng.choice((1, 2, 2, 4))):
                record = next(records)
                await client.send(RAW.name, record.value, key=record.key)
            if past > at * SECONDS:
                await asyncio.to_thread(event)
                at, event = next(due)
            await asyncio.sleep(TICK_SECONDS)


def _events(
    worker: Worker, guest: Callable[[], Worker]
) -> Iterator[tuple[float, Callable[[], object]]]:
    """What happens when, by the share of the time that has gone by."""
    guests: list[Worker] = []
    yield 0.4, lambda: guests.append(guest())
    yield 0.6, lambda: _kill_a_child(worker)
    yield 0.8, lambda: _kill_a_child(worker)
    yield 0.9, guests[0].terminate
    yield math.inf, lambda: None


def _kill_a_child(worker: Worker) -> None:
    for child in worker.children()[:1]:
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()


def main() -> int:
    """Run and draw."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder)))
    for path in sorted(IMAGES.glob("wire-*.png")):
        sys.stdout.write(f"{path.relative_to(ROOT)} {path.stat().st_size // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
