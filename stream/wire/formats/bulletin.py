"""Bulletins of public services: a product number, who issues it, the title, `Issued at …`.

IDN12345
Norwegian Meteorological Institute
Vestland

Gale warning lifted
for Bergen

Issued at 10:40 am EST on Friday 25 April 2025.
"""

import datetime as dt
import re
from typing import NamedTuple

from stream.wire.formats.stamps import issued
from stream.wire.moments import Moment

_NUMBER = re.compile(r"[A-Z]{2,4}\d{4,6}")
_FAR = 24
_MOST_LINES = 5
_LONGEST = 200
_SENTENCE = (".", '."', ".”")


class Bulletin(NamedTuple):
    """What stands above a bulletin's text, and the lines of that text."""

    header: list[str]
    headline: str
    when: Moment | None
    lines: list[str]

    @property
    def source(self) -> str | None:
        """Who issues it: the line below the number."""
        return self.header[1] if len(self.header) > 1 else None


def bulletin(lines: list[str], arrived: dt.datetime) -> Bulletin | None:
    """The bulletin that the lines are, or None. A number and a line of issue make one."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not lines or not _NUMBER.fullmatch(lines[first].strip()):
        return None
    header, at = _block(lines, first)
    title, after = _block(lines, at)
    headline = " ".join(title)
    if len(header) > _MOST_LINES or not title or not _is_title(title, headline):
        return None
    when = next((it for line in lines[after:_FAR] if (it := issued(line.strip(), arrived))), None)
    return Bulletin(header, headline, when, lines[after:])


def _block(lines: list[str], start: int) -> tuple[list[str], int]:
    """The next lines up to an empty one, and where they end."""
    found: list[str] = []
    for at in range(start, min(len(lines), start + _FAR)):
        line = lines[at].strip()
        if line:
            found.append(line)
        elif found:
            return found, at
    return found, min(len(lines), start + _FAR)


def _is_title(title: list[str], headline: str) -> bool:
    return (
        len(title) <= _MOST_LINES and len(headline) <= _LONGEST and not headline.endswith(_SENTENCE)
    )
