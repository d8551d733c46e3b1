"""`make bench-scrapes`: what being scraped costs a worker, and how many series it serves.

Rounds with and without somebody who asks far more often than Prometheus does, in turn, the same
stories in one run; the cost at Prometheus' own pace is that much less. Beside it, processor time a
scrape, of a worker that has nothing else to do.
"""

import argparse
import asyncio
import time
from collections.abc import Mapping
from statistics import median
from urllib.request import urlopen

from bench.running import HOPS, Running, running, stories

EVERY_SECONDS = 15.0
"""As `deploy/prometheus/prometheus.yml` says."""
IDLE_SCRAPES = 40


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="pairs of rounds")
    parser.add_argument("--stories", type=int, default=150, help="stories a round")
    parser.add_argument("--every", type=float, default=0.25, help="seconds between two scrapes")
    given = parser.parse_args()
    figures = asyncio.run(_measure(given.rounds, given.stories, given.every))
    for name, value in figures.items():
        print(f"{name:48} {value}")
    return 0


async def _measure(rounds: int, count: int, every: float) -> Mapping[str, object]:
    ratios = []
    async with running(1) as worker:
        await worker.rate(stories(count, seed=1))
        few = await asyncio.to_thread(series, worker)
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
        many = await asyncio.to_thread(series, worker)
        idle = await _idle(worker)
    cost = 1 - median(ratios)
    return {
        "stories": (2 * rounds + 1) * count,
        f"throughput_scraped_every_{every}_s": round(median(ratios), 4),
        "cost_of_scraping_every_15_s_percent": round(100 * cost * every / EVERY_SECONDS, 3),
        **{f"processor_ms_a_scrape_{hop}": round(1000 * it, 2) for hop, it in idle.items()},
        **{
            f"processor_percent_at_every_15_s_{hop}": round(100 * it / EVERY_SECONDS, 3)
            for hop, it in idle.items()
        },
        **{f"series_{hop}_first": few[hop] for hop in HOPS},
        **{f"series_{hop}_last": many[hop] for hop in HOPS},
    }


async def _round(worker: Running, inputs: list[bytes], every: float, *, scraped: bool) -> float:
    asking = asyncio.create_task(_ask(worker, every)) if scraped else None
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
