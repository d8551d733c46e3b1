"""Trims a span to the name itself: no article, no possessive, no title, no line break."""

import re
from collections.abc import Iterator

from schemas.enrichment import EntityType
from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.tables import words
from stream.enrich.names.titles import HEADS, HONORIFICS, MODIFIERS, is_title

LONGEST = 150
"""Characters. No name is longer; what is was read wrongly."""

_POSSESSIVES = ("'s", "\u2019s", "'S", "\u2019S", " 's")
_OWN = words("with 's")
_QUOTES = "\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb"
_OUTER = _QUOTES + " \t\n\r\v\f\u00a0*_,;:()[]{}<>|/\\-\u2013\u2014\u2026!?"
_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_ADVERBS = (
    "Elsewhere", "Meanwhile", "Separately", "However", "Instead", "Today", "Yesterday", "Earlier",
    "Later",
)  # fmt: skip
_ADVERB = re.compile(rf"(?:{'|'.join(_ADVERBS)}) (?=[A-Z])")
# "Guanacaste province" is Guanacaste.
_KIND = re.compile(r"(?<=\w) (?:state|province|prefecture|oblast|region|department|governorate)$")
_WORD = re.compile(r"\S+")
_ON_X = re.compile(r"\b(?:on|to|via) $")
"""What a post on X ends with isn't the first letter of the next sentence's name."""
_LINE = re.compile(r"[^\n]+")
_LOOSE_WORDS = ("of", "and", "the", "for", "in", "on", "to")
_LOOSE = tuple(f" {it}" for it in _LOOSE_WORDS)
_LOOSE_END = re.compile(rf"(?: (?:{'|'.join(_LOOSE_WORDS)}))+$")
_SCORE = re.compile(r"(?: \d{1,9}){1,4}$")
_INSTRUMENT = re.compile(r"\s?[<(][A-Z0-9]{1,8}\.[A-Z]{1,3}[>)]?$")
_AFTER_NAME = re.compile(r" (?:QC|KC|MP|MSP|MEP|OBE|MBE|CBE)$")
_LAST_PART = re.compile(
    r"-(?!(?:based|led|born|run|style|era|owned|held|made|like|type|class|only|aided|hit)\b)"
    r"[a-z]{2,5}(?![\w-])"
)
_BEFORE_HYPHEN = words("family before a hyphen")
"""Korean and Chinese family names, as agencies write them."""
_RESULT = re.compile(r" \d{1,3}[-\u2013]\d{1,3}$")
# Most names are like this, and begin with none of these: there is nothing to trim.
_BARE = re.compile(r"(?P<first>[A-Z][a-z]{1,19})(?: [A-Z][a-z]{1,19}){0,4}")
_OPENERS = HONORIFICS | HEADS | MODIFIERS | {"the", "an", *(it.lower() for it in _ADVERBS)}


def trim(passage: Passage, span: Span) -> Span | None:
    """The span of the name alone, or None where nothing is left of it."""
    bare = _BARE.fullmatch(passage.text, span.start, span.end)
    if bare and bare["first"].lower() not in _OPENERS:
        return _with_last_part(passage, span)
    span = _outer(passage.text, _without_instrument(passage, _first_line(passage, span)))
    span = _outer(passage.text, _without_possessive(passage, span))
    span = _without_article(passage, span)
    if opening := _ADVERB.match(passage.text, span.start, span.end):
        span = span.at(opening.end(), span.end)
    if span.type is EntityType.PLACE and (kind := _KIND.search(passage.of(span))):
        span = span.at(span.start, span.start + kind.start())
    if span.type is EntityType.PERSON:
        span = _outer(passage.text, _without_score(passage, _without_titles(passage, span)))
        if letters := _AFTER_NAME.search(passage.of(span)):
            span = span.at(span.start, span.start + letters.start())
    elif passage.text[span.end - 1].isdigit() and (result := _RESULT.search(passage.of(span))):
        span = span.at(span.start, span.start + result.start())
    text = passage.of(span)
    if not any(map(str.isalpha, text)) or len(text) > LONGEST:
        return None
    loose = _LOOSE_END.search(text) if text.endswith(_LOOSE) else None
    return span.at(span.start, span.start + loose.start()) if loose else span


