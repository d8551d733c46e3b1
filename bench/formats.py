"""What reading costs, by format: `python -m bench.formats [--json] [--fixtures]`.

Every sample of `examples/formats` and `examples/stories`, with `--fixtures` also the files that
agencies sent, is read again and again and then enriched, in one process, on one thread. Times of
the processor are medians of rounds; the share is that of reading in reading and enriching together.
The models are those of the settings: by default English and French.
"""

import argparse
import datetime as dt
import gc
import json
import os
import statistics
import time
from collections import defaultdict
from pathlib import Path

from bench.expected import FIXTURES, ROOT
from schemas.events import ParsedStory
from stream import settings
from stream.engine.child_process import ONE_THREAD
from stream.enrich import Enricher
from stream.enrich.plan import EnrichPlan
from stream.errors import ParseError
from stream.wire import read

ROUNDS = 15
ARRIVED = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def main() -> None:
    """Print a line for each format."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print one JSON object")
    options.add_argument("--fixtures", action="store_true", help="agencies' own files too")
    chosen = options.parse_args()
    inputs = samples([ROOT / "examples" / "formats", ROOT / "examples" / "stories"])
    if chosen.fixtures:
        inputs += samples([FIXTURES])
    rows = measured(inputs)
    if chosen.json:
        print(json.dumps(rows))
        return
    print("format        files stories  words   read µs  enrich µs   share")
    for name, row in rows.items():
        print(
            f"{name:13} {row['files']:5} {row['stories']:7} {row['words']:6.0f} "
            f"{row['read_us']:9.0f} {row['enrich_us']:10.0f} {row['share']:7.2%}"
        )


def samples(folders: list[Path]) -> list[tuple[bytes, list[ParsedStory]]]:
    """The inputs that hold stories, with their stories."""
    found = []
    for path in (it for folder in folders for it in sorted(folder.rglob("*")) if it.is_file()):
        data = path.read_bytes()
        stories = [it for it in _read(data) if isinstance(it, ParsedStory) and it.story.body]
        if stories and path.name not in {"README.md", "INDEX.tsv"}:
            found.append((data, stories))
    return found


def measured(inputs: list[tuple[bytes, list[ParsedStory]]]) -> dict[str, dict[str, float]]:
    """By format: files, stories, words and microseconds a story, and the share of reading."""
    # One thread, and nothing that is loaded looked through for garbage: as in the worker's child.
    os.environ.update(ONE_THREAD)
    enricher = Enricher(EnrichPlan(**settings.load().settings.enrich_plan))
    enricher.load_all()
    gc.collect()
    gc.freeze()
    spent: dict[str, list[tuple[float, float, int, float]]] = defaultdict(list)
    for data, stories in inputs:
        reading = statistics.median(_timed(data) for _ in range(ROUNDS)) / len(stories)
        enricher.enrich(stories[0])
        start = time.process_time()
        for one in stories:
            enricher.enrich(one)
        enriching = (time.process_time() - start) / len(stories)
        words = statistics.mean(len(it.story.body.split()) for it in stories)
        spent[stories[0].wire.format.value].append((reading, enriching, len(stories), words))
    rows = {name: _row(one) for name, one in sorted(spent.items())}
    return {**rows, "all": _row([it for one in spent.values() for it in one])}


def _row(spent: list[tuple[float, float, int, float]]) -> dict[str, float]:
    reading, enriching = (sum(it[number] for it in spent) for number in (0, 1))
    return {
        "files": len(spent),
        "stories": sum(it[2] for it in spent),
        "words": statistics.mean(it[3] for it in spent),
        "read_us": statistics.mean(it[0] for it in spent) * 1e6,
        "enrich_us": statistics.mean(it[1] for it in spent) * 1e6,
        "share": reading / (reading + enriching),
    }


def _timed(data: bytes) -> float:
    start = time.process_time()
    _read(data)
    return time.process_time() - start


def _read(data: bytes) -> list[ParsedStory | ParseError]:
    try:
        return read(data, arrived=ARRIVED)
    except ParseError:
        return []


if __name__ == "__main__":
    main()
