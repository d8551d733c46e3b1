"""A story's candidates as the tagger weighs them: for each a row of keys, and a vector.

A key stands for one thing that is so ("the token before is a title's head", "the rules say place
and the gazetteer has a capital"): 64 bits, mixed from the numbers of its parts and of its column.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stream.enrich.names.words import Vectors
from stream.enrich.tagger.lexicon import number, place
from stream.enrich.tagger.sheets import OUTSIDE, Column, Sheet

LONGEST = 40
"""Tokens of a run; a longer line is cut."""
_ENDS = frozenset({".", '"', "``", "\u201c", "\u201d", "''", "?", "!", ":"})
_MOST_SEEN = 3
# Odd numbers without a pattern, to mix a key's parts with.
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_COLUMN = 0x165667B19E3779F9
_ALL = (1 << 64) - 1

Keys = np.ndarray[tuple[int, int], np.dtype[np.uint64]]
Pair = tuple[Column, Column]


@dataclass(frozen=True, slots=True)
class Run:
    """Candidates in a row, end exclusive, in the tokens of a sheet."""

    sheet: int
    first: int
    end: int

    def __len__(self) -> int:
        return self.end - self.first


@dataclass(frozen=True)
class Inputs:
    """A story's candidates, run after run."""

    runs: Sequence[Run]
    keys: Keys
    vectors: Vectors
    """Those of the token before, of the token, and of the one after."""
    words: Sequence[str]
    """Each candidate in small letters where it is written with a capital, else empty."""

    def __len__(self) -> int:
        return len(self.words)


def inputs(sheets: Sequence[Sheet]) -> Inputs:
    """The candidates of all passages of a story."""
    uses = _Uses(sheets)
    runs = [run for at, sheet in enumerate(sheets) for run in _runs(at, sheet)]
    keys, vectors, words = [], [], []
    for at, sheet in enumerate(sheets):
        rows = [i for run in runs if run.sheet == at for i in range(run.first, run.end)]
        if not rows:
            continue
        where = np.array(rows)
        keys.append(_keys(_columns(sheet, uses, where), where))
        vectors.append(_around(sheet.words.vectors, where))
        words += [it.lowered if (it := sheet.tokens[i]).capital else "" for i in rows]
    if not words:
        return Inputs([], np.zeros((0, 0), np.uint64), np.zeros((0, 0), np.float32), [])
    return Inputs(runs, np.concatenate(keys), np.concatenate(vectors), words)


def _runs(at: int, sheet: Sheet) -> Iterator[Run]:
    first = None
    for i, (it, wanted) in enumerate(zip(sheet.tokens, sheet.candidates, strict=True)):
        if first is not None and (not wanted or it.blank or i - first == LONGEST):
            yield Run(at, first, i)
            first = None
        if first is None and wanted and not it.blank:
            first = i
    if first is not None:
        yield Run(at, first, len(sheet))


def _around(vectors: Vectors, where: np.ndarray) -> Vectors:
    padded = np.pad(vectors, ((1, 1), (0, 0)))
    return np.hstack([padded[where], padded[where + 1], padded[where + 2]])


class _Uses:
    """How the story uses each word elsewhere."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """By word in small letters: how often the rules gave it each type."""
        self.small: set[str] = set()
        """Words that also stand without any capital."""
        self.surnames: set[str] = set()
        """Last words of people's full names."""
        for sheet in sheets:
            for it, tag in zip(sheet.tokens, sheet.tags, strict=True):
                if it.capital:
                    self.kinds[it.lowered][tag[2:]] += 1
                elif not it.named:
                    self.small.add(it.lowered)
            for stretch in sheet.stretches:
                if stretch.span.type.value == "person" and stretch.end - stretch.first > 1:
                    self.surnames.add(sheet.tokens[stretch.end - 1].lowered)

    def elsewhere(self, word: str, tag: str) -> tuple[str, int]:
        """The type that the rules gave this word most often in its other places."""
        own = tag[2:]
        count, kind = max((times - (kind == own), kind) for kind, times in self.kinds[word].items())
        return (kind or "O", count) if count > 0 else ("none", 0)


