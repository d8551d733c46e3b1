"""Announcements of companies to an exchange: number, company, day, titles, then the text.

RNS Number : 1234X
Fjordline PLC
25 April 2025

Fjordline PLC
("Fjordline" or the "Company")

Trading Update

Fjordline PLC today issues …
"""

import re

from stream.wire.formats.bulletin import Bulletin
from stream.wire.formats.date_line import date_line

_NUMBER = re.compile(r"\s*(?:RNS|PRN|GNW|EQS) (?:Number|No\.?)\s?:\s?\w{4,12}\s*")
_FAR = 30
_LONGEST_TITLE = 160
_ENDS = (".", ".)", ":")


def announcement(lines: list[str]) -> Bulletin | None:
    """The announcement that the lines are, or None; its number makes it one."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not lines or not _NUMBER.fullmatch(lines[first]):
        return None
    header: list[str] = []
    headline, at = "", first
    while at < min(len(lines), first + _FAR):
        line = lines[at].strip()
        if len(line) > _LONGEST_TITLE or line.endswith(_ENDS) or _goes_on(lines, at):
            break
        if line:
            header.append(line)
        if _is_title(line, header):
            headline = line
        at += 1
    if not headline:
        return None
    when = next((it for line in header if (it := date_line(line))), None)
    header.reverse()
    header.remove(headline)  # the last of its kind
    header.reverse()
    return Bulletin(header, headline, when, lines[at:])


def _is_title(line: str, header: list[str]) -> bool:
    """Whether a line may be the headline: no company said before, no bracket, no day."""
    again = line in header[:-1]
    return bool(line) and len(header) > 1 and line[0] != "(" and not again and not date_line(line)


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether a line is the first of a wrapped sentence."""
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    return below[:1].islower()
