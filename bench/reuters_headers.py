"""How many of Reuters's raw headers of 1987 are read: `python -m bench.reuters_headers [--json]`.

Reuters-21578 keeps the two header lines of each story in `UNKNOWN`. Read are those whose service,
number, priority, category, slug, day and count of words all come out.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from stream.wire.formats.anpa import header

DATA = Path(__file__).parents[2] / "shared" / "data" / "reuters21578"
_HEADER = re.compile(r"<UNKNOWN>(.*?)</UNKNOWN>", re.DOTALL)
_NUMBERED = re.compile(r"&#(\d{1,3});")
_MOST_SHOWN = 10


def headers(folder: Path) -> Iterator[str]:
    """The raw headers, with their control characters."""
    for path in sorted(folder.glob("*.sgm")):
        for found in _HEADER.finditer(path.read_text(encoding="latin-1")):
            yield unescape(_NUMBERED.sub(lambda it: chr(int(it[1])), found[1]))


def main() -> None:
    """Print how many are read, the markers found in them, and what the rest look like."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = options.parse_args()
    if not chosen.data.is_dir():
        sys.exit(f"{chosen.data} isn't there: the collection is no part of the project")
    found = [(raw, header(raw)) for raw in headers(chosen.data)]
    whole = [it for _, it in found if it and it.day and it.words is not None and it.urgency]
    other = Counter(it.priority for _, it in found if it and not it.urgency)
    rest = [raw for raw, it in found if it is None or it.day is None or it.words is None]
    read = len(found) - len(rest)
    result = {
        "headers": len(found),
        "read": read,
        "percent": round(100 * read / max(1, len(found)), 2),
        "with_urgency": len(whole),
        "other_priorities": dict(other),
        "markers": sum(1 for _, it in found if it and it.marker),
    }
    if chosen.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:17} {value}")
    for raw in rest[:_MOST_SHOWN]:
        print(repr(raw))


if __name__ == "__main__":
    main()
