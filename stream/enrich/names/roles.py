"""The role that a story gives a person before the name: "Finance Minister", "Vice President of …".

Read backwards from the name, word by word: a title's head with what stands before it (modifiers),
then perhaps "of …" up to the name. Titles in a row, divided by commas, are one role.
"""

from typing import NamedTuple

from stream.enrich.names.spans import Passage, Span
from stream.enrich.names.titles import HEADS, JOINERS, MODIFIERS, TAIL

_REACH = 240
_ENDS = tuple('.!?;:"”)')


class Token(NamedTuple):
    """A word with its marks, and where it begins."""

    start: int
    text: str


Tokens = list[Token]


def role_before(passage: Passage, person: Span) -> str | None:
    """The role in the words of the story, or None where none is plainly stated."""
    since = max(passage.opening, person.start - _REACH, passage.text.rfind("\n", 0, person.start))
    before = passage.text[since : person.start]
    if not before.endswith(" "):
        return None
    start = _start(_segments(_run(before)))
    return None if start is None else before[start:].strip().rstrip(",")


def _run(before: str) -> Tokens:
    """The words that could belong to a title, back from the name."""
    kept: Tokens = []
    end = len(before)
    for word in reversed(before.split()):
        if kept and word.endswith(_ENDS) and not _abbreviated(word):
            break
        if not _belongs(word.rstrip(",")):
            break
        end = before.rindex(word, 0, end)
        kept.append(Token(end, word))
    return kept[::-1]


def _belongs(word: str) -> bool:
    return word[:1].isupper() or word in JOINERS or word in HEADS or word in MODIFIERS


def _abbreviated(word: str) -> bool:
    return word.count(".") > 1


def _segments(run: Tokens) -> list[Tokens]:
    parts: list[Tokens] = [[]]
    for token in run:
        parts[-1].append(token)
        if token.text.endswith(","):
            parts.append([])
    return [part for part in parts if part]


def _start(segments: list[Tokens]) -> int | None:
    """Where the chain of titles begins that ends at the name."""
    start = None
    for segment in reversed(segments):
        found = _title_start(segment)
        if found is None:
            break
        start = found
        if found != segment[0].start:
            break
    return start


def _title_start(segment: Tokens) -> int | None:
    words = [token.text.rstrip(",").strip("'\"“”") for token in segment]
    head = _head(words)
    if head is None or words[-1] in JOINERS:
        return None
    first = head
    while first and _modifies(words[first - 1]):
        first -= 1
    return segment[first].start


def _head(words: list[str]) -> int | None:
    """Where the word stands that the title turns on: before "of …", else right before the name."""
    heads = [at for at, word in enumerate(words) if word.lower() in HEADS]
    before_tail = (at for at in heads if at + 1 < len(words) and words[at + 1] in TAIL)
    return next(before_tail, heads[-1] if heads and heads[-1] == len(words) - 1 else None)


def _modifies(word: str) -> bool:
    return word.lower() in MODIFIERS or word.lower() in HEADS
