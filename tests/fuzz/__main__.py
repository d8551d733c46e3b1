"""Fuzz every parser, bounded: `python -m tests.fuzz [--runs 1000000] [--seed 1] [--processes 2]`.

libFuzzer (atheris) drives `stream.wire.read`, guided by coverage, from the project's own samples
and from agencies' files where they lie beside the checkout. Each input must give stories or an
error with a known code. Ends with the count, or with the input that broke the law.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = (
    ROOT / "examples" / "formats",
    ROOT / "examples" / "stories",
    ROOT.parent / "shared" / "data" / "wire-fixtures",
    ROOT.parent / "shared" / "data" / "ninjs" / "examples",
)
_DONE = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_LONGEST = 16 * 1024


def main() -> None:
    """Run the processes and print what they did; exit 1 where the law was broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=1_000_000, help="inputs in all")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    chosen = options.parse_args()
    share = -(-chosen.runs // chosen.processes)
    with tempfile.TemporaryDirectory(prefix="wire-fuzz-") as folder, ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(run, Path(folder) / str(number), share, chosen.seed + number)
            for number in range(chosen.processes)
        ]
        results = [job.result() for job in jobs]
    total = sum(done for done, _ in results)
    breaches = [breach for _, breach in results if breach]
    print(f"{total} inputs, {len(breaches)} breaches")
    print("\n".join(breaches), end="")
    sys.exit(bool(breaches) or total < chosen.runs)


def run(folder: Path, runs: int, seed: int) -> tuple[int, str]:
    """One process: how many inputs it tried, and the breach that ended it, or ""."""
    folder.mkdir()
    seeds = [it for place in SEEDS for it in sorted(place.rglob("*")) if it.is_file()]
    for number, path in enumerate(seeds):
        if path.stat().st_size <= _LONGEST:
            shutil.copyfile(path, folder / f"seed-{number}")
    command = [sys.executable, "-m", "tests.fuzz.target", str(folder), str(runs), str(seed)]
    done, lines = 0, []
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as it:
        assert it.stderr is not None
        for line in it.stderr:
            if line.startswith("#") and "pulse" in line:
                print(f"process {seed}: {line.split()[0][1:]} inputs", flush=True)
            lines = [*lines[-60:], line]
            if found := _DONE.match(line):
                done = int(found[1])
    if it.returncode == 0:
        return done, ""
    kept = next(folder.glob("breach-*"), None)
    text = repr(kept.read_bytes()[:2000]) if kept else "no input was kept"
    return done, "".join(lines) + f"\ninput: {text}\n"


if __name__ == "__main__":
    main()
