"""Finds the lexicon's terms in a text: whole words, the longest at each place."""

from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick_rs

from stream.enrich.topics.inflect import forms
from stream.enrich.topics.lexicon import Term
from stream.enrich.topics.plain import lower, plain


class Hit(NamedTuple):
    """A term at a place: offsets are code points of the text, end exclusive."""

    start: int
    end: int
    term: Term


class Matcher:
    """Holds the automaton. Building it takes some 40 ms, so keep one."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        """Prepare every form of every term."""
        self._forms: dict[str, dict[str, Term]] = {}
        for form, term in _spellings(terms):
            self._forms.setdefault(lower(form), {})[form] = term
        self._patterns = list(self._forms)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)

    def hits(self, text: str) -> list[Hit]:
        """Terms from left to right, none within another: the longest wins."""
        found: list[Hit] = []
        for hit in sorted(self._candidates(text), key=lambda it: (it.start, -it.end)):
            if not found or hit.start >= found[-1].end:
                found.append(hit)
        return found

    def _candidates(self, text: str) -> Iterator[Hit]:
        shown = plain(text)
        low = lower(shown)
        shouted = shown.isupper()
        for number, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if _whole_word(low, start, end):
                term = self._term(self._patterns[number], shown[start:end], shouted=shouted)
                if term:
                    yield Hit(start, end, term)

    def _term(self, pattern: str, shown: str, *, shouted: bool) -> Term | None:
        """The term written just so, else the one that may be written in any case."""
        written = self._forms[pattern]
        if not shouted:
            return written.get(shown) or written.get(pattern)
        # In a headline of capitals a name of one word can't be told from the word: "APPLE".
        name = next(iter(written.values())) if " " in pattern else None
        return written.get(pattern) or name


def _spellings(terms: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    """Made forms first, so that a plural with an entry of its own ("markets") is its own term."""
    for term in terms:
        yield from ((form, term) for form in forms(plain(term.written)))
    yield from ((plain(term.written), term) for term in terms if not term.written.endswith("*"))


def _whole_word(text: str, start: int, end: int) -> bool:
    before = start == 0 or not text[start - 1].isalnum()
    return before and (end == len(text) or not text[end].isalnum())
