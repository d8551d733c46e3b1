"""`make capacity`: how many cores for how many stories, from what `make bench` measured.

Children are counted so that they are busy for at most 70 % of the time; what waits then is said by
the simulation. Writes the figures of `docs/capacity.md`.
"""

import math
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import mean

from bench.simulate import Worker, check, measured, simulate

PAGE = Path("docs/capacity.md")
START, END = "<!-- figures -->", "<!-- /figures -->"
RATES = (1, 10, 100, 1_000, 10_000)
BUSY = 0.7
INTAKE_MS = 2.5
"""Processor time of intake a story: 1.3 ms of the hop, and of its child as much, measured."""
MOST_STORIES = 60_000


def main() -> int:
    """Write the page's figures and print them."""
    body = "\n".join(lines())
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{START}\n{body}\n{END}{after}", encoding="utf-8")
    print(body)
    return 0


def lines() -> Iterator[str]:
    """Markdown."""
    one = measured(1)
    busy = 1 / one.capacity
    yield (
        f"A story takes {mean(one.service) * 1000:.1f} ms of a child that has the machine to "
        f"itself, and {busy * 1000:.1f} ms of a core where all cores are busy, hop, broker and "
        f"feed included; intake takes {INTAKE_MS} ms more."
    )
    yield ""
    yield "| stories/s | children | cores, all hops | usual p50 | usual p99 | urgent p99 |"
    yield "|---|---|---|---|---|---|"
    for rate in RATES:
        worker = sized(one, rate)
        facts = simulate(worker, rate, stories=min(MOST_STORIES, max(2_000, rate * 60))).facts()
        cores = rate * (busy + INTAKE_MS / 1000) / BUSY
        yield (
            f"| {rate:,} | {worker.children} | {max(1, math.ceil(cores)):,} | "
            f"{facts['normal_p50_ms']} ms | {facts['normal_p99_ms']} ms | "
            f"{facts.get('urgent_p99_ms', '')} ms |"
        )
    yield ""
    yield (
        "The simulation against what was measured, in milliseconds "
        f"({measured().children} children, a wire's mix):"
    )
    yield ""
    yield "| load | stories/s | p50 measured | p50 simulated | p99 measured | p99 simulated |"
    yield "|---|---|---|---|---|---|"
    for name, it in check().items():
        cells = (
            it[key]
            for key in (
                "a_second",
                "measured_p50",
                "simulated_p50",
                "measured_p99",
                "simulated_p99",
            )
        )
        yield f"| {name.replace('_', ' ')} | " + " | ".join(f"{cell}" for cell in cells) + " |"


def sized(one: Worker, rate: float) -> Worker:
    """So many children that they are busy for `BUSY` of the time."""
    needed = rate / one.capacity / BUSY
    return replace(one, children=max(1, math.ceil(needed)))


if __name__ == "__main__":
    sys.exit(main())
