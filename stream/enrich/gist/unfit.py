"""Sentences that sum nothing up: editors' notes, teasers, questions, bare quotes, rows."""

import re

from stream.enrich.quotes.marks import FILL

FEWEST_WORDS, MOST_WORDS = 5, 60
_LONGEST = 720
"""Code points: no sentence of sixty words has more."""

_NOTE = re.compile(
    r"[(\[*<#=]|--|\d+\. |(?:In (?:this|a)|This) (?:story|article|report|version|item|dispatch) "
    r"|(?:ATTENTION|Attention|ADVISORY|Advisory|CORRECT\w+|Correct(?:s|ed|ion|ing)|REFILE"
    r"|Refil(?:es|ing)|RECASTS|Recasts|UPDATES?|Updates?|ADDS|Adds|WRITETHRU|Writethru|KILL"
    r"|EMBARGO\w*|Embargo\w*|URGENT|BREAKING|FLASH|ALERT|EDS|Eds|(?:NOTE|Note) to|EDITORS?)\b"
    r"|Editors?['\u2019]s? note|Editors?:|(?:Additional reporting|Reporting|Writing|Editing) by"
    r"|By [A-Z]|Photos?:|Photo by|Sources?:|Contact:|For more|Further information"
)
_TEASER = re.compile(
    r"\b(?:click|subscribe|sign up|read more|find out|stay tuned|listen to|more details|what you"
    r"|here(?: is|['\u2019]s| are) (?:what|how|why|a look|the latest|some|five|ten|our|your)"
    r"|watch (?:the|this|live)|follow (?:us|our|live)|you need to know|more to follow"
    r"|look at (?:the|some))\b",
    re.IGNORECASE,
)
_GAPS = re.compile(r"\t|\S {3,}\S|[|_=]{2}|\.{4}")
_PLAIN = re.compile(r"\b[a-z]{2,}")
_FIGURE = re.compile(r"\d[\d.,:/-]*")
_ENDS = (".", "!", '"', "\u201d", "\u00bb", ")", "'", "\u2019")
_ASKS = ("?", '?"', "?\u201d", "?'", "?\u2019", "?\u00bb")
_SAYS = re.compile(r"\b(?:said|says|told|tells|added|according|called|wrote|asked)\b")
_MOST_QUOTED = 0.6
_ROW = 3
"""A row of a table has at least one figure, or no more than one plain word, in so many."""


def is_unfit(text: str, masked: str) -> bool:
    """Whether a sentence can't stand for its story; `masked` is the same with quotes hidden."""
    if len(text) > _LONGEST or not text.endswith(_ENDS) or text.endswith(_ASKS):
        return True
    words = len(text.split())
    if not FEWEST_WORDS <= words <= MOST_WORDS or "?" in masked:
        return True
    return bool(
        _NOTE.match(text) or _is_bare_quote(masked) or _is_row(text, words) or _TEASER.search(text)
    )


def _is_bare_quote(masked: str) -> bool:
    quoted = masked.count(FILL)
    return quoted > _MOST_QUOTED * len(masked) and not _SAYS.search(masked)


def _is_row(text: str, words: int) -> bool:
    figures, plain = len(_FIGURE.findall(text)), len(_PLAIN.findall(text))
    return figures * _ROW > words or plain * _ROW < words or bool(_GAPS.search(text))
