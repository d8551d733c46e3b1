"""What the worst inputs cost: `python -m bench.parse_cost [--json]`, or `make bench-hostile`.

Each input of `bench.hostile` is read at rising sizes, in a process of its own. Time: what doubling
the input multiplies it by on the average, which is 2 where cost is linear. Memory: the peak above
what the process had before, against the limit of 32 MiB + 50 times the input. Linux only: it reads
`/proc`.
"""

import argparse
import datetime as dt
import gc
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.hostile import MAKERS
from stream.errors import ParseError
from stream.wire import read

SIZES = (64, 128, 256, 512, 1024, 2048, 4096)
"""KiB. The last is near the most that a story may have."""
FLOOR_MIB, FACTOR = 32, 50
MOST = 3.0
"""Times that a doubling may cost: noise and caches on top of 2. Quadratic cost would be 4."""
ARRIVED = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
STATUS = Path("/proc/self/status")
KIB, MIB = 1024, 1024 * 1024
REFUSED = "too_large"
NOISE = 0.002
"""Seconds. A shorter reading is mostly noise."""


def main() -> None:
    """Measure all, print a line for each, exit 1 where a limit is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="one JSON object a line")
    options.add_argument("--only", default="", help="inputs whose name contains this")
    options.add_argument("--child", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        print(json.dumps(measured(chosen.child)))
        return
    bad = [
        row
        for name in MAKERS
        if chosen.only in name
        for row in [_one(name)]
        if shown(row, as_json=chosen.json)
    ]
    print(
        f"{len(bad)} of {len(MAKERS)} broke a limit: {[it['name'] for it in bad]}", file=sys.stderr
    )
    sys.exit(bool(bad))


def _one(name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.parse_cost", "--child", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        return {"name": name, "failed": done.stderr[-2000:]}
    row: dict[str, Any] = json.loads(done.stdout)
    return row


def measured(name: str, sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Seconds, share of the memory limit and outcome at each size (KiB), in this process."""
    _read(MAKERS[name](2 * KIB))
    _read(b"OSLO, March 3 (NTB) - A text of the kind that warms caches and loads the gazetteer.")
    seconds, share, outcomes = [], [], []
    for size in sizes:
        data = MAKERS[name](size * KIB)
        gc.collect()
        before = _peak_from_now()
        took = []
        for _ in range(2):
            start = time.perf_counter()
            outcome = _read(data)
            took.append(time.perf_counter() - start)
        seconds.append(min(took))
        outcomes.append(outcome)
        share.append((_peak() - before) / (FLOOR_MIB * MIB + FACTOR * len(data)))
    return {"name": name, "seconds": seconds, "memory_share": max(share), "outcomes": outcomes}


def shown(row: dict[str, Any], *, as_json: bool) -> bool:
    """Print a row; whether it breaks a limit."""
    if "failed" in row:
        print(json.dumps(row) if as_json else f"{row['name']:28} FAILED\n{row['failed']}")
        return True
    read_whole = [it != REFUSED for it in row["outcomes"]]
    last = max((at for at, whole in enumerate(read_whole) if whole), default=0)
    timed = [it for it in row["seconds"][: last + 1] if it > NOISE]
    steps = len(timed) - 1
    row["doubling"] = (timed[-1] / timed[0]) ** (1 / steps) if steps > 0 else None
    row["broken"] = bool(row["memory_share"] > 1 or (row["doubling"] and row["doubling"] > MOST))
    if as_json:
        print(json.dumps(row), flush=True)
    else:
        doubling = f"{row['doubling']:.2f}" if row["doubling"] else "  - "
        limited = "" if all(read_whole) else f", larger ones are {REFUSED}"
        print(
            f"{row['name']:28} x{doubling} a doubling, {row['seconds'][last] * 1000:7.1f} ms for "
            f"{SIZES[last]:4} KiB ({row['outcomes'][last]}{limited}), memory "
            f"{row['memory_share']:6.1%} of the limit{'   BROKEN' if row['broken'] else ''}",
            flush=True,
        )
    return bool(row["broken"])


def _read(data: bytes) -> str:
    try:
        return f"{len(read(data, arrived=ARRIVED))} items"
    except ParseError as error:
        return error.code


def _peak_from_now() -> int:
    """Forget the peak so far; what is in use now, in bytes."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _status("VmRSS")


def _peak() -> int:
    return _status("VmHWM")


def _status(name: str) -> int:
    line = next(it for it in STATUS.read_text(encoding="ascii").splitlines() if it.startswith(name))
    return int(line.split()[1]) * KIB


if __name__ == "__main__":
    main()
