"""The signs of a dateline: words, brackets, dashes. Each is matched once, from left to right."""

import re
from typing import NamedTuple

# Only so much of a line can be a dateline; nothing beyond is looked at.
LONGEST = 240

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\u00a0]*\n?[ \t\u00a0]+|\n(?!\s*\n))
    | (?P<bracket>\(\s*[^\W\d_][^()\n]{0,60}\)|/\s*[^\W\d_][^/()\n]{0,60}/)
    | (?P<dash>[-–—―]{1,3}|_{1,2})
    | (?P<comma>,)
    | (?P<stop>\.)
    | (?P<colon>:)
    | (?P<slash>/)
    | (?P<word>[^\W\d_]+(?:['’.&-][^\W\d_]+)*\.?)
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One sign: its kind, its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def inside(self) -> str:
        """What stands between the brackets or strokes."""
        return self.text[1:-1].strip()


def token_at(text: str, start: int) -> Token | None:
    """The sign at `start`, or None where the text ends or goes on with something else."""
    found = _TOKEN.match(text, start) if start < len(text) else None
    if found is None or found.lastgroup is None:
        return None
    return Token(found.lastgroup, found[0], start, found.end())
