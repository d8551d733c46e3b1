"""`make simulate`: lag and latency of a worker that isn't there, by queueing.

Stories come at random moments, their service times are drawn from measured ones, and so many
children serve them: urgent stories first, none is interrupted. A child takes its share of what
waits, some stories at once, and does one after another. Hop, broker and feed go first and take
their share of the processors, a child a processor; so each story takes longer than with the machine
to itself. The more come at once, the less of all of them each needs: stories are read together, and
one waking and one request do for some. Both ends are measured: stories that come one by one, and a
backlog. Checked by `--check` against latencies that `make bench` found.
"""

import argparse
import heapq
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import mean, median

from bench.race.figures import percentile
from bench.race.parts import kept
from stream.engine.lines import RECENT_SECONDS

STORIES = 50_000
URGENT_SHARE = 0.02
_MOST_BESIDE = 0.9
"""Of all processors; there is little left to say of what waits then."""


@dataclass(frozen=True)
class Worker:
    """What serves. Times are seconds."""

    children: int
    service: Sequence[float]
    """Measured times of a child for a story, of which one is drawn for each."""
    path: float
    """From push to the child and from there to the consumer, when nothing waits."""
    batch: int = 1
    """Stories that a child takes at once, at most."""
    together: float = 1.0
    """Of the time of a story by itself, what one takes that is read with so many."""
    beside_one: float = 0.0
    """What hop, broker and feed take of a processor for a story that comes by itself."""
    beside_many: float = 0.0
    """For one of a full batch."""

    @cached_property
    def capacity(self) -> float:
        """Stories a second behind a backlog, where hop, broker and children fill the processors."""
        return self.children / (mean(self.service) * self.together + self.beside_many)

    def longer(self, rate: float, stories: int) -> float:
        """How much longer than by itself each takes of so many at once, at a rate.

        More than the capacity is no harder than the capacity.
        """
        one = (1 / stories - 1 / self.batch) / (1 - 1 / self.batch) if self.batch > 1 else 0.0
        beside = self.beside_many + one * (self.beside_one - self.beside_many)
        taken = min(rate, self.capacity) * beside / self.children
        return (self.together + one * (1 - self.together)) / (1 - min(_MOST_BESIDE, taken))


@dataclass(frozen=True)
class Outcome:
    """What stories met with, in seconds."""

    normal: Sequence[float]
    urgent: Sequence[float]
    left: int
    """Stories that still waited when the last one came."""

    def facts(self) -> dict[str, float]:
        """As milliseconds."""
        found: dict[str, float] = {"left_at_the_end": self.left}
        for name, values in (("normal", self.normal), ("urgent", self.urgent)):
            if values:
                found[f"{name}_p50_ms"] = round(median(values) * 1000, 1)
                found[f"{name}_p99_ms"] = round(percentile(values, 99) * 1000, 1)
        return found


def simulate(
    worker: Worker,
    rate: float,
    *,
    stories: int = STORIES,
    urgent: float = URGENT_SHARE,
    backlog: int = 0,
    seed: int = 1,
) -> Outcome:
    """Serve so many stories that come `rate` a second, behind a backlog that is there at 0."""
    rng = random.Random(seed)
    arrivals = _arrivals(rng, rate, stories, urgent)
    free = [(0.0, slot) for slot in range(worker.children)]
    lines: tuple[list[float], list[float]] = ([], [])
    lines[1].extend([0.0] * backlog)
    took: tuple[list[float], list[float]] = ([], [])
    last = 0.0
    urgent_last = -RECENT_SECONDS
    left = 0
    coming = next(arrivals, None)
    while coming is not None or lines[0] or lines[1]:
        now, slot = heapq.heappop(free)
        while coming is not None and (coming[0] <= now or not (lines[0] or lines[1])):
            heapq.heappush(lines[coming[1]], coming[0])
            last = coming[0]
            now = max(now, coming[0])
            coming = next(arrivals, None)
            left = left if coming else len(lines[0]) + len(lines[1])
        kind = 0 if lines[0] else 1
        urgent_last = now if kind == 0 else urgent_last
        kept_free = slot < worker.children // 2 and now - urgent_last < RECENT_SECONDS
        batch = _batch(worker, lines[kind], alone=kind == 0 or kept_free)
        # What was there at 0 is worked off as fast as can be; then it is what comes.
        behind = backlog > 0 and batch[0] == 0.0
        longer = worker.longer(worker.capacity if behind else rate, len(batch))
        for came in batch:
            now += rng.choice(worker.service) * longer
            if came or not backlog:
                took[kind].append(now - came + worker.path)
        heapq.heappush(free, (now, slot))
        if coming is None and now > last + 1e6:
            break
    return Outcome(took[1], took[0], left)


def _batch(worker: Worker, line: list[float], *, alone: bool) -> list[float]:
    """A child's fair share of what waits, as the pool deals it out; or one."""
    share = 1 if alone else min(worker.batch, -(-len(line) // worker.children))
    return [heapq.heappop(line) for _ in range(share)]


def _arrivals(
    rng: random.Random, rate: float, stories: int, urgent: float
) -> Iterator[tuple[float, int]]:
    """When each comes, and its line: 0 is the urgent one."""
    now = 0.0
    for _ in range(stories):
        now += rng.expovariate(rate)
        yield now, 0 if rng.random() < urgent else 1


_MEASURE = 'measure ours first: make bench ARGS="--parts latency"'


def measured(children: int | None = None) -> Worker:
    """The worker that `make bench` measured, with so many children, or with those it had."""
    found = kept().get("service", {})
    if "batch" not in found:
        raise SystemExit(_MEASURE)
    seconds, busy, batch = found["seconds"], found["busy"], found["batch"]
    together = found["together"] if batch > 1 else 1.0
    each = busy["children"] / busy["stories_per_second"]
    many = max(0.0, each - mean(seconds) * together)
    return Worker(
        children or busy["children"], seconds, found["path"], batch, together, busy["beside"], many
    )


def check() -> dict[str, dict[str, float]]:
    """What the simulation says of loads that were measured, and what was measured."""
    points = kept().get("latency_ms", {}).get("ours")
    if points is None:
        raise SystemExit(_MEASURE)
    worker = measured()
    found = {}
    for name in ("quiet", "at_50_percent", "at_80_percent"):
        said = simulate(worker, points[name]["a_second"], urgent=0.0, stories=20_000)
        found[name] = {
            "a_second": points[name]["a_second"],
            "measured_p50": points[name]["p50"],
            "simulated_p50": said.facts()["normal_p50_ms"],
            "measured_p99": points[name]["p99"],
            "simulated_p99": said.facts()["normal_p99_ms"],
        }
    return found


def main() -> int:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=2)
    parser.add_argument("--rate", type=float, default=40.0, help="stories a second")
    parser.add_argument("--backlog", type=int, default=0)
    parser.add_argument("--check", action="store_true", help="against measured points")
    given = parser.parse_args()
    if given.check:
        print(json.dumps(check(), indent=1))
        return 0
    worker = measured(given.children)
    said = simulate(worker, given.rate, backlog=given.backlog)
    print(json.dumps({"capacity": round(worker.capacity, 1), **said.facts()}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
