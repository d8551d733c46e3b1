"""Alert rules matched: `python -m bench.alerts [--json] [--rules N,N] [--stories N]`.

Seeded rules of the kinds that desks write (`bench/alert_rules.py`) against enriched stories, each
count of rules in a process of its own: time to build, memory, milliseconds a story, and beside it a
plain loop over the same rules in the same process and a percolator of others
(`bench/alerts_beside.py`), to both of which the tests of each story come for free.
Times are the processor's: the machine may have other work. Half the stories teach what rules are
about, the other half is matched.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from stream.engine.child_process import ONE_THREAD

os.environ.update(ONE_THREAD)  # before numpy is imported, as in a worker

import psutil

from bench.alert_rules import Maker
from bench.alerts_arriving import arriving
from schemas.events import EnrichedStory
from stream.alerts.index import RuleIndex
from stream.alerts.logic import holds
from stream.alerts.query import parse
from stream.alerts.reading import Reading

ROUNDS = 3
LOOPED = 20
"""Stories that the plain loop is given: it is slow."""
SMALL, LARGE, HUGE = 10_000, 100_000, 1_000_000


def measured(stories: Sequence[EnrichedStory], count: int) -> dict[str, Any]:
    """What so many rules cost."""
    taught, matched = stories[: len(stories) // 2], stories[len(stories) // 2 :]
    maker = Maker(taught)
    gc.collect()
    before, began = _memory(), time.thread_time()
    index = RuleIndex()
    for number, query in enumerate(maker.queries(count)):
        index.add(f"rule-{number:07d}", parse(query).clause)
    index.settle()
    gc.collect()
    built, size = time.thread_time() - began, _memory() - before
    # As a worker does: what stands isn't looked at again and again.
    gc.freeze()
    for it in matched:
        index.match(it)
    times = [_milliseconds(partial(index.match, it)) for _ in range(ROUNDS) for it in matched]
    looped = [_milliseconds(partial(_loop, index, it)) for it in matched[:LOOPED]]
    hits = [len(index.match(it)) for it in matched]
    other = _beside(index, matched, hits) if count <= LARGE else []
    return {
        "rules": count,
        "build_s": round(built, 1),
        "bytes_per_rule": round(size / count),
        "median_ms": round(statistics.median(times), 3),
        "p99_ms": round(statistics.quantiles(times, n=100)[98], 3),
        "loop_median_ms": round(statistics.median(looped), 1),
        "percolator_median_ms": round(statistics.median(other), 3) if other else None,
        "matches_per_story": round(statistics.mean(hits), 1),
        "tests": len(index.leaves.all),
    }


def _beside(index: RuleIndex, stories: Sequence[EnrichedStory], hits: list[int]) -> list[float]:
    """The times of a percolator of others. Raises AssertionError where it finds other rules."""
    # Apart from ours: its memory is none of theirs.
    from bench.alerts_beside import Beside  # noqa: PLC0415 - see above

    beside = Beside(index)
    documents = [beside.document(it) for it in stories]
    assert [beside.count(it) for it in documents] == hits
    return [_milliseconds(partial(beside.count, it)) for _ in range(ROUNDS) for it in documents]


def _loop(index: RuleIndex, story: EnrichedStory) -> int:
    """Every rule asked whether it holds. Its tests are made as ours are, once a story."""
    holding = Reading(story, index.leaves).holding()
    return sum(holds(logic, holding) for _, logic in index.rules())


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def _memory() -> int:
    return int(psutil.Process().memory_info().rss)


def _apart(path: Path, count: int, *more: str) -> dict[str, Any]:
    """The same in a process of its own, so that memory is its own."""
    command = [
        sys.executable,
        "-m",
        "bench.alerts",
        "--child",
        str(path),
        "--rules",
        str(count),
        *more,
    ]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    result: dict[str, Any] = json.loads(found.stdout)
    return result


def summary(rows: dict[int, dict[str, Any]], told: str) -> dict[str, Any]:
    """The figures that the promise names, null where not asked for; `told`: whose stories.

    Invented stories are of few words, so that many rules match each: their figures are no others'.
    """
    large, small, huge = (rows.get(it, {}) for it in (LARGE, SMALL, HUGE))
    growth = large["median_ms"] / small["median_ms"] if large and small else None
    return {
        "stories": told,
        "median_ms": large.get("median_ms"),
        "p99_ms": large.get("p99_ms"),
        "growth_10k_to_100k": growth and round(growth, 2),
        "median_ms_1m": huge.get("median_ms"),
        "bytes_per_rule": large.get("bytes_per_rule"),
        "loop_median_ms": large.get("loop_median_ms"),
        "percolator_median_ms": large.get("percolator_median_ms"),
    }


def main() -> None:
    """Print a line for each count of rules, and the figures promised."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rules", default=f"{SMALL},{LARGE},{HUGE}", help="counts, by commas")
    options.add_argument("--stories", type=int, default=500)
    options.add_argument("--json", action="store_true", help="one JSON object last")
    options.add_argument("--arriving", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    counts = [int(it) for it in asked.rules.split(",")]
    if asked.child:
        with asked.child.open("rb") as file:
            stories = [EnrichedStory.model_validate_json(line) for line in file]
        work = arriving if asked.arriving else measured
        print(json.dumps(work(stories, counts[0])))
        return
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.jsonl"
        told = _write(path, asked.stories)
        for count in counts:
            rows[count] = _apart(path, count)
            print("  ".join(f"{name} {value}" for name, value in rows[count].items()), flush=True)
        end = _apart(path, LARGE, "--arriving") if LARGE in counts else {}
    if end:
        print("  ".join(f"{name} {value}" for name, value in end.items()), flush=True)
    figures = summary(rows, told) | {
        name: end.get(name) for name in ("end_to_end_p99_ms", "webhooks_per_s")
    }
    print(json.dumps(figures) if asked.json else _lines(figures))


def _write(path: Path, count: int) -> str:
    """Write the stories; whose they are."""
    # The model is only loaded here: its memory is none of the rules'.
    from bench.alert_stories import DATA, enriched  # noqa: PLC0415 - see above

    path.write_bytes(b"".join(it.to_json() + b"\n" for it in enriched(count)))
    return "reuters" if DATA.is_dir() else "invented"


def _lines(figures: dict[str, Any]) -> str:
    return "\n".join(f"{name:20} {value}" for name, value in figures.items())


if __name__ == "__main__":
    main()
