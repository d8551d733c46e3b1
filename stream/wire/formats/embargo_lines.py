"""Embargoes that stand as a line of their own in a marked-up text, or in its note to editors."""

import datetime as dt
import re

from stream.wire.draft import Draft
from stream.wire.formats.embargo import is_embargo, until
from stream.wire.formats.wire_dates import put_embargo

_MOST = 4
"""Paragraphs at the start that are looked at."""
_LONGEST = 160
_AROUND = " ()[]*-=_"
_ANY_DAY = dt.date(2000, 1, 1)
_ADDRESSED = re.compile(r"^\s*(?:Eds|EDS|Editors|EDITORS)\s*:\s*")
_SURE = re.compile(
    r"(?:strictly\s+|under\s+)?embargoed\b|embargo\s+(?:until|till|tot|bis|jusqu)|sperr|"
    r"not\s+for\s+(?:release|publication|use)|hold\s+for\s+release",
    re.IGNORECASE,
)


def take_embargo(draft: Draft, arrived: dt.datetime) -> None:
    """Set the embargo that such a line names, and take its paragraph out of the body.

    Where a field of the file gives the end already, that stands. Raises ParseError `bad_field` for
    an end that can't be read: nothing may be published too early.
    """
    at = _line_in(draft.body)
    head = draft.body.split("\n\n", _MOST) if at is not None else []
    if at is not None and (len(head) > 1 or draft.headlines):
        line = head.pop(at).strip(_AROUND)
        draft.body = "\n\n".join(head)
        _set(draft, line, arrived)
    note = draft.story.get("ed_note")
    for line in note[:_LONGEST].split("\n") if isinstance(note, str) else ():
        said = _ADDRESSED.sub("", line)
        if _is_line(said):
            _set(draft, said.strip(_AROUND), arrived)
            return


def _line_in(body: str) -> int | None:
    """Which of the first paragraphs is an embargo; long ones are never, and aren't copied."""
    start = 0
    for number in range(_MOST):
        end = body.find("\n\n", start)
        stop = end if end >= 0 else len(body)
        if stop - start <= _LONGEST and _is_line(body[start:stop]):
            return number
        if end < 0:
            return None
        start = end + 2
    return None


def _is_line(paragraph: str) -> bool:
    """Whether it is an embargo for sure; "Embargo on Monday" may be a sentence of the story."""
    line = paragraph.strip(_AROUND)
    if not is_embargo(line):
        return False
    return bool(_SURE.match(line)) or (":" in line and until(line, _ANY_DAY) is not None)


def _set(draft: Draft, line: str, arrived: dt.datetime) -> None:
    if "embargoed_until" in draft.story:
        draft.extra.setdefault("embargo", line)
    else:
        put_embargo(draft, line, arrived)
