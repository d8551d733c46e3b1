"""The signs of a dateline: words, brackets, dashes. Each is matched once, from left to right."""

import re
from typing import NamedTuple

# Only so much of a line can be a dateline; nothing beyond is looked at.
LONGEST = 240

_TOKEN = re.compile(
    r"""
    [ \t\u00a0]*
    (?:
      (?P<word>[^\W\d_]+(?:['’.&-][^\W\d_]+)*\.?)
    | (?P<comma>,)
    | (?P<number>\d)
    | (?P<dash>[-–—―]{1,3}|_{1,2}|=(?=\s))
    | (?P<bracket>
        \(\s*[^\W_][^()\n]{0,60}\)
      | \[\s*[^\W_][^][\n]{0,60}\]
      | (?<![^\W\d_])/\s*[^\W\d_][^/()\n]{0,60}/
      )
    | (?P<stop>\.)
    | (?P<line>\n(?![ \t]*\n)[ \t\u00a0]*)
    | (?P<colon>:)
    | (?P<slash>/)
    )
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
    """The sign at `start`, blanks before it left out.

    None where the text or its paragraph ends, or something else stands there.
    """
    found = _TOKEN.match(text, start)
    if found is None or (kind := found.lastgroup) is None:
        return None
    start, end = found.span(kind)
    return Token(kind, text[start:end], start, end)
