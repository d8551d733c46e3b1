"""Places in compounds with a hyphen, which the readers often pass over: "*Oslo*-listed"."""

import re
from collections.abc import Iterator

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span
from stream.gazetteer import city, country, fold, region

COMPOUND = "compound"

_COMPOUND = re.compile(r"-(?:based|born|bound|listed|headquartered|educated|trained)\b")
_WORDS = re.compile(r"(?:(?<![\w'\u2019-])[A-Z][\w'\u2019.]{0,20} ){0,2}[A-Z][\w.]{1,20}$")
_REACH = 66


def compounds(passage: Passage) -> Iterator[Span]:
    """The longest name of a place that ends at such a hyphen."""
    for match in _COMPOUND.finditer(passage.text, passage.opening):
        since = max(passage.opening, match.start() - _REACH)
        lead = _WORDS.search(passage.text[since : match.start()])
        words = lead[0].split(" ") if lead else []
        for first in range(len(words)):
            name = " ".join(words[first:])
            if _is_place(name) and not _has_loose_article(name):
                start = match.start() - len(name)
                yield Span(start, match.start(), EntityType.PLACE, frozenset({COMPOUND}))
                break


def _has_loose_article(name: str) -> bool:
    """Whether it begins with an article of the sentence's, and not like The Hague."""
    return name.startswith("The ") and fold(name) == fold(name.removeprefix("The "))


def _is_place(name: str) -> bool:
    if country(name) or region(name):
        return True
    found = city(name)
    return found is not None and found.keys[0] == fold(name)
