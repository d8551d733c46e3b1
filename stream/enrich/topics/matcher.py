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
        shown = plain(text)
        low = lower(shown)
        matches = self._automaton.find_matches_as_indexes(low, overlapping=True)
        whole = [
            (start, -end, number)
            for number, start, end in matches
            if (start == 0 or not low[start - 1].isalnum())
            and (end == len(low) or not low[end].isalnum())
        ]
        whole.sort()
        found: list[Hit] = []
        shouted, past = shown.isupper(), 0
        for start, before_end, number in whole:
            end = -before_end
            if start < past:
                continue
            term = self._term(self._patterns[number], shown[start:end], shouted=shouted)
            if term:
                found.append(Hit(start, end, term))
                past = end
        return found

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
