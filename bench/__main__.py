"""`make bench`: stories a second of the worker beside a bare pool, same stories, same run.

Machines are noisy: many short rounds, one of each in turn, and the median of the pairs' ratios.
"""

import argparse
import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from statistics import median

from bench import bare
from bench.running import HOPS, Running, percentile, running, stories
from stream.agents.parsing import parse
from stream.engine.jobs import Job, Product


def main() -> int:
    """Measure and print."""
    options = _options()
    figures = asyncio.run(_measure(options.rounds, options.stories, options.children))
    for name, value in figures.items():
        print(f"{name:38} {value}")
    if options.json:
        print(json.dumps(figures))
    return 0


async def _measure(rounds: int, count: int, children: int) -> dict[str, object]:
    workers, pools, lags = [], [], dict.fromkeys(HOPS, 0.0)
    spent = dict.fromkeys((*HOPS, "children"), 0.0)
    with bare.bare_pool(children) as pool:
        async with running(children) as worker:
            for number in range(1, rounds + 1):
                inputs = stories(count, seed=number)
                parsed = _parsed(inputs)
                pools.append(await asyncio.to_thread(bare.rate, pool, parsed))
                workers.append(await _round(worker, inputs, lags, spent))
                _say(f"round {number} of {rounds}: {workers[-1]:.0f}/s, bare {pools[-1]:.0f}/s")
    done = rounds * count
    return {
        "stories": done,
        "children": children,
        "median_words": median(len(it.split()) for it in stories(count, seed=1)),
        "worker_stories_per_second": round(median(workers), 1),
        "bare_pool_stories_per_second": round(median(pools), 1),
        "ratio_median_of_pairs": round(
            median(ours / bare for ours, bare in zip(workers, pools, strict=True)), 3
        ),
        **{f"loop_lag_p99_ms_at_most_{hop}": round(lags[hop] * 1000, 1) for hop in HOPS},
        **{f"processor_ms_a_story_{it}": round(spent[it] / done * 1000, 3) for it in spent},
    }


async def _round(
    worker: Running, inputs: list[bytes], lags: dict[str, float], spent: dict[str, float]
) -> float:
    """One round of the worker; keeps the worst round's lag and adds up processor time."""
    lag, used = worker.lag_buckets(), worker.processor_seconds()
    rate = await worker.rate(inputs)
    for hop, after in worker.lag_buckets().items():
        lags[hop] = max(lags[hop], percentile(lag[hop], after, 99))
    for name, after_round in worker.processor_seconds().items():
        spent[name] += after_round - used[name]
    return rate


def _parsed(inputs: list[bytes]) -> list[bytes]:
    now = datetime.now(UTC).timestamp() * 1000
    answers = [parse(Job(it, {"arrived_ms": now})) for it in inputs]
    return [it.value for answer in answers for it in answer if isinstance(it, Product)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stories", type=int, default=600, help="stories a round")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", action="store_true", help="one JSON object last")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
