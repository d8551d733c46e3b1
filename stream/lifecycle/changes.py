"""What changed since the last version that was published, as `wire.extra.changes` says it.

{"since": 3, "headline": "Ferry crews strike", "sentences": {"added": [...], "gone": [...]},
 "entities": {"added": [...], "gone": [...]}, "topics": {"added": [...], "gone": [...]}}

`headline` is the earlier one, where it is another now. Lists are cut at ten, sentences at 200
characters: who needs more has both versions.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

CHANGES = "changes"
"""The name in `wire.extra`."""
MOST = 10
LONGEST = 200
_ENDS = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”'’)]))\s+|\n\n+")
_SPACE = re.compile(r"\s+")


LARGE = 256 * 1024
"""Bytes of both events above which the comparison takes so long that a loop must not wait."""


def changes_of(earlier: bytes, later: bytes, since: int, version: int) -> dict[str, Any] | None:
    """The same of events as topics carry them, which become this version.

    One that comes again after a crash says what it said.
    """
    stands = json.loads(earlier)
    if since == version:
        said = stands["wire"]["extra"].get(CHANGES)
        return said if isinstance(said, dict) else None
    return changes(stands, json.loads(later), since)


def changes(earlier: dict[str, Any], later: dict[str, Any], since: int) -> dict[str, Any]:
    """What the later event says that the earlier one didn't; both as the enriched topic has them.

    `since` is the earlier one's version.
    """
    found: dict[str, Any] = {"since": since}
    before, now = _headline(earlier), _headline(later)
    if before != now:
        found["headline"] = before[:LONGEST]
    for name, read in (("sentences", _sentences), ("entities", _entities), ("topics", _topics)):
        if said := _difference(read(earlier), read(later)):
            found[name] = said
    return found


def _difference(before: list[str], now: list[str]) -> dict[str, list[str]]:
    """What is there more often than before, and less often, each in its text's order."""
    more, less = Counter(now) - Counter(before), Counter(before) - Counter(now)
    said = {"added": _cut(now, more), "gone": _cut(before, less)}
    return {name: it for name, it in said.items() if it}


def _cut(order: Iterable[str], wanted: Counter[str]) -> list[str]:
    return [it[:LONGEST] for it in dict.fromkeys(order) if wanted[it]][:MOST]


def _headline(event: dict[str, Any]) -> str:
    return _first(event, "headlines")


def _sentences(event: dict[str, Any]) -> list[str]:
    body = _first(event, "bodies")
    return [said for it in _ENDS.split(body) if (said := _SPACE.sub(" ", it).strip())]


def _first(event: dict[str, Any], name: str) -> str:
    rows = event["story"].get(name) or [{}]
    return str(rows[0].get("value") or "")


def _entities(event: dict[str, Any]) -> list[str]:
    """Names: an entity's id is the story's own count where no list has it."""
    return list(dict.fromkeys(str(it["name"]) for it in event["enrichment"]["entities"]))


def _topics(event: dict[str, Any]) -> list[str]:
    return [f"{it['code']} {it['name']}" for it in event["enrichment"]["topics"]]
