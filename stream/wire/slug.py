"""Sluglines: the name that ties a story's versions together, without what marks the version."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from schemas.wire import Signal
from stream.wire.markers import Marker, leading

_LONGEST = 200
# The cycle of a morning or evening paper, and AP's own prefix: the same story has any of them.
_CYCLE = re.compile(r"^(?:BC|AM|PM|AP)-+(?=\w)")
_WORDS = re.compile(r",\s*\d{2,5}\s*$")
_APART = r"(?:\s*,\s*|\s+|[-_/])"
_NOTE = r"\s*(?:,\s*|[(\[])"
_TAILS = (
    (
        Signal.UPDATE,
        re.compile(
            rf"{_APART}(\d{{1,2}}(?:st|nd|rd|th)[\s-]?(?:ld|lead)(?:[\s-]?write-?thru)?)$",
            re.IGNORECASE,
        ),
    ),
    (Signal.UPDATE, re.compile(rf"{_APART}(write-?thru)$", re.IGNORECASE)),
    (Signal.UPDATE, re.compile(rf"{_NOTE}(update \d{{1,3}})[)\]]?$", re.IGNORECASE)),
    (Signal.APPEND, re.compile(rf"{_APART}(\d{{1,2}}(?:st|nd|rd|th)[\s-]?add)$", re.IGNORECASE)),
    (Signal.APPEND, re.compile(rf"{_APART}(take[\s-]?\d{{1,2}})$", re.IGNORECASE)),
    # "Market-Correction" and "Overkill" are subjects, so these need a comma or a bracket.
    (Signal.CORRECTION, re.compile(rf"{_NOTE}(correct(?:ed|ion))[)\]]?$", re.IGNORECASE)),
    (Signal.KILL, re.compile(rf"{_NOTE}((?:mandatory )?kill)[)\]]?$", re.IGNORECASE)),
    (Signal.WITHDRAW, re.compile(rf"{_NOTE}((?:story )?withdrawn)[)\]]?$", re.IGNORECASE)),
    (Signal.REFILE, re.compile(rf"{_NOTE}(refile)[)\]]?$", re.IGNORECASE)),
    (Signal.REPEAT, re.compile(rf"{_NOTE}(repeat)[)\]]?$", re.IGNORECASE)),
)
_APART_FROM_LETTERS = re.compile(r"[^0-9a-z]+")


class Slug(NamedTuple):
    """A slugline taken apart: the key of the story and the version's markers."""

    key: str | None
    markers: list[Marker]


def take_apart(slugline: str) -> Slug:
    """The key is folded: case, accents and dividers don't matter. None where nothing is left."""
    return _taken_apart(slugline[:_LONGEST])


@lru_cache(maxsize=8)  # asked for the markers of a story, and again for its key
def _taken_apart(slugline: str) -> Slug:
    markers, rest = leading(slugline.strip())
    rest = _WORDS.sub("", _CYCLE.sub("", rest))
    while (found := _tail(rest)) is not None:
        marker, rest = found
        markers.append(marker)
    return Slug(folded(rest) or None, markers)


def folded(text: str) -> str:
    """Letters and digits of the text, in ASCII where they have one, divided by hyphens.

    Text in other scripts keeps its letters.
    """
    plain = text.casefold()
    if plain.isascii():
        return _APART_FROM_LETTERS.sub("-", plain).strip("-")
    plain = unicodedata.normalize("NFKD", plain)
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if kept.isascii():
        return _APART_FROM_LETTERS.sub("-", kept).strip("-")
    return "-".join("".join(sign if sign.isalnum() else " " for sign in kept).split())


def _tail(slugline: str) -> tuple[Marker, str] | None:
    for signal, pattern in _TAILS:
        if found := pattern.search(slugline):
            return Marker(signal, found[1]), slugline[: found.start()]
    return None
