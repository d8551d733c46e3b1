"""Countries and cities with their ids, against stories judged by hand: `python -m bench.places`.

    python -m bench.places [--file tests/enrich/sets/placed/dev.jsonl] [--misses] [--json]

A mention is right if its words are those that were judged, the country's code is the same, and so
is the GeoNames id. Precision: of all mentions to which we give a country's code or a GeoNames id,
regions aside. Recall: of all judged mentions of countries and cities that have an id. How the
stories were judged stands beside them, in `tests/enrich/sets/README.md`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from schemas.enrichment import Entity, EntityType
from stream.enrich.model import load
from stream.enrich.names.finder import find
from stream.enrich.names.reader import Reader
from stream.enrich.readers import english_tagger
from stream.wire.dateline import find as find_dateline

FILE = Path(__file__).parents[1] / "tests" / "enrich" / "sets" / "placed" / "dev.jsonl"
JUDGED = ("country", "city")
_DAY = date(2025, 5, 3)

Where = tuple[str, int, int]
"""Field, start, end."""


@dataclass
class Tally:
    """Counts of mentions, and what was wrong with those that aren't right."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def result(self) -> dict[str, object]:
        """Precision and recall in percent, and of how many."""
        return {
            "precision": round(100 * self.right / max(self.given, 1), 1),
            "recall": round(100 * self.right / max(self.wanted, 1), 1),
            "right": self.right,
            "given": self.given,
            "wanted": self.wanted,
        }


def measure(path: Path) -> Tally:
    """Every story of a file."""
    reader = Reader(load("md"), "en", english_tagger())
    tally = Tally()
    for line in path.read_text(encoding="utf-8").splitlines():
        _add(tally, json.loads(line), reader)
    return tally


def _add(tally: Tally, story: dict[str, Any], reader: Reader) -> None:
    body, headline = story["body"], story["headline"]
    dateline = find_dateline(body, reference=_DAY, headline=headline)
    ours = dict(_given(find(reader, headline, body, dateline)))
    judged = {(it["field"], it["start"], it["end"]): it for it in story["places"]}
    wanted = {at: it for at, it in judged.items() if it["kind"] in JUDGED and it["geonames"]}
    tally.wanted += len(wanted)
    for at, ids in ours.items():
        place = judged.get(at)
        if place is not None and place["kind"] not in JUDGED and _same_country(ids, place):
            continue
        tally.given += 1
        if place is not None and _right(ids, place):
            tally.right += 1
        else:
            tally.wrong[_said(story, at, ids)] += 1
    for at in wanted.keys() - ours.keys():
        tally.missed[_said(story, at, {})] += 1


def _given(entities: list[Entity]) -> Iterator[tuple[Where, dict[str, str]]]:
    """Every mention of a place to which we give an id, and its ids."""
    for entity in entities:
        if entity.type is EntityType.PLACE and {"iso3166_1", "geonames"} & entity.ids.keys():
            for it in entity.mentions:
                yield (it.field, it.start, it.end), entity.ids


def _right(ids: dict[str, str], place: dict[str, Any]) -> bool:
    return _same_country(ids, place) and ids.get("geonames") == place["geonames"]


def _same_country(ids: dict[str, str], place: dict[str, Any]) -> bool:
    return bool(ids.get("iso3166_1") == place["iso3166_1"])


def _said(story: dict[str, Any], at: Where, ids: dict[str, str]) -> str:
    where, start, end = at
    text = story[where]
    near = text[max(0, start - 25) : end + 25].replace("\n", " ")
    return f"{story['id']}: {text[start:end]!r} in {near!r} {ids or ''}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Ids of countries and cities, judged by hand.")
    parser.add_argument("--file", type=Path, default=FILE, help="stories in JSON Lines")
    parser.add_argument("--misses", action="store_true", help="print what was wrong")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args()
    tally = measure(asked.file)
    found = tally.result()
    if asked.misses:
        found |= {"wrong": list(tally.wrong), "missed": list(tally.missed)}
    print(json.dumps(found, indent=None if asked.json else 2, ensure_ascii=False))


if __name__ == "__main__":
    main()
