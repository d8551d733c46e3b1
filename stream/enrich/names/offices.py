"""Government's own bodies by their grammar, where the model missed them.

Foreign Ministry, Ministry of Energy and Water, State Department, Supreme Court
"""

import re
from collections.abc import Iterator

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span

OFFICE = "office"

_KIND = r"(?:Ministry|Department|Agency|Commission|Committee|Council|Authority|Bureau|Court|Office)"
_ENDING = re.compile(rf"\b(?P<words>(?:[A-Z][\w-]{{1,25}} ){{1,4}}){_KIND}\b")
_BEGINNING = re.compile(
    r"\b(?:Ministry|Department) of (?:the )?[A-Z][\w-]{1,25}"
    r"(?:(?:, [A-Z][\w-]{1,25}){0,3},? and [A-Z][\w-]{1,25}| [A-Z][\w-]{1,25})?"
)
_ANY = re.compile(_KIND)
_OPENING = re.compile(r"(?:The|A|An|This|That|In|At|On|For|And|But|As|When|While|If|Its|His|Her) ")


def offices(passage: Passage) -> Iterator[Span]:
    """Every span of the passage that has the shape of such a body's name."""
    if not _ANY.search(passage.text, passage.opening):
        return
    for match in _BEGINNING.finditer(passage.text, passage.opening):
        yield _span(*match.span())
    for match in _ENDING.finditer(passage.text, passage.opening):
        opening = _OPENING.match(match["words"])
        start = match.start() + (opening.end() if opening else 0)
        if start < match.end("words"):
            yield _span(start, match.end())


def is_office(name: str) -> bool:
    """Whether a whole name has that shape: "Foreign Ministry" does, "Ministry" doesn't."""
    return bool(_ENDING.fullmatch(name) or _BEGINNING.fullmatch(name))


def _span(start: int, end: int) -> Span:
    return Span(start, end, EntityType.ORGANISATION, frozenset({OFFICE}))
