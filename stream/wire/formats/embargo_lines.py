"""Embargoes that stand as a line of their own in a marked-up text, or in its note to editors."""

import datetime as dt

from stream.wire.draft import Draft
from stream.wire.formats.embargo import is_embargo
from stream.wire.formats.wire_dates import put_embargo

_MOST = 4
"""Paragraphs at the start that are looked at."""
_LONGEST = 160
_AROUND = " ()[]*-=_"


def take_embargo(draft: Draft, arrived: dt.datetime) -> None:
    """Set the embargo that such a line names, and take its paragraph out of the body.

    Where a field of the file gives the end already, that stands. Raises ParseError `bad_field` for
    an end that can't be read: nothing may be published too early.
    """
    head = draft.body.split("\n\n", _MOST)
    at = next((n for n, it in enumerate(head[:_MOST]) if _is_line(it)), None)
    if at is not None and (len(head) > 1 or draft.headlines):
        line = head.pop(at).strip(_AROUND)
        draft.body = "\n\n".join(head)
        _set(draft, line, arrived)
    note = draft.story.get("ed_note")
    for line in note[:_LONGEST].split("\n") if isinstance(note, str) else ():
        if is_embargo(line):
            _set(draft, line.strip(), arrived)
            return


def _is_line(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST and is_embargo(paragraph.strip(_AROUND))


def _set(draft: Draft, line: str, arrived: dt.datetime) -> None:
    if "embargoed_until" in draft.story:
        draft.extra.setdefault("embargo", line)
    else:
        put_embargo(draft, line, arrived)
