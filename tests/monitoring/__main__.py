"""`make pictures`: a worker under load for two minutes; its dashboards, drawn into docs/images."""

import asyncio
import contextlib
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.running import _free_ports
from bench.texts import text
from deploy.grafana.__main__ import BOARDS
from schemas.rule import Rule
from stream.app import HOPS
from stream.broker.admin import create_topics
from stream.broker.embedded import EmbeddedBroker
from stream.cli.rule_topic import write_rules
from stream.cli.scrapes import look
from stream.settings import Settings
from tests.chaos.run import push, variables
from tests.chaos.stories import Push
from tests.chaos.workers import Worker
from tests.delivery.receivers import Receiver
from tests.monitoring import ROOT
from tests.monitoring.pictures import draw
from tests.monitoring.stack import stack

SECONDS = 120
BAD = 0.015
READY_SECONDS = 120.0
SOURCES = ("AFP", "Reuters", "AP", "dpa", "ANSA", "Gazette")
IMAGES = ROOT / "docs/images"


def load(seed: int) -> Iterator[Push]:
    """Stories of several agencies without an end: new ones, corrections, kills, and bad input."""
    rng = random.Random(seed)
    number = 0
    while True:
        number += 1
        told = rng.random()
        if told < BAD:
            yield Push(f"bad-{number}", b"LISBON (CHX) -- \x81\x8d\x90 %d" % number, 0)
            continue
        of = number if told < 0.75 else rng.randint(max(1, number - 40), number)
        story = {"id": f"p-{of}", "source": SOURCES[of % len(SOURCES)], "body": text(rng)}
        if of != number:
            story |= {"version": str(number), "headline": f"CORRECTION: {number}"}
        yield Push(f"push-{number}", json.dumps(story).encode(), 1)


async def run(folder: Path) -> None:
    """All of it."""
    with EmbeddedBroker() as broker, Receiver() as reader:
        channels = folder / "channels.toml"
        channels.write_text(
            f'[desk]\nkind = "webhook"\nurl = "{reader.url}"\nallow_private = true\n'
        )
        settings = Settings(bootstrap=broker.bootstrap, channels=channels)
        await create_topics(settings)
        await write_rules(settings, [Rule(id="all", query="source:AFP", channels=["desk"])])
        port = _free_ports()
        more = {
            "WIRE_METRICS_PORT": str(port),
            "WIRE_CHILDREN": "1",
            "WIRE_CHANNELS": str(channels),
        }
        worker = Worker(variables(settings) | more, folder / "worker.log")
        try:
            with stack(folder, range(port, port + len(HOPS))) as watching:
                await _push_on(settings, worker, port)
                for board in BOARDS:
                    await asyncio.to_thread(
                        draw, board, watching, SECONDS, IMAGES / f"{board.uid}.png"
                    )
        finally:
            worker.terminate()


def reading(port: int) -> bool:
    """Whether every hop has partitions."""
    found = look([("127.0.0.1", port)]).by("hop", "wire_assigned_partitions")
    return found.keys() == set(HOPS) and all(found.values())


async def _push_on(settings: Settings, worker: Worker, port: int) -> None:
    rng, pushes = random.Random(2), load(1)
    async with asyncio.timeout(READY_SECONDS):
        while not await asyncio.to_thread(reading, port):
            await asyncio.sleep(0.5)
    loop = asyncio.get_running_loop()
    began = loop.time()
    killed = False
    while (past := loop.time() - began) < SECONDS + 20:
        # A lull, then a rush, as the wire has them.
        await push(settings, [next(pushes) for _ in range(rng.choice((1, 2, 4, 4, 8)))])
        if past > SECONDS * 0.6 and not killed:
            killed = True
            for child in worker.children()[:1]:
                with contextlib.suppress(ProcessLookupError):
                    child.kill()
        await asyncio.sleep(0.5 if past > SECONDS / 2 else 1.0)


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
