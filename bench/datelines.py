"""Datelines found and not found: `python -m bench.datelines`.

Two public collections, read from a folder that is no part of the project:

- `reuters21578`: stories whose `DATELINE` is marked. It is joined with the body again, as the wire
  sent it; right are a place and a date that are those of the marked words. The same bodies without
  it are stories that have none, and so are their single paragraphs, where sentences begin with
  places and dates of every kind.
- `bbc`: stories that never have one, and their paragraphs.

What the marked words say is worked out here by a rule of its own, from the last date in them: the
place is what stands before the first comma. Where the words that are marked run on into the text
("LIMA, March 2 - Copper -") only place and date are compared.

Corrections: stories whose title or first words say that they correct, by a pattern of its own, and
how many of them `stream.wire.signals` calls corrections.
"""

import argparse
import datetime as dt
import gc
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from bench.reuters import between, stories
from schemas.wire import Dateline, Signal, StoryFormat
from stream.gazetteer import fold
from stream.wire.dateline import find
from stream.wire.draft import Draft
from stream.wire.signals import decide

DATA = Path(__file__).parents[2] / "shared" / "data"
_DAY = re.compile(
    r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?(\d{1,2})(?!\d)"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CORRECTS = re.compile(r"\W*correct(?:ed|ion|s)\b", re.IGNORECASE)
_WARM_UP = 300


class Filed(NamedTuple):
    """A story: the words that are marked as its dateline or "", its text, its day, its title."""

    name: str
    line: str
    body: str
    day: dt.date
    title: str


def reuters(data: Path) -> Iterator[Filed]:
    """The stories of Reuters-21578 that are there."""
    for file, number, story in stories(data / "reuters21578"):
        day = dt.datetime.strptime(_between(story, "DATE")[:11].strip(), "%d-%b-%Y")  # noqa: DTZ007
        body = unescape(_between(story, "BODY")).removesuffix("\x03").rstrip()
        yield Filed(
            f"{file}:{number}",
            unescape(_between(story, "DATELINE")).strip(),
            body.removesuffix("REUTER").removesuffix("Reuter"),
            day.date(),
            unescape(_between(story, "TITLE")).strip() or _first_line(story),
        )


def _first_line(story: str) -> str:
    """Where no title is marked: the first words of the text."""
    found = re.search(r"<TEXT[^>]*>(.*?)</TEXT>", story, re.DOTALL)
    text = re.sub(r"</?[A-Z]+>", "", found[1]) if found else ""
    return unescape(text).strip(" \n\x02\x03*").partition("\n")[0].strip()


def bbc(data: Path) -> Iterator[Filed]:
    """The stories of the BBC collection. They have no datelines."""
    for path in sorted((data / "bbc").glob("*/*.txt")):
        title, _, body = path.read_text("utf-8", errors="replace").partition("\n")
        name = f"{path.parent.name}/{path.name}"
        yield Filed(name, "", body.strip(), dt.date(2005, 1, 15), title.strip())


def measure(data: Path) -> dict[str, object]:
    """Every count, for people and machines."""
    stories = list(reuters(data))
    marked = [it for it in stories if it.line and it.body]
    with_line = [it._replace(body=f"{it.line} {it.body}") for it in marked]
    without = [*marked, *bbc(data)]
    paragraphs = [part for it in without for part in _paragraphs(it)]
    return {
        "with": _found(marked, with_line),
        "without": _false(without),
        "paragraphs_without": _false(paragraphs),
        "corrections": _corrections(stories),
        "microseconds": {"with": _times(with_line), "without": _times(without)},
    }


def _found(marked: list[Filed], with_line: list[Filed]) -> dict[str, object]:
    kinds: Counter[str] = Counter()
    misses: list[str] = []
    for story, joined in zip(marked, with_line, strict=True):
        line = find(joined.body, reference=joined.day, headline=joined.title)
        kind = _kind(story, line)
        kinds[kind] += 1
        if kind != "right":
            misses.append(f"{story.name} {kind}: {story.line!r}, found {line and line.text!r}")
    right = kinds.pop("right", 0)
    return {
        "stories": len(marked),
        "right": right,
        "percent": _percent(right, len(marked)),
        "wrong_by_kind": dict(kinds),
        "country_known": sum(1 for it in with_line if _country(it)),
        "misses": misses,
    }


def _kind(story: Filed, line: Dateline | None) -> str:
    if line is None:
        return "not_found"
    if fold(line.place or "") != fold(_place(story.line)):
        return "place"
    return "right" if line.date == _date(story) else "date"


def _place(line: str) -> str:
    """Before the first comma, the second place, and a state without its comma."""
    return re.split(r",|/| +- *|(?<=[A-Z]) +(?=[A-Z][a-z])", line.lstrip("* "))[0].rstrip(".-")


def _date(story: Filed) -> dt.date | None:
    said = _DAY.search(story.line)
    if said is None:
        return story.day if re.search(r"\d", story.line) else None
    month, day = _NAMES.index(said[1].lower()) + 1, int(said[2])
    near = [dt.date(story.day.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(near, key=lambda it: abs(it - story.day))


def _country(story: Filed) -> str | None:
    line = find(story.body, reference=story.day, headline=story.title)
    return line.ids.get("iso3166_1") if line else None


def _false(stories: list[Filed]) -> dict[str, object]:
    found = [
        f"{it.name}: {line.text!r}" for it in stories if (line := find(it.body, reference=it.day))
    ]
    return {
        "texts": len(stories),
        "false": len(found),
        "percent": _percent(len(found), len(stories)),
        "which": found,
    }


def _paragraphs(story: Filed) -> Iterator[Filed]:
    for part in re.split(r"\n {3,}|\n\n", story.body):
        if part.strip():
            yield story._replace(body=part.strip())


def _corrections(stories: Iterable[Filed]) -> dict[str, object]:
    said = [it for it in stories if _CORRECTS.match(it.title) or _CORRECTS.match(it.body)]
    missed = [it for it in said if _signal(it) is not Signal.CORRECTION]
    return {
        "say_so": len(said),
        "recognised": len(said) - len(missed),
        "percent": _percent(len(said) - len(missed), len(said)),
        "missed": [f"{it.name}: {it.title!r}" for it in missed],
    }


def _signal(story: Filed) -> Signal:
    headlines = [{"role": "main", "value": story.title}] if story.title else []
    draft = Draft(StoryFormat.PLAIN_TEXT, body=story.body, headlines=headlines)
    return decide(draft).signal


def _times(stories: list[Filed]) -> dict[str, float]:
    """Microseconds of processor time a call, in a warm process.

    The collections that are held in memory here are none of a worker's burden: frozen.
    """
    gc.collect()
    gc.freeze()
    for it in stories[:_WARM_UP]:
        find(it.body, reference=it.day)
    taken = []
    for it in stories:
        began = time.thread_time_ns()
        find(it.body, reference=it.day, headline=it.title)
        taken.append((time.thread_time_ns() - began) / 1000)
    gc.unfreeze()
    p99 = statistics.quantiles(taken, n=100)[98]
    return {
        "mean": round(statistics.mean(taken), 1),
        "p50": round(statistics.median(taken), 1),
        "p99": round(p99, 1),
    }


def _between(story: str, tag: str) -> str:
    return between(story, tag).strip("\n ")


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Precision, recall and speed of datelines.")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the collections")
    asked = parser.parse_args()
    if not (asked.data / "reuters21578").is_dir():
        parser.exit(1, f"{asked.data} has no reuters21578: the collections aren't in the project\n")
    found = measure(asked.data)
    print(json.dumps(found, indent=None if asked.json else 2, ensure_ascii=False))


if __name__ == "__main__":
    main()
