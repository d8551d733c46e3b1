"""Finds every watched name in a text, in time that grows with the text alone.

For each word of the text a look into one dictionary says how long the names are that begin with
it; for each such length another look says which they are. Their spelling is then compared.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from stream.enrich.watch.entries import MOST_WORDS, Watched
from stream.enrich.watch.spelling import case_fits, gaps_fit, joined_fits, parted_fits
from stream.enrich.watch.unspaced import UnspacedNames, is_unspaced
from stream.enrich.watch.wording import Token, bare, bent_from, plural_of, tokens

WINDOW = 2_000
"""Words that are held at once, and those that a name may take beyond."""

_SHORTEST_JOINED = 5
_TWO = 2
_MOST_BENT = 4
"""Longer names aren't looked for in other cases: each word may stand for four."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

Numbers = int | tuple[int, ...]


class Hit(NamedTuple):
    """A watched name in a text. `entries` are all that have it; `exact`: written as listed."""

    start: int
    end: int
    entries: tuple[int, ...]
    exact: bool


class Matcher:
    """The names of a list, ready to be found. Holds 40 MB for 100,000 names."""

    def __init__(self, entries: Iterable[Watched]) -> None:
        """File every name by its folded words, as they are and joined."""
        self.entries = tuple(entries)
        self._names: list[str] = []
        self._owners: list[int] = []
        self._by_key: dict[str, Numbers] = {}
        self._lengths: dict[str, int] = {}
        unspaced = []
        for owner, entry in enumerate(self.entries):
            for name in entry.names:
                number = len(self._names)
                self._names.append(name)
                self._owners.append(owner)
                if is_unspaced(name):
                    unspaced.append((name, number))
                else:
                    self._file(name, number)
        self._unspaced = UnspacedNames(unspaced) if unspaced else None

    def find(self, text: str) -> list[Hit]:
        """Every name in the text, left to right, the longest where several begin, none twice."""
        hits = list(self._in_words(text))
        if self._unspaced and not text.isascii():
            hits = sorted([*hits, *self._in_runs(text)], key=lambda hit: (hit.start, -hit.end))
        return list(_apart(hits))

    def _in_runs(self, text: str) -> Iterator[Hit]:
        """The names of scripts without spaces; of one stretch all who have it."""
        found: dict[tuple[int, int], list[int]] = {}
        for start, end, number in self._unspaced.find(text) if self._unspaced else ():
            found.setdefault((start, end), []).append(number)
        for (start, end), numbers in found.items():
            yield Hit(start, end, self._owners_of(numbers), exact=True)

    def _owners_of(self, numbers: Iterable[int]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._owners[number] for number in numbers))

    def _file(self, name: str, number: int) -> None:
        self._file_words([it.word for it in tokens(name)], number)
        spelled = name.casefold().translate(_UMLAUTS)
        if spelled != name.casefold():
            self._file_words([it.word for it in tokens(spelled)], number)

    def _file_words(self, words: list[str], number: int) -> None:
        keys = {" ".join(words): words[0]}
        if len(words) <= _MOST_BENT:
            stems = [bare(word) for word in words]
            keys[" ".join(stems)] = stems[0]
        joined = "".join(words)
        if len(joined) >= _SHORTEST_JOINED:
            keys[joined] = joined
        for key, first in keys.items():
            self._add(key, first, number)

    def _add(self, key: str, first: str, number: int) -> None:
        before = self._by_key.get(key)
        if before is None:
            self._by_key[key] = number
        elif isinstance(before, int):
            self._by_key[key] = (before, number)
        elif number not in before:
            self._by_key[key] = (*before, number)
        self._lengths[first] = self._lengths.get(first, 0) | 1 << key.count(" ")

    def _in_words(self, text: str) -> Iterator[Hit]:
        free = 0
        for held, own in _windows(text):
            for index in self._beginnings(held, own):
                if held[index].start >= free and (hit := self._at(text, held, index)):
                    free = hit.end
                    yield hit

    def _beginnings(self, held: list[Token], own: int) -> Iterator[int]:
        """The words that may begin a name: one in fifty, so that the rest costs next to nothing."""
        lengths, keys, last = self._lengths, self._by_key, ""
        for index, (_, _, word) in enumerate(held):
            if index and last + word in keys and index <= own:
                yield index - 1
            last = word
            if index < own and (word in lengths or self._bends_to_a_beginning(word)):
                yield index

    def _bends_to_a_beginning(self, word: str) -> bool:
        if word.isascii() and not word.endswith("s"):
            return False
        return any(form in self._lengths for form in (*bent_from(word), *plural_of(word)))

    def _at(self, text: str, held: list[Token], index: int) -> Hit | None:
        """The longest name that begins with this word."""
        for count in self._counts(held[index].word):
            found = held[index : index + count]
            if len(found) == count and (hit := self._named(text, found)):
                return hit
        return self._parted(text, held[index : index + 2])

    def _counts(self, word: str) -> Iterator[int]:
        """How many words the names have that may begin with this one, the most first."""
        bits = 0
        for form in (*bent_from(word), *plural_of(word)):
            bits |= self._lengths.get(form, 0)
        while bits:
            count = bits.bit_length()
            bits ^= 1 << (count - 1)
            yield count

    def _named(self, text: str, found: list[Token]) -> Hit | None:
        for key in _keys([it.word for it in found]):
            fitting = [it for it in self._numbers(key) if self._fits(text, found, it)]
            if fitting:
                return self._hit(text, found, fitting)
        return None

    def _parted(self, text: str, found: list[Token]) -> Hit | None:
        """A name of one word, written as two."""
        if len(found) < _TWO or not (numbers := self._numbers(found[0].word + found[1].word)):
            return None
        written = text[found[0].start : found[1].end]
        fitting = [
            it
            for it in numbers
            if self._words_of(it) == 1
            and parted_fits(text, *found)
            and case_fits(self._names[it], written, case_sensitive=self._case(it))
        ]
        return self._hit(text, found, fitting) if fitting else None

    def _hit(self, text: str, found: list[Token], fitting: list[int]) -> Hit:
        """Those who have the name exactly as written come before all others."""
        start, end = found[0].start, found[-1].end
        written = unicodedata.normalize("NFC", text[start:end])
        exact = [it for it in fitting if unicodedata.normalize("NFC", self._names[it]) == written]
        return Hit(start, end, self._owners_of(exact or fitting), exact=bool(exact))

    def _fits(self, text: str, found: list[Token], number: int) -> bool:
        name = self._names[number]
        start, end = found[0].start, found[-1].end
        if not case_fits(name, text[start:end], case_sensitive=self._case(number)):
            return False
        if self._words_of(number) == len(found):
            return gaps_fit(text, found, name)
        return len(found) == 1 and joined_fits(
            name, text[start:end], text[max(0, start - 1) : start]
        )

    def _case(self, number: int) -> bool | None:
        return self.entries[self._owners[number]].case_sensitive

    def _words_of(self, number: int) -> int:
        return sum(1 for _ in tokens(self._names[number]))

    def _numbers(self, key: str) -> tuple[int, ...]:
        found = self._by_key.get(key, ())
        return (found,) if isinstance(found, int) else found


def _windows(text: str) -> Iterator[tuple[list[Token], int]]:
    """Words, and how many of them may begin a name; the rest are only there to end one."""
    held: list[Token] = []
    for token in tokens(text):
        held.append(token)
        if len(held) == WINDOW + MOST_WORDS:
            yield held, WINDOW
            held = held[WINDOW:]
    yield held, len(held)


def _apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    free = 0
    for hit in hits:
        if hit.start >= free:
            free = hit.end
            yield hit


def _keys(words: list[str]) -> Iterator[str]:
    """The keys under which a name of these words may be filed, as they are first."""
    *most, last = words
    if len(words) <= _MOST_BENT:
        yield from map(" ".join, product(*map(bent_from, words)))
    else:
        yield " ".join(words)
    for singular in plural_of(last):
        yield " ".join((*most, singular))
