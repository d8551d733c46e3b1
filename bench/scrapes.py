"""`make bench-scrapes`: what being scraped costs a worker, and how many series it serves.

Rounds with and without somebody who asks all five hops far more often than Prometheus does, in
turn, the same stories in one run, each told to a reader; the cost at Prometheus' own pace is that
much less. Beside it, processor time a scrape, of a worker that has nothing else to do. At the end
come agencies that nobody knows and many alert rules: the series stay.
"""

import argparse
import asyncio
import itertools
import json
import random
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from aiohttp import web

from bench.alerts_arriving import webhooks
from bench.running import Running, running, stories
from bench.texts import text
from schemas.rule import Rule
from stream.app import HOPS
from stream.cli.rule_topic import write_rules

EVERY_SECONDS = 15.0
"""As `deploy/prometheus/prometheus.yml` says."""
IDLE_SCRAPES = 40
TOLD_SECONDS = 120.0
FEW_RULES = 10
AGENCIES = 200


@dataclass
class Worker:
    """A worker of all hops, and the reader whom it tells of each story in English."""

    running: Running
    told: int = 0
    expected: int = 0
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, _: web.Request) -> web.Response:
        """Take an alert."""
        self.told += 1
        if self.told >= self.expected:
            self.enough.set()
        return web.Response()

    async def rate(self, inputs: Sequence[bytes]) -> float:
        """Stories a second, from the first push to the last alert's delivery."""
        self.expected, began = self.told + len(inputs), time.perf_counter()
        self.enough.clear()
        await self.running.rate(inputs)
        await asyncio.wait_for(self.enough.wait(), TOLD_SECONDS)
        return len(inputs) / (time.perf_counter() - began)

    async def rules(self, count: int) -> None:
        """Have so many rules, of which the first alone tells anybody."""
        made = [Rule(id="all", query="language:en", channels=["desk"])]
        made += [Rule(id=f"rule-{it}", query=f"bridge word{it}") for it in range(1, count)]
        await write_rules(self.running.settings, made)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="pairs of rounds")
    parser.add_argument("--stories", type=int, default=150, help="stories a round")
    parser.add_argument("--every", type=float, default=0.25, help="seconds between two scrapes")
    parser.add_argument("--rules", type=int, default=10_000, help="alert rules at the end")
    given = parser.parse_args()
    figures = asyncio.run(_measure(given.rounds, given.stories, given.every, given.rules))
    for name, value in figures.items():
        print(f"{name:48} {value}")
    return 0


@asynccontextmanager
async def _started() -> AsyncIterator[Worker]:
    """Started, with a few rules, and ready: the first story was told."""
    told: list[Worker] = []

    async def receive(request: web.Request) -> web.Response:
        return await told[0](request) if told else web.Response()

    async with webhooks(receive) as port:
        with tempfile.TemporaryDirectory() as folder:
            channels = Path(folder) / "channels.toml"
            url = f"http://127.0.0.1:{port}/"
            channels.write_text(
                f'[desk]\nkind = "webhook"\nurl = "{url}"\nallow_private = true\nparallel = 16\n'
            )
            async with running(1, hops=HOPS, channels=channels) as started:
                worker = Worker(started)
                told.append(worker)
                await worker.rules(FEW_RULES)
                await _standing(started, FEW_RULES)
                yield worker


async def _standing(worker: Running, count: int) -> None:
    """Wait until so many rules are asked: a story makes `match` say how many they are."""
    line = f'wire_rules{{state="standing"}} {float(count)}'.encode()
    async with asyncio.timeout(TOLD_SECONDS):
        for number in itertools.count():
            await worker.rate(stories(1, seed=-count - number))
            # The alerts of these stories come too, and count for nobody.
            await asyncio.sleep(2)
            if line in await asyncio.to_thread(page, worker, HOPS.index("match")):
                return


