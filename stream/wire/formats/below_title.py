"""What agencies set between a title and its text: `=(PHOTO+VIDEO)=`, `ATTENTION - ajoute ... ///`.

It speaks of pictures or of what changed, to editors, and is no part of the story.
"""

import re

from schemas.wire import Signal
from stream.wire.markers import Marker

_FAR = 6
_LONGEST = 240
_MEDIA = re.compile(
    r"[=( ]{0,4}(?:PHOTOS?|VID[EÉ]OS?|VID[EÉ]OGRAPHIES?|INFOGRAPHIES?|INFOGRAPHICS?|GRAPHICS?|AUDIO"
    r"|ARCHIVES?|FOTOS?|INFOGRAF[IÍ]AS?|BILD(?:ER)?|GRAFIK)"
    r"(?: ?[+,/] ?[A-ZÀ-Þ]{4,16}){0,4}[=) ]{0,4}"
)
_CHANGED = re.compile(r"(ATTENTION)\s?[-–:].*///")


def is_media(line: str) -> bool:
    """Whether a line only says which media go with the story."""
    return len(line) <= _LONGEST and bool(_MEDIA.fullmatch(line))


def changed(line: str) -> list[Marker]:
    """The marker of a line that says what is new: "ATTENTION - ajoute ... ///"."""
    found = _CHANGED.fullmatch(line) if len(line) <= _LONGEST else None
    return [Marker(Signal.UPDATE, found[1])] if found else []


def take_below(lines: list[str]) -> tuple[list[str], list[str], list[Marker]]:
    """The lines of the text, the notes above it, and what they say about the version."""
    notes: list[str] = []
    markers: list[Marker] = []
    start = 0
    for at, line in enumerate(lines[:_FAR], start=1):
        text = line.strip()
        if not text or text == "=":
            continue
        if not (found := changed(text)) and not is_media(text):
            break
        markers += found
        notes.append(text.strip("= "))
        start = at
    return lines[start:], notes, markers
