"""The table of formats and fields in `docs/formats.md`: `make formats-table`.

For each format: how many of the stories in agencies' own files have a field, by a careful reader
(`bench.expected`), and how many come out right.
"""

import sys
from collections import Counter
from typing import Any

from bench.expected import FIELDS, FIXTURES, HALVES, ROOT, files
from bench.formats_right import is_right, outcomes
from schemas.events import ParsedStory

PAGE = ROOT / "docs" / "formats.md"
START, END = "<!-- table: make formats-table -->", "<!-- end of the table -->"
SHOWN = [it for it in FIELDS if it not in {"type", "status", "signal", "marker"}]


def main() -> None:
    """Write the table into the page."""
    if not FIXTURES.is_dir():
        sys.exit(f"{FIXTURES} isn't there: the files that agencies sent are no part of the project")
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{START}\n\n{table()}\n{END}{after}", encoding="utf-8")


def table() -> str:
    """The rows: `had / came out right`; signals and statuses that are not the usual one."""
    had: dict[str, Counter[str]] = {}
    right: dict[str, Counter[str]] = {}
    refused: Counter[str] = Counter()
    for file in (it for half in HALVES for it in files(half)):
        found = outcomes(file.path)
        refused.update(it for it in found if isinstance(it, str))
        for number, item in enumerate(file.items):
            got = found[number] if number < len(found) else "missing"
            if isinstance(got, ParsedStory) and "refused" not in item:
                name = got.wire.format.value
                _count(
                    item, got, had.setdefault(name, Counter()), right.setdefault(name, Counter())
                )
    heads = ["format", "stories", *(it.replace("_", " ") for it in SHOWN), "signal"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for name in sorted(had):
        cells = [f"{right[name][it]}/{had[name][it]}" for it in (*SHOWN, "signal")]
        shown = ["" if it.endswith("/0") else it for it in cells]
        lines.append(f"| {name} | {had[name]['stories']} | {' | '.join(shown)} |")
    codes = ", ".join(f"`{code}` {count}" for code, count in sorted(refused.items()))
    return "\n".join(lines) + f"\n\nRefused items: {codes}.\n"


def _count(item: dict[str, Any], got: ParsedStory, had: Counter[str], right: Counter[str]) -> None:
    had["stories"] += 1
    for name in (*SHOWN, "signal"):
        wanted = item[name]
        usual = wanted == "new" if name == "signal" else wanted in (None, [None])
        if not usual:
            had[name] += 1
            right[name] += is_right(name, wanted, got)


if __name__ == "__main__":
    main()
