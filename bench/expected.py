"""What a careful reader found in agencies' own files, to judge the parsers by.

The values were written by people who read the files and nothing else, before the parsers were. The
files may not be copied, so that a text is kept as a hash of its words; facts stand in the clear.
`tests/wire/expected/dev.json` is for developing, `locked.json` is reported apart.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
EXPECTED = ROOT / "tests" / "wire" / "expected"
FIXTURES = ROOT.parent / "shared" / "data" / "wire-fixtures"
HALVES = ("dev", "locked")
TEXTS = ("headline", "slugline", "body_first", "body_last", "byline", "source", "ed_note", "marker")
DATES = ("version_created", "first_created", "embargoed_until")
FACTS = ("type", "urgency", "language", "status", "signal", "dateline")
FIELDS = (*TEXTS, *FACTS, *DATES)
_HEX = 16


class File(NamedTuple):
    """One file and what is in it: a list of items, or the true reasons to refuse it."""

    path: str
    items: list[dict[str, Any]]
    refused: list[str] | None


def files(half: str) -> list[File]:
    """The files of a half: `dev` or `locked`."""
    rows = json.loads((EXPECTED / f"{half}.json").read_text(encoding="utf-8"))
    return [File(row["file"], row["items"], row["refused"]) for row in rows]


def digest(text: str) -> str:
    """A hash of a text's words; white space doesn't matter, everything else does."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_HEX]


def hidden(clear: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows as they were written down, with every text as its hash, so that they may be kept."""
    for row in clear:
        refused = row.get("refused")
        yield {
            "file": row["file"],
            "refused": alternatives(refused["why"]) if refused else None,
            "items": [_hidden_item(it) for it in row.get("items") or []],
        }


def _hidden_item(item: dict[str, Any]) -> dict[str, Any]:
    if refused := item.get("refused"):
        return {"refused": alternatives(refused["why"])}
    kept = {name: item[name] for name in (*FACTS, *DATES) if name != "dateline"}
    kept["dateline"] = [_hidden_line(it) for it in alternatives(item["dateline"])]
    kept["body_paragraphs"] = item.get("body_paragraphs")
    for name in TEXTS:
        kept[name] = [None if it is None else digest(it) for it in alternatives(item[name])]
    return kept


def _hidden_line(line: dict[str, Any] | None) -> dict[str, Any] | None:
    """A dateline without its words; what it says are facts."""
    return None if line is None else {name: it for name, it in line.items() if name != "text"}


def alternatives(value: Any) -> list[Any]:
    """Equally right values: a list, or the one that there is."""
    return value if isinstance(value, list) else [value]