def _keys(columns: Iterable[Pair], where: np.ndarray) -> Keys:
    """The keys of these tokens: each column's numbers mixed with the column's own."""
    firsts, seconds = zip(*columns, strict=True)
    own = np.array([at * _COLUMN & _ALL for at in range(1, len(firsts) + 1)], dtype=np.uint64)
    first, second = np.stack(firsts, axis=1)[where], np.stack(seconds, axis=1)[where]
    mixed: Keys = first * _FIRST + own + second * _SECOND
    return mixed


def _columns(sheet: Sheet, uses: _Uses, where: np.ndarray) -> Iterator[Pair]:
    """Every column that keys are made of, over all tokens of the sheet: one thing, or two."""
    nothing = np.zeros(len(sheet), dtype=np.uint64)

    def key(first: Column, second: Column = nothing) -> Pair:
        return first, second

    kind, form, end, begin, known = sheet.lexical
    model = sheet.words.marks
    tag = _numbers(sheet.tags)
    for step in (-2, -1, 0, 1, 2):
        for column in (kind, model, tag):
            yield key(_moved(column, step))
    for step in (-1, 0, 1):
        for column in (form, end, known):
            yield key(_moved(column, step))
    yield key(begin)
    for column in sheet.of_spans():
        yield key(column)
    before, after = _moved(kind, -1), _moved(kind, 1)
    yield key(model, tag)
    yield key(model, _moved(model, 1))
    yield key(model, _moved(model, -1))
    yield key(before, kind)
    yield key(kind, after)
    yield key(form * _SECOND + _moved(form, -1), _moved(form, 1))
    yield key(known, tag)
    yield key(known, before)
    yield key(known, after)
    for column in _of_story(sheet, uses, where):
        yield key(column)
    line = _numbers(sheet.lines)
    yield key(line)
    yield key(line, tag)
    yield key(line, known)
    first = _numbers(["first" if it else "later" for it in _opens(sheet)])
    yield key(first, form)
    yield key(first, tag)
    yield key(tag * np.uint64(3) if sheet.passage.field == "headline" else tag)


def _of_story(sheet: Sheet, uses: _Uses, where: np.ndarray) -> Iterator[Column]:
    """A name of two words around a token; how the story uses its word elsewhere."""
    count = len(sheet)
    none = number("-")
    pair, seen, agrees, small, surname = ([none] * count for _ in range(5))
    for at in where.tolist():
        it, tag = sheet.tokens[at], sheet.tags[at]
        pair[at] = number(_pair(sheet, at))
        if it.capital:
            kind, times = uses.elsewhere(it.lowered, tag)
            seen[at] = number(f"{kind}{min(times, _MOST_SEEN)}")
            agrees[at] = number(f"{kind}|{tag}")
        also = it.named and it.lowered in uses.small
        small[at] = number(f"{also}{tag}")
        surname[at] = number(f"{it.lowered in uses.surnames}{tag}")
    for column in (pair, seen, agrees, small, surname):
        yield np.array(column, dtype=np.uint64)


def _pair(sheet: Sheet, at: int) -> str:
    """What the gazetteer has under the token's name of two words, with the next or the one before.

    In one space, as names of places are written.
    """
    for first in (at, at - 1):
        if first >= 0 and first + 1 < len(sheet):
            one, two = sheet.tokens[first], sheet.tokens[first + 1]
            if one.capital and two.capital:
                texts = sheet.words.texts
                found = place(f"{texts[first]} {texts[first + 1]}")
                if found != "-":
                    return found
    return "-"


def _opens(sheet: Sheet) -> Iterator[bool]:
    """Whether each token opens a line, a sentence or a quote."""
    opens = True
    for it in sheet.tokens:
        yield opens
        opens = it.breaks or it.lowered in _ENDS


def _numbers(names: Sequence[str]) -> Column:
    return np.array([number(it) for it in names], dtype=np.uint64)


def _moved(column: Column, step: int) -> Column:
    """What stands so many tokens further, at each token."""
    if step == 0:
        return column
    edge = np.full(min(abs(step), len(column)), OUTSIDE, dtype=np.uint64)
    if step > 0:
        return np.concatenate([column[step:], edge])
    return np.concatenate([edge, column[:step]])
