"""A version's traits as facts and as records of the identity topic carry them."""

import json
import struct
from typing import Any, NamedTuple

from stream.lifecycle.identity.sketch import SIZE, Sketch
from stream.lifecycle.identity.traits import TITLE_WORDS, Traits

_LONGEST = 1000
_MOST_NAMES = 8


def to_json(traits: Traits) -> dict[str, Any]:
    """As JSON; numbers are packed."""
    return {
        "own": traits.own,
        "house": traits.house,
        "at": traits.at,
        "written": traits.written,
        "marked": traits.marked,
        "ids": list(traits.ids),
        "links": list(traits.links),
        "slug": traits.slug,
        "title": _packed(traits.title),
        "named": _packed(traits.named),
        "text": _packed(traits.text.hashes),
        "shingles": traits.text.shingles,
    }


def from_json(found: object) -> Traits:
    """Read it back. Raises ValueError where it is none of ours."""
    try:
        return _read(found)
    except (KeyError, TypeError, struct.error) as error:
        raise ValueError("no traits of ours") from error


class Identity(NamedTuple):
    """Which story a version belongs to; `until` is when its embargo ends, None for none."""

    traits: Traits
    story_id: str
    until: float | None


def to_record(traits: Traits, story_id: str, *, by: str, why: str, until: float | None) -> bytes:
    """The identity topic's value: the story that the version belongs to, and why."""
    said = {"story_id": story_id, "by": by, "why": why, "until": until, "traits": to_json(traits)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def from_record(value: bytes) -> Identity:
    """Read it back. Raises ValueError where the record is none of ours."""
    found = json.loads(value)
    if not isinstance(found, dict) or not isinstance(found.get("story_id"), str):
        raise ValueError("no identity of ours")  # noqa: TRY004 - it is what came
    until = found.get("until")
    said = float(until) if isinstance(until, int | float) else None
    return Identity(from_json(found.get("traits")), found["story_id"], said)


def _read(found: Any) -> Traits:
    ids, links = (tuple(str(it)[:_LONGEST] for it in found[name]) for name in ("ids", "links"))
    return Traits(
        own=str(found["own"]),
        house=str(found["house"]),
        at=float(found["at"]),
        written=float(found["written"]),
        marked=bool(found["marked"]),
        ids=ids[:_MOST_NAMES],
        links=links[:_MOST_NAMES],
        slug=str(found["slug"]),
        title=_unpacked(found["title"])[:TITLE_WORDS],
        named=_unpacked(found["named"])[:TITLE_WORDS],
        text=Sketch(_unpacked(found["text"])[:SIZE], int(found["shingles"])),
    )


def _packed(numbers: tuple[int, ...]) -> str:
    return struct.pack(f">{len(numbers)}I", *numbers).hex()


def _unpacked(text: str) -> tuple[int, ...]:
    packed = bytes.fromhex(text)
    return struct.unpack(f">{len(packed) // 4}I", packed)
