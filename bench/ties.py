"""Ties between versions: `make bench-ties`, `python -m bench.ties FOLDER [--sample N] [--json]`.

Two measures: which corrections of Reuters-21578 are tied to their original, by number, and which
other stories are tied; and pairs made by a seeded program in the styles of several agencies. FOLDER
holds the collection's files.
"""

import argparse
import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from bench.reuters import between, stories
from bench.ties_made import pairs
from schemas.events import ParsedStory
from stream.agents.traits import traits_of
from stream.errors import ParseError
from stream.lifecycle.identity.ties import Tie, Ties
from stream.wire import read

DAY = 86_400.0
_SAYS_CORRECTED = re.compile(r"^\W*CORRECT(?:ED|ION)\b")
_TEXT = re.compile(r"<TEXT[^>]*>(.*?)</TEXT>", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """One story of the collection: file and number, and its title."""

    name: str
    title: str
    story: ParsedStory


def reuters(folder: Path) -> list[Row]:
    """The collection in the order of its times, as an agency would send it: without any id."""
    found = []
    for file, number, story in stories(folder):
        title, body = _words(story)
        when = _moment(story)
        said = {
            "headline": title,
            "body": body,
            "source": "Reuters",
            "published": when.isoformat(),
        }
        data = json.dumps(said).encode()
        items = read(data, arrived=when, max_bytes=len(data), content_type=None)
        name = f"{file}:{number}"
        found += [(when, Row(name, title, it)) for it in items if not isinstance(it, ParseError)]
    return [row for _, row in sorted(found, key=lambda it: (it[0], it[1].name))]


def tied(rows: list[Row]) -> Iterator[tuple[Row, Tie | None, Row | None]]:
    """Each story with its tie and the first story under the id that it was tied to."""
    ties, first = Ties(7 * DAY), dict[str, Row]()
    for row in rows:
        traits = traits_of(row.story)
        tie = ties.find(traits)
        ties.add(traits, tie.story_id if tie else traits.own, traits.at)
        first.setdefault(traits.own, row)
        yield row, tie, first[tie.story_id] if tie else None


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--sample", type=int, default=0, help="so many tied pairs, to be read")
    options.add_argument("--made", type=int, default=500, help="pairs that are made")
    options.add_argument("--json", action="store_true", help="one JSON object last")
    asked = options.parse_args()
    rows = reuters(asked.folder)
    if not rows:
        options.error(f"{asked.folder} holds no *.sgm of Reuters-21578: name its folder")
    found = list(tied(rows))
    corrections = [it for it in found if _SAYS_CORRECTED.match(it[0].title)]
    others = [it for it in found if it[1] and not _SAYS_CORRECTED.match(it[0].title)]
    print("corrections, and what they are tied to:")
    for it in corrections:
        _show(*it)
    print(f"other stories that are tied: {len(others)}")
    for it in random.Random(1).sample(others, min(asked.sample, len(others))):
        _show(*it)
    figures = {
        "stories": len(rows),
        "say_corrected": len(corrections),
        "corrections_tied": sum(1 for it in corrections if it[1]),
        "others_tied": len(others),
        **_made(rows, asked.made),
    }
    for name, value in figures.items():
        print(f"{name:24} {value}")
    if asked.json:
        print(json.dumps(figures))


def _made(rows: list[Row], count: int) -> dict[str, Any]:
    """Pairs of a first version and a later one, sent among the stories of other pairs."""
    ties, right, wrong, missed = Ties(7 * DAY), 0, 0, dict[str, int]()
    made = list(pairs([(it.title, _undated(it.story)) for it in rows], count, seed=1))
    for pair in made:
        traits = traits_of(pair.first)
        tie = ties.find(traits)
        wrong += tie is not None
        ties.add(traits, tie.story_id if tie else traits.own, traits.at)
    for pair in made:
        traits, owner = traits_of(pair.second), pair.first.wire.story_id
        tie = ties.find(traits)
        story = tie.story_id if tie else traits.own
        right += story == owner
        wrong += story not in {owner, traits.own}
        if story != owner:
            missed[pair.style] = missed.get(pair.style, 0) + 1
        ties.add(traits, story, traits.at)
    return {
        "made_pairs": len(made),
        "made_tied": right,
        "made_tied_to_another": wrong,
        "made_missed_by_style": missed,
    }


def _undated(story: ParsedStory) -> str:
    """The text without its dateline: a pair gets that of its style."""
    line = story.wire.dateline
    return story.story.body[line.end :].lstrip(" -") if line else story.story.body


def _show(row: Row, tie: Tie | None, original: Row | None) -> None:
    print(f"  {row.name:20} {row.title[:70]}")
    if tie and original:
        print(f"    -> {original.name:15} {original.title[:70]} ({tie.by}: {tie.why})")
    else:
        print("    -> nothing")


def _words(story: str) -> tuple[str, str]:
    """Title and body; a story without a body of its own has its text as both."""
    title = " ".join(unescape(between(story, "TITLE")).split())
    body = unescape(between(story, "BODY")).removesuffix("\x03").strip()
    if not body:
        inner = _TEXT.search(story)
        body = unescape(re.sub(r"<[^>]+>", "", inner[1] if inner else "")).strip(" \n\x02\x03*")
        first, _, rest = body.partition("\n")
        title = title or " ".join(first.split())
        body = rest.strip() or first
    dateline = unescape(between(story, "DATELINE")).strip()
    return title, f"{dateline} {body}" if dateline else body


def _moment(story: str) -> dt.datetime:
    said = between(story, "DATE").strip().partition(".")[0]
    return dt.datetime.strptime(said, "%d-%b-%Y %H:%M:%S").replace(tzinfo=dt.UTC)


if __name__ == "__main__":
    main()
