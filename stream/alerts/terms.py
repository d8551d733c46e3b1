"""Words and phrases of all rules, found in a story in one walk over its words.

A term is a rule's word: in its forms, as a beginning (`terror*`), or exactly as written. What a
word of a story is a term of is remembered, since stories use the same words again and again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from stream.alerts.wording import PARAGRAPH, folded, forms, words

SHORTEST_BEGINNING = 3
"""Letters before a `*`."""
MOST_WORDS = 20
MOST_REMEMBERED = 200_000

Phrase = tuple[int, ...]
"""Terms that follow each other."""
Here = tuple[int, ...]
"""The terms that one word of a story is."""

T = TypeVar("T")
_Near = dict[int, dict[int, list[tuple[Phrase, int, T]]]]
"""By the first term and the second."""


class NoWords(ValueError):  # noqa: N818 - a fact
    """A rule's phrase can't be looked for."""


@dataclass(slots=True)
class _Node(Generic[T]):
    """After these terms of a phrase: the phrases that end here, and the terms that go on."""

    ends: list[T] = field(default_factory=list)
    after: "dict[int, _Node[T]]" = field(default_factory=dict)


@dataclass(slots=True)
class _Filed(Generic[T]):
    """What is filed for a field of the story, or for any: by a term alone or the first of them."""

    alone: dict[int, list[T]] = field(default_factory=dict)
    phrases: dict[int, _Node[T]] = field(default_factory=dict)
    near: "_Near[T]" = field(default_factory=dict)


class Terms(Generic[T]):
    """The terms of all rules; `T` is what a phrase is filed for."""

    def __init__(self) -> None:
        """None yet."""
        self._numbers: dict[tuple[str, str], int] = {}
        self._forms: dict[str, tuple[int, ...]] = {}
        self._exact: dict[str, tuple[int, ...]] = {}
        self._beginnings: dict[str, int] = {}
        self._lengths: tuple[int, ...] = ()
        self._scopes: dict[str, _Filed[T]] = {}
        self._remembered: dict[str, Here] = {}

    def phrase(self, text: str, *, exact: bool) -> Phrase:
        """The terms of a rule's words.

        Raises:
            NoWords: no word, too many, or a `*` after too few letters or within a word.
        """
        found = [it for it in words(text) if it != PARAGRAPH]
        if not 0 < len(found) <= MOST_WORDS:
            raise NoWords(f"'{text[:60]}': one to {MOST_WORDS} words of letters or digits")
        if exact:
            if "*" in text:
                raise NoWords(f"'{text[:60]}': = and * don't go together")
            return tuple(self._term("exact", it) for it in found)
        starred = [part.endswith("*") for part in text.split()]
        if "*" not in text:
            return tuple(self._term("forms", folded(it)) for it in found)
        if len(starred) != len(found) or text.count("*") != sum(starred):
            raise NoWords(f"'{text[:60]}': * stands at the end of a word, and words are apart")
        return tuple(
            self._term("beginning" if star else "forms", folded(it))
            for it, star in zip(found, starred, strict=True)
        )

    def file(self, phrase: Phrase, what: T, *, field: str = "", near: int = 0) -> None:
        """Have `what` found where the phrase stands, in a story's `field` or (if "") in any.

        With `near`, where all its terms stand within so many words of each other.
        """
        filed = self._scopes.setdefault(field, _Filed())
        if len(phrase) == 1:
            filed.alone.setdefault(phrase[0], []).append(what)
        elif near:
            second = filed.near.setdefault(phrase[0], {})
            second.setdefault(phrase[1], []).append((phrase, near, what))
        else:
            nodes = filed.phrases
            for term in phrase[:-1]:
                nodes = nodes.setdefault(term, _Node()).after
            nodes.setdefault(phrase[-1], _Node()).ends.append(what)

    def read(self, text: str) -> list[Here]:
        """What each word of a text is a term of."""
        remembered = self._remembered
        if len(remembered) > MOST_REMEMBERED:
            remembered.clear()
        found = []
        for word in words(text):
            here = remembered.get(word)
            if here is None:
                here = remembered[word] = self.of(word)
            found.append(here)
        return found

    def of(self, word: str) -> Here:
        """The terms that a word is."""
        plain = folded(word)
        found = [*self._forms.get(plain, ()), *self._exact.get(word, ())]
        for length in self._lengths:
            if length > len(plain):
                break
            if (term := self._beginnings.get(plain[:length])) is not None:
                found.append(term)
        return tuple(found)

    def found(self, text: Sequence[Here], field: str) -> Iterator[T]:
        """What is filed for the words and phrases of a text, which is the story's `field`."""
        there = {term for here in text for term in here}
        for scope in ("", field):
            if filed := self._scopes.get(scope):
                alone = filed.alone
                for term in alone.keys() & there:
                    yield from alone[term]
                if filed.phrases:
                    yield from _phrases(filed.phrases, text)
                if filed.near:
                    yield from _near(filed.near, text, there)

    def _term(self, kind: str, word: str) -> int:
        if kind == "beginning" and len(word) < SHORTEST_BEGINNING:
            raise NoWords(f"'{word}*': at least {SHORTEST_BEGINNING} letters before *")
        number = self._numbers.get((kind, word))
        if number is None:
            number = self._numbers[kind, word] = len(self._numbers)
            self._learn(kind, word, number)
            self._remembered.clear()
        return number

    def _learn(self, kind: str, word: str, number: int) -> None:
        if kind == "beginning":
            self._beginnings[word] = number
            self._lengths = tuple(sorted({*self._lengths, len(word)}))
        elif kind == "exact":
            self._exact[word] = (*self._exact.get(word, ()), number)
        else:
            for form in forms(word):
                self._forms[form] = (*self._forms.get(form, ()), number)


