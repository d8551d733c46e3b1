"""What changed since the last version that was published, as `wire.extra.changes` says it.

{"since": 3, "headline": "Ferry crews strike", "sentences": {"added": [...], "gone": [...]},
 "entities": {"added": [...], "gone": [...]}, "topics": {"added": [...], "gone": [...]}}

`headline` is the earlier one, where it is another now. Lists are cut at ten, sentences at 200
characters: who needs more has both versions.
"""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from stream.lifecycle.parts import Parts

CHANGES = "changes"
"""The name in `wire.extra`."""
MOST = 10
LONGEST = 200


def said_of(event: bytes) -> dict[str, Any] | None:
    """What an event as topics carry it says already."""
    said = json.loads(event)["wire"]["extra"].get(CHANGES)
    return said if isinstance(said, dict) else None


def changes(earlier: Parts, later: Parts, since: int) -> dict[str, Any]:
    """What the later version says that the earlier one didn't; `since` is the earlier's number."""
    found: dict[str, Any] = {"since": since}
    if earlier.headline != later.headline:
        found["headline"] = earlier.headline[:LONGEST]
    for name, before, now in zip(Parts._fields[1:], earlier[1:], later[1:], strict=True):
        if said := _difference(before, now):
            found[name] = said
    return found


def _difference(before: Sequence[str], now: Sequence[str]) -> dict[str, list[str]]:
    """What is there more often than before, and less often, each in its text's order."""
    if before == now:
        return {}
    start = _alike(before, now)
    before, now = before[start:], now[start:]
    end = _alike(before[::-1], now[::-1])
    before, now = before[: len(before) - end], now[: len(now) - end]
    more, less = Counter(now), Counter(before)
    said = {"added": _cut(now, more - less), "gone": _cut(before, less - more)}
    return {name: it for name, it in said.items() if it}


def _alike(before: Sequence[str], now: Sequence[str]) -> int:
    """How many are the same from the start: most of a story, which needn't be counted."""
    pairs = enumerate(zip(before, now, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(before), len(now)))


def _cut(order: Sequence[str], wanted: Counter[str]) -> list[str]:
    return [it[:LONGEST] for it in dict.fromkeys(order) if wanted[it]][:MOST]
