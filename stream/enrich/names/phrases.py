"""Finds listed phrases in a passage as they are written, at word boundaries, in one walk."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from stream.enrich.names.spans import WORD, Passage

T = TypeVar("T")


class Phrases(Generic[T]):
    """A set of phrases, each with what it stands for. Case matters."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """File every phrase under its first word, the longest first."""
        self._by_word: dict[str, list[tuple[str, T]]] = {}
        for phrase, meaning in dict(entries).items():
            if found := WORD.search(phrase):
                self._by_word.setdefault(found[0], []).append((phrase[found.start() :], meaning))
        for listed in self._by_word.values():
            listed.sort(key=lambda entry: -len(entry[0]))

    def find(self, passage: Passage) -> Iterator[tuple[int, int, T]]:
        """Start, end and meaning of every phrase, left to right, the longest where several fit."""
        shared = self._by_word.keys() & passage.words.keys()
        first = sorted((at, word) for word in shared for at in passage.words[word])
        end = 0
        for start, word in first:
            if start >= end and (hit := _longest(self._by_word[word], passage.text, start)):
                end = hit[0]
                yield start, *hit


def _longest(listed: list[tuple[str, T]], text: str, start: int) -> tuple[int, T] | None:
    """End and meaning of the first of these phrases that stands here."""
    for phrase, meaning in listed:
        end = start + len(phrase)
        if text.startswith(phrase, start) and ends_word(text, end):
            return end, meaning
    return None


def ends_word(text: str, end: int) -> bool:
    """Whether no letter, digit or joined word follows: "Baku" isn't in "Bakuvian"."""
    if end >= len(text):
        return True
    return not (text[end].isalnum() or text[end] == "_")
