"""Names in another language than English: the model's spans, cleaned by what holds everywhere.

The rules of the other files know English words, titles and habits; here there are none of them. A
span loses an article before it and marks around it, ends at a line's end, and needs a capital
letter (or a script without them). One type a name in a story, as in English.
"""

import re
from collections.abc import Iterable

from stream.enrich.names.repair import by_majority
from stream.enrich.names.spans import Passage, Span, longest_first, without_overlaps

_ARTICLES = {
    "fr": r"(?:l['\u2019]|d['\u2019]|(?:le|la|les|un|une|des|du|de la|de|aux?)\s)",
    "de": r"(?:(?:der|die|das|den|dem|des|ein|eine)\s)",
    "es": r"(?:(?:el|la|los|las|un|una|del?)\s)",
    "it": r"(?:l['\u2019]|dell['\u2019]|(?:il|lo|la|i|gli|le|un|una|del|della)\s)",
    "pt": r"(?:(?:o|a|os|as|um|uma|do|da|dos|das)\s)",
    "nl": r"(?:(?:de|het|een)\s)",
}
# How a man or a woman is called before the surname; no part of the name.
_CALLED = re.compile(r"(?:M\.|MM\.|Mme|Mlle|Dr\.?|Herrn?|Frau|Sra?\.|Sig\.|Dhr\.|Mevr\.)\s{1,3}")
_MARKS = " \t\r\"'\u2018\u2019\u201c\u201d\u00ab\u00bb\u2039\u203a()[]{}.,;:!?-\u2013\u2014"
_MOST_WORDS = 10


def foreign_names(
    passages: list[Passage], readings: list[list[Span]], language: str
) -> list[list[Span]]:
    """Spans without overlaps, passage by passage."""
    article = _ARTICLES.get(language)
    leading = re.compile(article, re.IGNORECASE) if article else None
    cleaned = [
        (passage, longest_first(_cleaned(passage, reading, leading)))
        for passage, reading in zip(passages, readings, strict=True)
    ]
    voted = by_majority(cleaned)
    return [without_overlaps(spans, []) for spans in voted]


def _cleaned(
    passage: Passage, spans: Iterable[Span], leading: re.Pattern[str] | None
) -> Iterable[Span]:
    for span in spans:
        found = _clean(passage, span, leading)
        if found:
            yield found


def _clean(passage: Passage, span: Span, leading: re.Pattern[str] | None) -> Span | None:
    text = passage.of(span).split("\n", 1)[0]
    start, end = _bare(text)
    # An article in small letters only: "La Haye" and "Le Havre" are names with theirs.
    if leading and text[start : start + 1].islower() and (found := leading.match(text, start)):
        more, end = _bare(text[found.end() :])
        start, end = found.end() + more, found.end() + end
    if called := _CALLED.match(text, start, end):
        start = called.end()
    name = text[start:end]
    if not name or name.islower() or not any(map(str.isalpha, name)):
        return None
    if len(name.split()) > _MOST_WORDS:
        return None
    return span.at(span.start + start, span.start + end)


def _bare(text: str) -> tuple[int, int]:
    """Where the text without marks around it starts and ends."""
    left = len(text) - len(text.lstrip(_MARKS))
    return left, left + len(text.strip(_MARKS))
