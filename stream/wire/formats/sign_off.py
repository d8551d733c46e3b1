"""What wires set below a text: `-30-`, `more`, `AAP RTV`, `dpa xy ab n1`, ` Reuter`.

It says who sent the take and whether more comes, and is no part of the story.
"""

import re

from stream.wire.agencies import is_known

_LONGEST = 40
LONGEST = 3 * _LONGEST
"""Characters: no line of a sign-off has as many."""
_ENDS = re.compile(
    r"[-–—(*/#=\s]{0,4}"
    r"(?:NNNN|(?i:ende?s?|endit|einde|slutt?|more(?:\sto\scome)?|mf|fin))[-–—)*/#=\s]{0,4}"
    r"|-{1,3}\s?30\s?-{1,3}"
    # That it ends or goes on, and who wrote it.
    r"|\((?i:schlu(?:ss|ß)|forts\.?|fortsetzung folgt|segue|sigue)\)"
    r"(?:\s[a-z]{2,4}(?:[/*+-][a-z]{2,4}){0,4})?"
    r"|[-=#*_]{1,12}|[-*](?: [-*]){1,6}|==?[A-Za-z]{2,12}|(?:more|MORE)\s[A-Za-z]{2,4}"
    # Trailers of the AP and of APA, with their times; Belga's mark of the end.
    r"|[A-Z]{2}-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}(?:GMT|UTC|E[DS]T)?"
    r"|APA\d{3,4} \d{4}-\d\d-\d\d/\d\d:\d\d|\./\."
)
# What stands below the last words without an empty line, or behind them: Kyodo's and Xinhua's.
_LAST_LINE = re.compile(r"==[A-Za-z]{2,12}|NNNN|-{1,3}\s?30\s?-{1,3}")
_LAST_WORD = re.compile(r"[ \n](Enditem|EndItem|ENDITEM)$")
_INITIALS = re.compile(
    r"(?=[^A-Za-z]*[A-Za-z])"  # "21-14" is a score
    r"(?:[a-z0-9]{1,6}(?:[-/][a-z0-9]{1,6}){1,6}|[A-Z0-9]{2,4}(?:[-/][A-Z0-9]{2,4}){1,4}"
    r"|\(?[A-Z][a-z]{1,4}(?:[/-][A-Z][A-Za-z]{1,12}){1,3}\)?"
    r"|/[A-Z]{2,4})/?"
    r"|ISSN [\dX -]{8,12}"
)
_SHORT = re.compile(r"[a-z0-9]{1,4}(?:[-/][a-z0-9]{1,4}){0,6}")
_END = re.compile(
    r"-{1,3}\s?30\s?-{1,3}|#{2,5}|# # #|[-(]{0,2}\s?(?:ends|ENDS|Ends|END)\s?[-)]{0,2}"
)
# ANSA's: where a story goes, in codes of which most have digits.
_CODES = re.compile(r"[A-Z0-9]{2,8}(?: [A-Z0-9]{2,8}){5,20}")
_DESK = re.compile(r"[A-Z]{2,14}")
# ANSA's: who wrote it, far to the right of the text.
_INDENTED = re.compile(r" {5,12}[A-Z]{2,4}(?:[-/][A-Z]{2,4})?\s*")
_MOST_WORDS = 9
_MOST_LAST_LINES = 3


def take_sign_off(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of a text without its sign-off, and the sign-off from top to bottom."""
    end, found = len(lines), list[str]()
    while end:
        line = lines[end - 1].strip()
        if line and not _is_sign_off(line) and not _INDENTED.fullmatch(lines[end - 1]):
            break
        if any(sign.isalnum() for sign in line):
            found.append(line)
        end -= 1
    return (lines[:end], found[::-1]) if end else (lines, [])


def take_end(lines: list[str]) -> tuple[list[str], list[str]]:
    """The same for plain text, where only a mark of the end is no part of it: `-ends-`, `###`."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    closes = end > 1 and _END.fullmatch(lines[end - 1].strip())
    return (lines[: end - 1], [lines[end - 1].strip()]) if closes else (lines, [])


def take_last_words(paragraph: str) -> tuple[str, list[str]]:
    """The last paragraph without the marks of an end inside of it, and those marks in order."""
    found: list[str] = []
    for _ in range(_MOST_LAST_LINES):
        before, below, line = paragraph.rpartition("\n")
        if not below or not _LAST_LINE.fullmatch(line.strip()):
            break
        found.append(line.strip())
        paragraph = before.rstrip()
    if last := _LAST_WORD.search(paragraph[-_LONGEST:]):
        found.append(last[1])
        paragraph = paragraph[: -len(last[0])].rstrip()
    return paragraph, found[::-1]


def agency_of(signed: list[str]) -> str | None:
    """The agency that signs a sign-off."""
    first = (line.strip("=-# ").split(maxsplit=1)[:1] for line in reversed(signed))
    return next((word[0] for word in first if word and is_known(word[0])), None)


def _is_sign_off(line: str) -> bool:
    if len(line) > _LONGEST:
        return len(line) < LONGEST and _is_codes(line)
    return bool(_ENDS.fullmatch(line) or _INITIALS.fullmatch(line)) or _is_signature(line.split())


def _is_codes(line: str) -> bool:
    """Codes of routing, of which most hold a digit."""
    if not _CODES.fullmatch(line):
        return False
    words = line.split()
    numbered = sum(any(sign.isdigit() for sign in word) for word in words)
    return 2 * numbered > len(words)


def _is_signature(words: list[str]) -> bool:
    """An agency's name, alone or with its desk or with initials."""
    if len(words) > _MOST_WORDS or not is_known(words[0]):
        return False
    rest = words[2:] if len(words) > 1 and _DESK.fullmatch(words[1]) else words[1:]
    return all(_SHORT.fullmatch(word) for word in rest)
