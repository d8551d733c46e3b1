"""`make chaos`: 5,000 stories, 2 workers, 20 kills, on the embedded broker and on Apache Kafka."""

import argparse
import asyncio
import contextlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from stream.broker.embedded import EmbeddedBroker
from tests.brokers.kafka import KafkaBroker
from tests.chaos.run import Plan, Result, chaos

BROKERS: dict[str, Any] = {"embedded": EmbeddedBroker, "kafka": KafkaBroker}


def main() -> int:
    """Run, print the figures, and fail where the law was broken."""
    options = _options()
    results = []
    # Kept when something is broken: the workers' own words are in it.
    logs = Path(tempfile.mkdtemp(prefix="wire-chaos-"))
    for name in options.broker or BROKERS:
        with BROKERS[name]() as broker:
            plan = Plan(options.stories, options.kills, options.seed)
            run = chaos(name, broker.bootstrap, plan, logs, _say(name))
            results.append(asyncio.run(run))
    for result in results:
        _print(result)
    clean = all(it.account.clean for it in results)
    if not clean:
        _say("all")(f"the law of accounting is broken; the workers' logs are in {logs}")
    if options.json:
        print(json.dumps({"clean": clean, "runs": [it.figures() for it in results]}))
    return 0 if clean else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--stories", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broker", choices=BROKERS, action="append")
    parser.add_argument("--json", action="store_true", help="one JSON object last")
    return parser.parse_args()


def _say(name: str) -> Any:
    return lambda line: print(f"{name}: {line}", file=sys.stderr, flush=True)


def _print(result: Result) -> None:
    for name, value in result.figures().items():
        print(f"{result.broker:10} {name:18} {value}")
    for name, count in result.account.breaches.items():
        if count:
            print(f"{result.broker:10} e.g. {name}: {getattr(result.account, name)[:3]}")


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