def _with_last_part(passage: Passage, span: Span) -> Span:
    """A Korean's given name goes on after a hyphen: "Han Seung*-woo*"."""
    if span.type is not EntityType.PERSON or not passage.text.startswith("-", span.end):
        return span
    family, _, given = passage.of(span).partition(" ")
    part = _LAST_PART.match(passage.text, span.end)
    whole = part and given.isalpha() and family.lower() in _BEFORE_HYPHEN
    return span.at(span.start, part.end()) if part and whole else span


def _first_line(passage: Passage, span: Span) -> Span:
    """A name doesn't cross a line's end; the longer half is the name."""
    text = passage.of(span)
    if text.startswith("X. ") and _ON_X.search(passage.text, max(0, span.start - 5), span.start):
        return span.at(span.start + len("X. "), span.end)
    if "\n" not in text:
        return span
    lines = list(_LINE.finditer(text))
    if not lines:
        return span
    longest = max(lines, key=lambda line: len(line[0].strip()))
    return span.at(span.start + longest.start(), span.start + longest.end())


def _outer(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    return span if end - start == span.end - span.start else span.at(start, end)


def _without_instrument(passage: Passage, span: Span) -> Span:
    """Leave the company of "Halden AB <HALD.ST>"."""
    text = passage.of(span)
    found = _INSTRUMENT.search(text) if "." in text else None
    return span.at(span.start, span.start + found.start()) if found else span


def _without_possessive(passage: Passage, span: Span) -> Span:
    text = passage.of(span)
    if not text.endswith(_POSSESSIVES) or text in _OWN:
        return span
    for mark in _POSSESSIVES:
        if text.endswith(mark):
            return span.at(span.start, span.end - len(mark))
    return span


def _without_article(passage: Passage, span: Span) -> Span:
    article = _ARTICLE.match(passage.text, span.start, span.end)
    if article is None or passage.of(span).casefold() == "the hague":
        return span
    return span.at(article.end(), span.end)


def _without_titles(passage: Passage, person: Span) -> Span:
    """Leave "Ada Byron" of "Foreign Minister Ada Byron".

    A bare title stays for now: it may be the surname of somebody whom the story names in full.
    """
    person = _without_department(passage, person)
    for word_start, word in _words(passage, person):
        if not (is_title(word) or _modifies(passage, person, word_start, word)):
            return person.at(word_start, person.end)
    return person


def _without_department(passage: Passage, person: Span) -> Span:
    """Leave "Ada Byron" of "State Ada Byron" in "Secretary of State Ada Byron"."""
    first, space, _ = passage.of(person).partition(" ")
    before = passage.text[max(0, person.start - 30) : person.start].split()
    office = len(before) > 1 and before[-1] == "of" and before[-2].casefold() in HEADS
    if office and space and first.casefold() in MODIFIERS:
        return person.at(person.start + len(first) + 1, person.end)
    return person


def _without_score(passage: Passage, person: Span) -> Span:
    """Leave the batsman of "Curran 52"."""
    score = _SCORE.search(passage.of(person))
    return person.at(person.start, person.start + score.start()) if score else person


def _modifies(passage: Passage, person: Span, at: int, word: str) -> bool:
    """Whether it stands before a title's head: "Prime" in "Prime Minister"."""
    rest = passage.text[at + len(word) : person.end].split()
    return word.casefold() in MODIFIERS and any(next_.casefold() in HEADS for next_ in rest[:3])


def _words(passage: Passage, span: Span) -> Iterator[tuple[int, str]]:
    for match in _WORD.finditer(passage.text, span.start, span.end):
        yield match.start(), match[0]