def _ends(node: "_Node[T]", text: Sequence[Here], at: int) -> Iterator[T]:
    """The phrases that begin with this node's term at this word."""
    open_nodes = [node]
    while open_nodes:
        for it in open_nodes:
            yield from it.ends
        at += 1
        if at >= len(text):
            return
        here = text[at]
        open_nodes = [it.after[term] for it in open_nodes for term in here if term in it.after]


def _phrases(first: "dict[int, _Node[T]]", text: Sequence[Here]) -> Iterator[T]:
    """What is filed for phrases of two terms or more."""
    for at in range(len(text) - 1):
        for term in text[at]:
            node = first.get(term)
            if node is not None and not node.after.keys().isdisjoint(text[at + 1]):
                yield from _ends(node, text, at)


def _near(first: "_Near[T]", text: Sequence[Here], there: set[int]) -> Iterator[T]:
    """What is filed for terms that stand near each other."""
    possible = [
        it
        for term in first.keys() & there
        for other in first[term].keys() & there
        for it in first[term][other]
        if there.issuperset(it[0])
    ]
    places = places_of({term for phrase, _, _ in possible for term in phrase}, text)
    for phrase, most, what in possible:
        if near_each_other(phrase, places, most):
            yield what


def places_of(terms: set[int], text: Sequence[Here]) -> dict[int, list[int]]:
    """Where in a text each of these terms stands."""
    found: dict[int, list[int]] = {it: [] for it in terms}
    if terms:
        for at, here in enumerate(text):
            for term in terms.intersection(here):
                found[term].append(at)
    return found


def near_each_other(
    phrase: Phrase, places: dict[int, list[int]], most: int
) -> tuple[int, int] | None:
    """The first stretch that holds all terms at most so many words apart, or None."""
    wanted = set(phrase)
    last: dict[int, int] = {}
    stands = sorted((at, it) for it in wanted for at in places[it])
    for at, term in stands:
        last[term] = at
        if len(last) == len(wanted) and at - (first := min(last.values())) <= most:
            return first, at
    return None


def phrase_at(phrase: Phrase, text: Sequence[Here], at: int) -> bool:
    """Whether the phrase stands at this word."""
    return len(text) - at >= len(phrase) and all(
        term in text[at + place] for place, term in enumerate(phrase)
    )