async def _measure(rounds: int, count: int, every: float, rules: int) -> Mapping[str, object]:
    ratios = []
    async with _started() as worker:
        await worker.rate(stories(count, seed=2))
        few = await asyncio.to_thread(series, worker.running)
        for number in range(rounds):
            inputs = [stories(count, seed=100 + 2 * number + it) for it in range(2)]
            # Whatever warms up or drifts meets both alike.
            order = (True, False) if number % 2 else (False, True)
            found = {
                it: await _round(worker, each, every, scraped=it)
                for it, each in zip(order, inputs, strict=True)
            }
            ratios.append(found[True] / found[False])
            print(
                f"pair {number + 1}: {found[True]:.0f}/s scraped, {found[False]:.0f}/s not",
                flush=True,
            )
        after = await asyncio.to_thread(series, worker.running)
        idle = await _idle(worker.running)
        await worker.rate(_unknown_agencies())
        await worker.rules(rules)
        await _standing(worker.running, rules)
        many = await asyncio.to_thread(series, worker.running)
    cost = 1 - median(ratios)
    return {
        "stories": (2 * rounds + 1) * count,
        f"throughput_scraped_every_{every}_s": round(median(ratios), 4),
        "cost_of_scraping_every_15_s_percent": round(100 * cost * every / EVERY_SECONDS, 3),
        **{f"processor_ms_a_scrape_{hop}": round(1000 * it, 2) for hop, it in idle.items()},
        "processor_percent_at_every_15_s_all_hops": round(
            100 * sum(idle.values()) / EVERY_SECONDS, 3
        ),
        **_rows(f"series_after_{count}_stories", few),
        **_rows(f"series_after_{(2 * rounds + 1) * count}_stories", after),
        **_rows(f"series_with_{AGENCIES}_agencies_{rules}_rules", many),
    }


def _rows(name: str, found: Mapping[str, int]) -> dict[str, object]:
    each = ", ".join(f"{hop} {count}" for hop, count in found.items())
    return {name: f"{sum(found.values())} ({each})"}


def _unknown_agencies() -> list[bytes]:
    """Stories, each of an agency of its own that nobody knows."""
    rng = random.Random(3)
    return [
        json.dumps({"id": f"u-{it}", "source": f"Agency {it}", "body": text(rng)}).encode()
        for it in range(AGENCIES)
    ]


async def _round(worker: Worker, inputs: list[bytes], every: float, *, scraped: bool) -> float:
    asking = asyncio.create_task(_ask(worker.running, every)) if scraped else None
    try:
        return await worker.rate(inputs)
    finally:
        if asking is not None:
            asking.cancel()


async def _ask(worker: Running, every: float) -> None:
    while True:
        for number in range(len(HOPS)):
            await asyncio.to_thread(page, worker, number)
        await asyncio.sleep(every)


async def _idle(worker: Running) -> dict[str, float]:
    """Processor seconds that a scrape takes of each hop's process, beyond what it takes anyway."""
    spent = []
    for asked in (False, True):
        before, began = worker.processor_seconds(), time.monotonic()
        for _ in range(IDLE_SCRAPES):
            if asked:
                for number in range(len(HOPS)):
                    await asyncio.to_thread(page, worker, number)
            await asyncio.sleep(0.25)
        length = time.monotonic() - began
        after = worker.processor_seconds()
        spent.append({hop: (after[hop] - before[hop], length) for hop in HOPS})
    return {
        hop: max(0.0, spent[1][hop][0] - spent[0][hop][0] * spent[1][hop][1] / spent[0][hop][1])
        / IDLE_SCRAPES
        for hop in HOPS
    }


def page(worker: Running, number: int) -> bytes:
    """What a hop serves."""
    url = f"http://127.0.0.1:{worker.settings.metrics_port + number}/metrics"
    with urlopen(url, timeout=10) as answer:
        found: bytes = answer.read()
    return found


def series(worker: Running) -> dict[str, int]:
    """How many series each hop serves."""
    return {
        hop: sum(not line.startswith(b"#") for line in page(worker, number).splitlines())
        for number, hop in enumerate(HOPS)
    }


if __name__ == "__main__":
    raise SystemExit(main())
