"""Events by their grammar: numbered and yearly conferences, summits, championships, games.

Four shapes, none of them one event's own:
    a series of conferences with a number        COP29
    a meeting's code where the story says so     "chairmanship of G20", "the G20 summit"
    capitals that end in an occasion             the 2031 Winter Olympics, Lakeside Economic Summit
    a number or year with a weaker word          the 12th Harbour Forum, 2031 Coast Games
"""

import re
from collections.abc import Iterator

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span, longest_first

PATTERN = "occasion"

# Conferences of the parties to a convention are numbered so, whichever the convention.
_SERIES = re.compile(r"\bCOP-?\d{1,3}\b")
_CODE = r"[A-Z]{1,6}-?\d{1,3}"
_MEETING = r"(?:summit|conference|meeting|talks|forum|congress)s?"
_CODE_THEN_MEETING = re.compile(
    rf"\b(?P<code>{_CODE}) (?:[a-z]{{4,12}} )?{_MEETING}\b", re.IGNORECASE
)
_CHAIRED_CODE = re.compile(
    r"\b(?:chair(?:ing|ed|s|manship)?|presid(?:ing|ed|es|ency)|host(?:ing|ed|s)?)"
    rf"(?: of| over)?(?: the)? (?P<code>{_CODE})\b"
)
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth"
    r"|\d{4}|[IVXL]{1,7})"
)
_CAPITALS = r"(?:(?:[A-Z][\w'\u2019-]{0,25}|(?:[A-Z]\.){1,4}|of|and|the|on|for) ){0,6}"
_STRONG = (
    r"(?:Olympic Games|Olympics|Paralympics|Paralympic Games|World Cup|Summit|Conference"
    r"|Championships?|Grand Prix|Festival|Biennale|Expo|Cup|Open|Games|Masters|Marathon"
    r"|World Series)"
)
_WEAK = r"(?:Forum|Congress|Convention|Meeting|Awards|Fair)"
_NAMED = re.compile(
    rf"\b(?:(?P<number>{_ORDINAL}) )?(?P<words>{_CAPITALS})"
    rf"(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))(?: \d{{4}})?\b"
)
# Most stories have none of what these shapes need, and a look for that alone is cheap.
_KINDS = re.compile(
    r"Olympi|Paralympi|World Cup|World Series|Summit|Conference|Championship|Grand Prix|Festival"
    r"|Biennale|Expo|Cup|Open|Games|Masters|Marathon|Forum|Congress|Convention|Meeting|Awards|Fair"
)
_NUMBERED = re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_]-\d))")
# Words that open a sentence or phrase, not a name.
_OPENING = re.compile(
    r"(?:(?:of|and|the|on|for|in|at|during|after|before|since|as|from|to|by|but|when|while|this|last"
    r"|next|if|with|he|she|it|they|we) )+",
    re.IGNORECASE,
)
_DIVISION = re.compile(r"\b(?:Western|Eastern|News|Press) Conference$")


def occasions(passage: Passage) -> list[Span]:
    """Every span of the passage that has the shape of an event's name."""
    found = [*_series(passage), *_codes(passage), *_named(passage)]
    return longest_first(found)


def _span(start: int, end: int) -> Span:
    return Span(start, end, EntityType.EVENT, frozenset({PATTERN}))


def _series(passage: Passage) -> Iterator[Span]:
    if "COP" in passage.text:
        for match in _SERIES.finditer(passage.text, passage.opening):
            yield _span(*match.span())


def _codes(passage: Passage) -> Iterator[Span]:
    """A code that the story itself calls a meeting; "F16" and "A320" never are."""
    if not _NUMBERED.search(passage.text, passage.opening):
        return
    for pattern in (_CODE_THEN_MEETING, _CHAIRED_CODE):
        for match in pattern.finditer(passage.text, passage.opening):
            yield _span(*match.span("code"))


def _named(passage: Passage) -> Iterator[Span]:
    if not _KINDS.search(passage.text, passage.opening):
        return
    for match in _NAMED.finditer(passage.text, passage.opening):
        opening = _OPENING.match(match["words"])
        words = match["words"][opening.end() :] if opening else match["words"]
        if not _is_name(match, words):
            continue
        start = match.start("number") if match["number"] else match.end("words") - len(words)
        yield _span(start, match.end())


def _is_name(match: re.Match[str], words: str) -> bool:
    """A number or other capitals must come with the occasion: a bare "Summit" names nothing."""
    if _DIVISION.search(match[0]):
        return False
    if match["weak"]:
        return bool(match["number"])
    return bool(match["number"] or words) or " " in match["strong"] or "ics" in match["strong"]


def as_occasions(settled: list[tuple[Passage, list[Span]]]) -> list[tuple[Passage, list[Span]]]:
    """What the grammar calls an event in one place is one in every other."""
    names = {
        passage.of(span)
        for passage, spans in settled
        for span in spans
        if PATTERN in span.by and span.type is EntityType.EVENT
    }
    return [
        (passage, [_as_occasion(span, passage.of(span) in names) for span in spans])
        for passage, spans in settled
    ]


def _as_occasion(span: Span, named: bool) -> Span:  # noqa: FBT001 - a private step
    if not named or span.type is EntityType.EVENT:
        return span
    return _span(span.start, span.end)
