"""`make bench`: the worker beside its peers, the first version one would write, and a bare pool.

The same texts, broker, partitions, enrichment and processors, in one run, in random order, in heats
of those who are held against each other. Machines are noisy: many short rounds, and the medians of
the rounds' ratios. What it finds goes into
`docs/performance.md` with `--write`, what earlier runs found of other parts too.
"""

import argparse
import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from stream.engine.child_process import ONE_THREAD

# Before numpy is imported: one thread each, as in a worker.
os.environ.update(ONE_THREAD)

from bench.race import page, parts
from bench.race.contestants import EVERYBODY, Contestant
from bench.race.parts import PARTS, Plan
from bench.race.rounds import CEILINGS


def main() -> int:
    """Measure and print."""
    options = _options()
    # As Ctrl-C: brokers and contestants end with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    Path(".cache").mkdir(exist_ok=True)
    chosen = options.contestants.split(",") if options.contestants else []
    everybody = _everybody(chosen)
    pools = [it for it in CEILINGS if not chosen or it in chosen]
    sizes = options.rounds, options.stories, options.flashes, options.children
    plan = Plan(everybody, pools, *sizes, options.broker)
    found: dict[str, Any] = {}
    for name in options.parts.split(","):
        found |= asyncio.run(PARTS[name](plan))
        parts.keep(found)
    if options.write:
        page.write(parts.kept())
    for line in parts.lines(found):
        print(line)
    if options.json:
        print(json.dumps(parts.summary(parts.kept())))
    return 0


def _everybody(chosen: list[str]) -> list[Contestant]:
    found = [it for it in EVERYBODY if not chosen or it.name in chosen]
    for it in found:
        if not it.installed:
            print(f"{it.name} isn't installed: left out", file=sys.stderr)
    return [it for it in found if it.installed]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--stories", type=int, default=320, help="stories a round")
    parser.add_argument("--flashes", type=int, default=150, help="urgent stories a measurement")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--parts", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    parser.add_argument("--contestants", help="names, by commas; all that are installed")
    parser.add_argument("--broker", help="HOST:PORT of a fresh Kafka, for the part latency")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    parser.add_argument("--json", action="store_true", help="one JSON object last")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
